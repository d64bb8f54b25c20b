/// The bodies that claim authority, or may come to: a column for each of their traits.
///
/// A country has thousands, of which each hour asks this or that: a trait of all stands together, so that an hour
/// reads no more than it asks for.
struct Roll: Sendable {
  /// Shape `[body]`; whether it exists as a body.
  var stands: [Bool]
  /// Shape `[body]`; the tick since which it does; -1 before.
  var since: [Int]
  /// Shape `[body]`; whether it holds the apparatus of state.
  var holdsApparatus: [Bool]
  /// Shape `[body]`; whether its leaders sit in another body's government.
  var shares: [Bool]
  /// Shape `[body × domain]`; in `0...1`: the policy it stands for.
  var positions: Matrix<Double>
  /// Shape `[body × domain]`; in `0...1`: what its members would have.
  var leanings: Matrix<Double>
  /// Shape `[body × party]`; share of its executive or ministers.
  var executive: Matrix<Double>
  /// Shape `[body]`; its ministers, persons of the run, for a body that is drawn and not elected.
  var ministers: [[Minister]]
  /// Shape `[body]`; what it has learned to do; in `0...1`.
  var competence: [Double]
  /// Shape `[body]`; propensity to claim power, weighted by its deputies; in `0...1`.
  var doctrine: [Double]
  /// Shape `[body]`; its will to power; in `0...1`.
  var aspiration: [Double]
  /// Shape `[body]`; share of its orders obeyed of late.
  var compliance: [Double]
  /// Shape `[body]`; what failures cost it in recognition.
  var failures: [Double]
  /// Shape `[body × line]`; stance to the bodies of each that stand over against it, in `-1...1`.
  var stance: Matrix<Double>
  /// Shape `[body × line]`; memory of conflict with them, in `0...1`.
  var conflict: Matrix<Double>
  /// Shape `[body]`; the council into which it has gone; -1 while it is its own.
  var mergedInto: [Int]
  /// Shape `[body]`; whether it was sent by the government, for a legal body of a town.
  var isCommissar: [Bool]

  init(_ society: Society) {
    let count = society.bodies.count
    let nothing = [Double](repeating: 0, count: count)
    let never = [Int](repeating: -1, count: count)
    stands = [Bool](repeating: false, count: count)
    since = never
    holdsApparatus = stands
    shares = stands
    positions = Matrix(
      society.bodies.map { plan in
        plan.positions.indices.map { plan.held($0) ?? plan.positions[$0] }
      },
      width: society.domainCount
    )
    leanings = positions
    executive = Matrix(rows: count, width: society.parties.count, repeating: 0)
    ministers = [[Minister]](repeating: [], count: count)
    competence = nothing
    doctrine = nothing
    aspiration = nothing
    compliance = [Double](repeating: 0.5, count: count)
    failures = nothing
    stance = Matrix(rows: count, width: society.lines.count, repeating: 0)
    conflict = stance
    mergedInto = never
    isCommissar = stands
  }

  /// The numbers of all of them.
  var indices: Range<Int> { stands.indices }

  /// What bodies failed in, and what they quarrelled over, is forgotten little by little.
  ///
  /// Each is given the hours in which it would be forgotten at the first hour's pace.
  mutating func forget(failures hours: Double, conflicts hoursOfConflict: Double) {
    for body in indices where stands[body] {
      // Most have nothing to forget.
      if failures[body] != 0 { failures[body] -= failures[body] / hours }
      for line in 0..<conflict.width where conflict[body, line] != 0 {
        conflict[body, line] -= conflict[body, line] / hoursOfConflict
      }
    }
  }

  /// A body's policy comes some of the way to what its members would have.
  mutating func drift(_ body: Int, by pace: Double) {
    for d in 0..<positions.width {
      positions[body, d] += pace * (leanings[body, d] - positions[body, d])
    }
  }

  /// How far apart two bodies' policies are, summed over domains.
  func distance(_ one: Int, _ other: Int) -> Double {
    var apart = 0.0
    for d in 0..<positions.width { apart += abs(positions[one, d] - positions[other, d]) }
    return apart
  }

  mutating func transfer(_ wire: inout Wire) {
    for body in indices {
      wire.value(&stands[body])
      wire.value(&since[body])
      wire.value(&holdsApparatus[body])
      wire.value(&shares[body])
      wire.row(body, of: &positions)
      wire.row(body, of: &leanings)
      wire.row(body, of: &executive)
      wire.list(&ministers[body], Minister()) { $1.transfer(&$0) }
      wire.value(&competence[body])
      wire.value(&doctrine[body])
      wire.value(&aspiration[body])
      wire.value(&compliance[body])
      wire.value(&failures[body])
      wire.row(body, of: &stance)
      wire.row(body, of: &conflict)
      wire.value(&mergedInto[body])
      wire.value(&isCommissar[body])
    }
  }
}

extension Wire {
  fileprivate mutating func row(_ row: Int, of matrix: inout Matrix<Double>) {
    var values = matrix[row]
    value(&values)
    if !isBroken { matrix[row] = values }
  }
}
