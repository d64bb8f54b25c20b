// Reads: an outlook and prospects, own rows. Writes: activity, recognition of one line. Draws: hour.

#if FOR_A_LEVEL
import DualPower
#endif

/// One hour of a cohort's groups: everyone decides whether to go out or home, and reconsiders whom she recognises.
func decide(_ groups: Range<Int>, _ tables: Tables, _ outlook: Outlook, _ hour: Hour) {
  checked(
    groups.upperBound <= tables.groups,
    "a group is asked that is not there"
  )
  let cohort = CohortHour(tables, outlook, hour)
  for g in groups {
    let prospect = tables.prospects[g]
    let wasOut = tables.active[g] &+ tables.lingering[g] > 0
    let moves = wasOut || prospect.walkOut > 0
    guard moves || prospect.reconsider > 0 else { continue }
    let members = Members(
      first: tables.firstPersons[g],
      count: tables.agentCounts[g],
      block: tables.firstBlock[g]
    )
    checked(
      members.block &+ (members.count &+ 63) / 64 <= tables.firstBlock[g &+ 1],
      "a group has more members than its blocks have room for"
    )
    if moves {
      let tally = GroupHour(cohort, prospect).pass(members, wasOut: wasOut)
      tables.active[g] = tally.active
      tables.lingering[g] = tally.out &- tally.active
      tables.recognition[g] &+= tally.change
    } else {
      tables.recognition[g] &+= Turn(cohort, prospect).pass(members)
    }
  }
}

/// What a cohort's groups face alike in an hour, spread over the lanes, and where their columns begin.
struct CohortHour {
  let key: UInt64
  let susceptibility: Cells
  let risk: Cells
  let obstinacy: Cells
  let conviction: Cells
  let activity: Cells
  /// Recognition of the ruling person, of the institution in force, of who calls home, of the line in turn.
  let person: Cells
  let institution: Cells
  let caller: Cells
  let inTurn: Cells

  let personWeight: Halves
  let institutionWeight: Halves
  let hardship: Halves
  let fear: Halves
  let noise: Shorts
  let goBack: Shorts
  let drift: Shorts
  let call: Halves
  let tilt: Shorts
  let object: Bytes
  /// The same, where nothing is in force of nobody.
  let counted: Bytes

  @inline(__always)
  init(_ tables: Tables, _ outlook: Outlook, _ hour: Hour) {
    checked(
      outlook.isInRange && hour.isInRange,
      "what a cohort faces is beyond the range that 16 bits are enough for"
    )
    key = hour.key
    func column(_ first: UnsafeMutablePointer<Lanes>) -> Cells { Cells(first, count: tables.apart) }
    func recognition(_ of: Int) -> Cells {
      checked(of >= 0 && of < tables.columns, "a column is asked for that is not there")
      return column(tables.firstRecognition + tables.apart &* of)
    }
    susceptibility = column(tables.susceptibility)
    risk = column(tables.risk)
    obstinacy = column(tables.obstinacy)
    conviction = column(tables.conviction)
    activity = column(tables.activity)
    person = recognition(outlook.personColumn)
    institution = recognition(outlook.institutionColumn)
    caller = recognition(hour.callerColumn)
    inTurn = recognition(hour.turnColumn)
    personWeight = allHalves(outlook.personWeight)
    institutionWeight = allHalves(256 &- outlook.personWeight)
    hardship = allHalves(outlook.hardship)
    fear = allHalves(outlook.fear)
    noise = allShorts(2 &* hour.noise)
    goBack = allShorts(outlook.goBack)
    drift = allShorts(outlook.drift)
    call = allHalves(outlook.call)
    tilt = allShorts(2 &* outlook.conviction)
    let line = UInt8(truncatingIfNeeded: outlook.object)
    object = Bytes(repeating: line)
    counted = Bytes(repeating: line > 0 ? line : 255)
  }
}

/// A group's members.
struct Members {
  /// The number of the first.
  let first: UInt32
  /// How many there are.
  let count: Int
  /// Where their first block is in each column.
  let block: Int

  /// The numbers of the first block's first quarter, as ``BlockDraws`` takes them.
  @inline(__always)
  var persons: Lanes { Lanes.everyFourth &+ Lanes(repeating: first) }
}
