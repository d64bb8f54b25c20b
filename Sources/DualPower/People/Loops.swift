/// The loops over people, compiled for one level of the processor.
///
/// Every level gives the same bits, and a higher one is faster. The model has the one that any machine
/// runs; who can tell what the machine is may hand it another, built from the same sources.
public struct Loops: Sendable {
  /// One hour of some groups of a cohort, whose outlook they share.
  package typealias Decide =
    @Sendable (_ groups: Range<Int>, _ tables: Tables, _ outlook: Outlook, _ hour: Hour) -> Void
  /// Whom the members of a group would obey; adds votes to `counts`, one item a column.
  package typealias Choose =
    @Sendable (
      _ blocks: UnsafePointer<SIMD16<UInt32>>,
      _ rows: Rows,
      _ columns: UnsafeBufferPointer<Int>,
      _ floor: UInt8,
      _ counts: UnsafeMutablePointer<SIMD16<Int32>>
    ) -> Void
  /// Who of a group obeys an order; adds them to `counts`.
  package typealias Obey =
    @Sendable (
      _ blocks: UnsafePointer<SIMD16<UInt32>>,
      _ rows: Rows,
      _ command: Command,
      _ counts: UnsafeMutablePointer<SIMD16<Int32>>
    ) -> Void

  let decide: Decide
  let choose: Choose
  let obey: Obey

  package init(decide: @escaping Decide, choose: @escaping Choose, obey: @escaping Obey) {
    self.decide = decide
    self.choose = choose
    self.obey = obey
  }

  /// The loops that any machine runs.
  public static var baseline: Loops { loops }
}

/// Where the rows of a group's members are.
package struct Rows: Sendable {
  /// How many blocks lie between one column of a block and the next.
  package let apart: Int
  /// How many columns of recognition there are.
  package let columns: Int
  /// The number of the first member.
  package let first: UInt32
  /// How many members there are.
  package let count: Int
}

/// What an hour of all groups reads and writes, each by where it begins.
///
/// - Warning: They hold while the people stand still, and threads share them who write to groups of their own.
package struct Tables: @unchecked Sendable {
  /// Shape `[block]`; a column of traits or of activity.
  package let susceptibility, risk, obstinacy, conviction,
    activity: UnsafeMutablePointer<SIMD16<UInt32>>
  /// Shape `[column × block]`, row by row.
  package let firstRecognition: UnsafeMutablePointer<SIMD16<UInt32>>
  /// How many columns of recognition there are.
  package let columns: Int
  /// How many blocks lie between one column of a block and the next.
  package let apart: Int
  /// How many groups there are.
  package let groups: Int
  /// Shape `[group + 1]`; where its first block is.
  package let firstBlock: UnsafePointer<Int>
  /// Shape `[group]`; the number of its first member.
  package let firstPersons: UnsafePointer<UInt32>
  /// Shape `[group]`; how many members there are.
  package let agentCounts: UnsafePointer<Int>
  /// Shape `[group]`.
  package let prospects: UnsafePointer<Prospect>
  /// Shape `[group]`; members out against the body in force.
  package let active: UnsafeMutablePointer<Int>
  /// Shape `[group]`; members out although the object of their activity is gone.
  package let lingering: UnsafeMutablePointer<Int>
  /// Shape `[group]`; the sum of the recognition in turn.
  package let recognition: UnsafeMutablePointer<Int>
}

/// An order, as a group meets it.
package struct Command: Sendable {
  /// The column of the body that gives it.
  package let column: Int
  /// The column of the body that contests it, if any.
  package let rival: Int?
  /// Half-width of the noise, in 1/256 of recognition.
  package let noise: Int32
  /// The key of its draws.
  package let key: UInt64
  /// `1 + w·a` of the body that gives it, in 1/256.
  package var weight: Int32 = 0
  /// The same of its rival.
  package var rivalWeight: Int32 = 0
}
