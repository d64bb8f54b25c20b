import DualPower

/// The same society with fewer agents.
///
/// Large groups keep a share of their people; small ones are thinned out within their class (kind,
/// stratum and district), and those that stay stand for the others. It is the same sample for every
/// seed, and a person keeps her number in the whole society.
///
/// - Source: Systematic sampling with unequal inclusion; Cochran, *Sampling Techniques*, 3rd ed. (1977),
///   ch. 8 and 9A.
struct Sample {
  /// The agents that a group has, if it has so many people, before it is thinned out.
  static let fewest = 32

  /// The groups of the run.
  private(set) var groups: [Group] = []
  /// Their names.
  private(set) var names: [Name] = []

  /// Draws the sample.
  ///
  /// - Parameters:
  ///   - declared: Every group in full.
  ///   - scale: Persons for whom one agent stands, where groups are large enough; at least 1.
  init(of declared: DeclaredGroups, scale: Int) {
    var represents = [Double](repeating: 0, count: declared.groups.count)
    var classes: [Class: [Int]] = [:]
    for (g, group) in declared.groups.enumerated() {
      let standsAlone = declared.areNamed[g] || group.circle != .none
      if standsAlone || group.size >= scale * Self.fewest || scale == 1 {
        represents[g] = 1
      } else {
        classes[Class(group), default: []].append(g)
      }
    }
    for members in classes.values {
      for (g, weight) in Self.thinned(members, declared.groups, scale) { represents[g] = weight }
    }
    for (g, weight) in represents.enumerated() where weight > 0 {
      var group = declared.groups[g]
      group.represents = weight
      group.agents = Self.agents(group.size, scale)
      groups.append(group)
      names.append(declared.names[g])
    }
  }

  /// The agents of a group that stays: its share, and no fewer than make it a group.
  private static func agents(_ size: Int, _ scale: Int) -> Int {
    let share = Int((Double(size) / Double(scale)).rounded())
    return min(size, max(min(size, fewest), share))
  }

  /// The members of a class that stay, each with the number of groups that it stands for.
  ///
  /// A group stays with a chance in proportion to its people per agent, so that every person of the
  /// class stays with the same chance; the weights then make up the people of the class exactly.
  private static func thinned(_ members: [Int], _ groups: [Group], _ scale: Int) -> [(Int, Double)]
  {
    var kept: [(Int, Double)] = []
    var people = 0
    var passed = 0.0
    for g in members {
      let size = groups[g].size
      let inclusion = Double(size) / Double(scale * min(size, fewest))
      people += size
      // A half first, so that the sample of a class is neither its first groups nor its last.
      if (passed + inclusion + 0.5).rounded(.down) > (passed + 0.5).rounded(.down) {
        kept.append((g, 1 / inclusion))
      }
      passed += inclusion
    }
    if kept.isEmpty, let middle = members.dropFirst(members.count / 2).first {
      kept = [(middle, 1)]
    }
    let stoodFor = kept.reduce(0) { $0 + Double(groups[$1.0].size) * $1.1 }
    return kept.map { ($0.0, $0.1 * Double(people) / stoodFor) }
  }

  /// What makes groups alike enough to stand for one another.
  private struct Class: Hashable {
    let kind: Int
    let stratum: Int
    let place: Int

    init(_ group: Group) {
      kind = group.kind
      stratum = group.stratum
      place = group.place
    }
  }
}
