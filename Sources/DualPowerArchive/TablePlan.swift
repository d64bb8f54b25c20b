/// How a table is made of a record's rows as numbers.
///
/// One plan fills the files of a kept run here and, handed over as JSON, frames wherever else the rows of
/// the model are read.
struct TablePlan {
  /// The name; the file is called after it.
  let name: String
  /// The rows that it is made of, by their place in a ``DualPower/RowLayout``.
  let rows: Int
  /// How many rows each of them makes: one a stratum, one a pair of bodies.
  let each: Int
  /// Whether the table is of a country, and not there where no town hears over links.
  var isOfCountry = false
  /// The columns.
  let columns: [ColumnPlan]
}

/// How a column is made.
struct ColumnPlan {
  /// Where its values come from.
  ///
  /// `at` is the place among the numbers of a row, one for each row that it makes.
  enum Source {
    /// Real numbers as they stand.
    case double(at: [Int])
    /// Real numbers; absent where negative.
    case doubleOrNone(at: [Int])
    /// Whole numbers as they stand.
    case int32(at: [Int])
    /// One number as a share of another; 0 where that is not above 0.
    case share(at: [Int], of: [Int])
    /// A real number by index.
    case figure(at: [Int], [Double])
    /// A day of the run as a date; the first is given as days since 1 January 1970.
    case date(at: [Int], first: Int)
    /// A tick as a time; the first day is given likewise.
    case timestamp(at: [Int], first: Int)
    /// Text by index; absent where there is none.
    case text(at: [Int], [String?])
    /// Text by index, from the list that another index chooses.
    case chosen(at: [Int], by: [Int], [[String]])
    /// Text for each row that a row makes.
    case each([String])
    /// Text by index, with its number among rows of the same text: `crisis-2`.
    case numbered(at: [Int], [String])
    /// What happened, in a sentence: of events alone.
    case sentence
  }

  /// The name, in snake case.
  let name: String
  /// The unit; empty for a text or a date, and for a number that has none.
  let unit: String
  /// What the values are, in a phrase.
  let meaning: String
  /// Whether a value can be absent.
  let isNullable: Bool
  /// Where its values come from.
  let source: Source
}

extension TablePlan {
  /// The table of a run.
  ///
  /// - Complexity: O(values).
  func table(_ numbers: RowNumbers, _ chronicle: Chronicle) -> Table {
    Table(
      name,
      columns.map { plan in
        Column(
          plan.name,
          unit: plan.unit,
          meaning: plan.meaning,
          isNullable: plan.isNullable,
          values(plan.source, numbers, chronicle)
        )
      }
    )
  }

  private func values(
    _ source: ColumnPlan.Source,
    _ numbers: RowNumbers,
    _ chronicle: Chronicle
  ) -> Column.Values {
    func all<Value>(_ at: [Int], _ value: (Double) -> Value) -> [Value] {
      numbers.values(rows, at: at, value)
    }
    switch source {
    case .double(let at):
      return .double(all(at) { $0 })
    case .doubleOrNone(let at):
      return .double(all(at) { $0 < 0 ? nil : $0 })
    case .int32(let at):
      return .int32(all(at) { Int32($0) })
    case .share(let at, let whole):
      return .double(zip(all(at) { $0 }, all(whole) { $0 }).map { $1 > 0 ? $0 / $1 : 0 })
    case .figure(let at, let figures):
      return .double(all(at) { figures[Int($0)] })
    case .date(let at, let first):
      return .date(all(at) { Int32(first + Int($0)) })
    case .timestamp(let at, let first):
      return .timestamp(all(at) { Int64(first * 24 + Int($0)) * 3_600_000 })
    case .text(let at, let texts):
      return .string(all(at) { texts.at(Int($0)) ?? nil })
    case .chosen(let at, let by, let lists):
      return .string(zip(all(at) { Int($0) }, all(by) { Int($0) }).map { lists[$1].at($0) })
    case .each(let texts):
      return .string((0..<numbers.count(rows)).flatMap { _ in texts })
    case .numbered(let at, let texts):
      var counts = [Int](repeating: 0, count: texts.count)
      return .string(
        all(at) { index in
          counts[Int(index)] += 1
          return "\(texts[Int(index)])-\(counts[Int(index)])"
        }
      )
    case .sentence:
      return .string(chronicle.entries.map(\.text))
    }
  }
}
