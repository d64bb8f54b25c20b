import DualPower
import DualPowerTestSupport
import Testing

@testable import DualPowerScenario

@Suite struct SampleTests {
  private static let scales = [1, 2, 10, 37, 100, 1_000]

  /// Two classes of groups of mixed sizes, one circle, and one group with a name of its own.
  private func society() -> DeclaredGroups {
    var declared = DeclaredGroups()
    var first: UInt32 = 0
    func add(_ kind: Int, _ size: Int, circle: Circle = .none, isNamed: Bool = false) {
      declared.groups.append(
        Group(
          kind: kind,
          stratum: 0,
          place: kind,
          circle: circle,
          firstPerson: first,
          size: size,
          agents: size
        )
      )
      declared.names.append(Name(id: "g\(declared.groups.count)", label: ""))
      declared.areNamed.append(isNamed)
      first += UInt32(size)
    }
    for i in 0..<900 { add(i % 2, 1 + i * 37 % 400) }
    add(0, 30_000)
    add(1, 5, circle: .cabinet)
    add(0, 12, isNamed: true)
    return declared
  }

  @Test(.tags(.law), arguments: scales)
  func `people are as many at every scale, class by class`(scale: Int) {
    let all = society()
    let sample = Sample(of: all, scale: scale)
    for kind in 0...1 {
      let people = all.groups.filter { $0.kind == kind }.reduce(0) { $0 + $1.size }
      let stoodFor = sample.groups.filter { $0.kind == kind }
        .reduce(0) { $0 + Double($1.size) * $1.represents }
      #expect(abs(stoodFor - Double(people)) < 1e-6)
    }
  }

  @Test(.tags(.law), arguments: scales)
  func `a person keeps her number, and her group its name`(scale: Int) {
    let all = society()
    let byFirst = Dictionary(
      uniqueKeysWithValues: zip(all.groups.map(\.firstPerson), zip(all.groups, all.names))
    )
    let sample = Sample(of: all, scale: scale)
    for (group, name) in zip(sample.groups, sample.names) {
      let original = byFirst[group.firstPerson]
      #expect(original?.0.size == group.size)
      #expect(original?.1 == name)
      #expect((1...group.size).contains(group.agents))
    }
  }

  @Test(.tags(.law), arguments: scales)
  func `circles and groups with a name stand for themselves`(scale: Int) {
    let sample = Sample(of: society(), scale: scale)
    let alone = sample.groups.filter {
      $0.circle == .cabinet || $0.size == 12 && $0.represents == 1
    }
    #expect(alone.contains { $0.size == 5 && $0.represents == 1 && $0.agents == 5 })
    #expect(alone.contains { $0.size == 12 && $0.agents == 12 })
  }

  @Test(.tags(.limit))
  func `at full scale everyone is an agent`() {
    let all = society()
    let sample = Sample(of: all, scale: 1)
    #expect(sample.groups == all.groups)
  }

  @Test(.tags(.law))
  func `a coarser scale has fewer agents, near the share asked for`() {
    let all = society()
    let people = Double(all.groups.reduce(0) { $0 + $1.size })
    var last = Int.max
    for scale in Self.scales {
      let agents = Sample(of: all, scale: scale).groups.reduce(0) { $0 + $1.agents }
      #expect(agents < last)
      #expect(Double(agents) < 1.1 * people / Double(scale) + 3 * 32)
      last = agents
    }
  }

  @Test(.tags(.limit))
  func `small groups of a class stay in proportion to their people`() {
    // Groups of 16 at 1:4 keep all 16 agents, so one in four stays and stands for four.
    var declared = DeclaredGroups()
    for i in 0..<400 {
      declared.groups.append(
        Group(kind: 0, stratum: 0, place: 0, firstPerson: UInt32(i * 16), size: 16, agents: 16)
      )
      declared.names.append(Name(id: "g", label: ""))
      declared.areNamed.append(false)
    }
    let sample = Sample(of: declared, scale: 4)
    #expect(sample.groups.count == 100)
    #expect(sample.groups.allSatisfy { $0.represents == 4 && $0.agents == 16 })
  }
}
