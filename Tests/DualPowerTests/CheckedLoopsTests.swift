import Testing

@testable import DualPower

/// What the loops rely on, and that a process ends in which it does not hold.
@Suite struct CheckedLoopsTests {
  @Test func `a block that its column has not is neither read nor written`() async {
    await #expect(processExitsWith: .success) { withColumn { _ = $0[0] } }
    await #expect(processExitsWith: .failure) { withColumn { _ = $0[1] } }
    await #expect(processExitsWith: .failure) { withColumn { _ = $0[-1] } }
    await #expect(processExitsWith: .failure) { withColumn { $0[1] = Lanes() } }
  }

  @Test func `what is beyond its range is told of`() async {
    await #expect(processExitsWith: .success) { _ = OneGroup().hour() }
    await #expect(processExitsWith: .failure) {
      var group = OneGroup()
      group.prospect.grievance = 8_193
      _ = group.hour()
    }
    await #expect(processExitsWith: .failure) {
      var group = OneGroup()
      group.outlook.hardship = 4_096
      _ = group.hour()
    }
    await #expect(processExitsWith: .failure) {
      var group = OneGroup()
      group.face.noise = -8_193
      _ = group.hour()
    }
  }

  @Test func `a column of recognition that is not there is told of`() async {
    await #expect(processExitsWith: .failure) {
      var group = OneGroup()
      group.outlook.institutionColumn = 2
      _ = group.hour()
    }
    await #expect(processExitsWith: .failure) {
      var group = OneGroup()
      group.face.turnColumn = -1
      _ = group.hour()
    }
  }

  @Test func `a group without room for its members is told of`() async {
    await #expect(processExitsWith: .failure) {
      var group = OneGroup()
      group.members = 65
      _ = group.hour()
    }
  }

  @Test func `sixteen bits are enough at both ends of what utility is made of`() {
    var compared = 0
    for ends in 0..<64 {
      func end<T>(_ bit: Int, _ low: T, _ high: T) -> T { ends >> bit & 1 == 0 ? low : high }
      var group = OneGroup()
      group.outlook.hardship = end(0, 0, 4_095)
      group.outlook.fear = end(1, 0, 4_095)
      group.outlook.personWeight = end(2, 0, 256)
      group.prospect.crowd = end(3, 0, 4_095)
      group.prospect.grievance = end(4, -8_192, 8_192)
      group.face.noise = end(5, -8_192, 8_192)
      let expected = (0..<group.members).count { group.utility($0) > 0 }
      #expect(group.hour() == expected)
      if expected > 0 && expected < group.members { compared += 1 }
    }
    #expect(compared > 16)
  }
}

/// Hands out a column of one block, with others before and behind it.
private func withColumn(_ body: (Cells) -> Void) {
  var blocks = [Lanes](repeating: Lanes(), count: 3)
  blocks.withUnsafeMutableBufferPointer { blocks in
    guard let first = blocks.baseAddress else { return }
    body(Cells(first + 1, count: 1))
  }
}

/// A group of 64 in which every trait is at either end of its range in half of the members, all of whom walk out who would.
private struct OneGroup {
  var outlook = Outlook(personColumn: 0, institutionColumn: 1, object: 1)
  var prospect = Prospect(walkOut: 4_096)
  var face = Hour(key: 1)
  var members = 64

  private static let traits = [
    People.susceptibility, People.risk, People.obstinacy, People.firstRecognition,
    People.firstRecognition + 1,
  ]

  /// Of member `m` the trait `i` of the list is at its upper end where bit `i` of `m` is set.
  private func byte(_ column: Int, _ member: Int) -> Int {
    OneGroup.traits.firstIndex(of: column).map { member >> $0 & 1 == 1 ? 255 : 0 } ?? 0
  }

  /// What a member gains by going out, in integers that hold anything.
  func utility(_ m: Int) -> Int {
    let first = People.firstRecognition
    let (weight, whole) = (Int(outlook.personWeight), 256)
    let burden = (byte(People.susceptibility, m) * Int(outlook.hardship)) >> 8
    let inForce = (byte(first, m) * weight + byte(first + 1, m) * (whole - weight)) >> 8
    let pull = ((burden + Int(prospect.crowd)) * (whole - inForce)) >> 8
    let held = (byte(People.risk, m) * Int(outlook.fear)) >> 8
    let luck = Int(Draws.bits(UInt32(m), face.key) & 0xFF) - 128
    let noise = (luck * Int(face.noise)) >> 7
    return pull + Int(prospect.grievance) - held - 8 * byte(People.obstinacy, m) + noise
  }

  /// One hour, in a column of two blocks, of which the second is nobody's.
  ///
  /// - Returns: Who is out when it ends.
  func hour() -> Int {
    let apart = 2
    var columns = [Lanes](repeating: Lanes(), count: apart * (People.firstRecognition + 2))
    for column in 0..<columns.count / apart {
      for m in 0..<64 {
        columns[apart * column][m / 4] |= UInt32(byte(column, m)) << UInt32(m % 4 * 8)
      }
    }
    var tallies = [0, 0, 0]
    columns.withUnsafeMutableBufferPointer { columns in
      tallies.withUnsafeMutableBufferPointer { tallies in
        withUnsafePointer(to: prospect) { prospect in
          withUnsafePointer(to: UInt32(0)) { person in
            withUnsafePointer(to: members) { count in
              [0, 1].withUnsafeBufferPointer { firstBlock in
                guard let column = columns.baseAddress, let tally = tallies.baseAddress,
                  let firstBlock = firstBlock.baseAddress
                else { return }
                let tables = Tables(
                  susceptibility: column + apart * People.susceptibility,
                  risk: column + apart * People.risk,
                  obstinacy: column + apart * People.obstinacy,
                  conviction: column + apart * People.conviction,
                  activity: column + apart * People.activity,
                  firstRecognition: column + apart * People.firstRecognition,
                  columns: 2,
                  apart: apart,
                  groups: 1,
                  firstBlock: firstBlock,
                  firstPersons: person,
                  agentCounts: count,
                  prospects: prospect,
                  active: tally,
                  lingering: tally + 1,
                  recognition: tally + 2
                )
                Loops.baseline.decide(0..<1, tables, outlook, face)
              }
            }
          }
        }
      }
    }
    return tallies[0]
  }
}
