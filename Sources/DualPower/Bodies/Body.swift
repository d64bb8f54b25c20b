/// A body that claims authority, or may come to.
struct Body: Sendable {
  /// Whether it exists as a body.
  var stands = false
  /// The tick since which it does.
  var since = -1
  /// Whether it holds the apparatus of state.
  var holdsApparatus = false
  /// Whether its leaders sit in another body's government.
  var shares = false
  /// Shape `[domain]`; in `0...1`: the policy it stands for.
  var positions: [Double]
  /// Shape `[domain]`; in `0...1`: what its members would have.
  var leanings: [Double]
  /// Shape `[party]`; share of its executive or ministers.
  var executive: [Double]
  /// Its ministers, persons of the run, for a body that is drawn and not elected.
  var ministers: [Minister] = []
  /// What it has learned to do; in `0...1`.
  var competence = 0.0
  /// Propensity to claim power, weighted by its deputies; in `0...1`.
  var doctrine = 0.0
  /// Its will to power; in `0...1`.
  var aspiration = 0.0
  /// Share of its orders obeyed of late.
  var compliance = 0.5
  /// What failures cost it in recognition.
  var failures = 0.0
  /// Shape `[line]`; stance to the bodies of each that stand over against it, in `-1...1`.
  var stance: [Double]
  /// Shape `[line]`; memory of conflict with them, in `0...1`.
  var conflict: [Double]
  /// The council into which it has gone; -1 while it is its own.
  var mergedInto = -1
  /// Whether it was sent by the government, for a legal body of a town.
  var isCommissar = false

  init(_ plan: BodyPlan, lines: Int, parties: Int) {
    positions = plan.positions.indices.map { plan.held($0) ?? plan.positions[$0] }
    leanings = positions
    executive = [Double](repeating: 0, count: parties)
    stance = [Double](repeating: 0, count: lines)
    conflict = stance
  }

  /// What it failed in, and what it quarrelled over, is forgotten little by little.
  mutating func forget(failures: Double, conflicts: Double) {
    self.failures -= self.failures / failures
    for line in conflict.indices { conflict[line] -= conflict[line] / conflicts }
  }

  /// Policy comes some of the way to what its members would have.
  mutating func drift(by pace: Double) {
    for d in positions.indices { positions[d] += pace * (leanings[d] - positions[d]) }
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&stands)
    wire.value(&since)
    wire.value(&holdsApparatus)
    wire.value(&shares)
    wire.value(&positions)
    wire.value(&leanings)
    wire.value(&executive)
    wire.list(&ministers, Minister()) { $1.transfer(&$0) }
    wire.value(&competence)
    wire.value(&doctrine)
    wire.value(&aspiration)
    wire.value(&compliance)
    wire.value(&failures)
    wire.value(&stance)
    wire.value(&conflict)
    wire.value(&mergedInto)
    wire.value(&isCommissar)
  }
}

/// A minister: a person of the run.
public struct Minister: Sendable, Equatable {
  /// Her number in the whole society.
  public var person: UInt32 = 0
  /// Her group.
  public var group = 0
  /// Her party.
  public var party = 0

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&person)
    wire.value(&group)
    wire.value(&party)
  }
}
