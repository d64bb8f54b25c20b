/// What is told of the capital.
extension EvidenceImporter {
  /// Counts of people: strikers, soldiers, dead and wounded, deputies, votes.
  func count(_ row: RawRow) -> Result {
    let (series, unit) = (row["series"], row["unit"])
    if !row["votes_for"].isEmpty || !row["votes_against"].isEmpty || series.hasPrefix("vote") {
      return vote(row)
    }
    switch series {
    case "insurgent_soldiers": return take(row, "garrison_over", process: "garrison_count")
    case "casualties_total_killed_wounded": return take(row, "casualties", process: "casualty_list")
    case "casualties_soldiers": return take(row, "casualties.soldier", process: "casualty_list")
    case "casualties_police": return take(row, "casualties.police", process: "casualty_list")
    case "casualties_civilians": return take(row, "casualties.civilian", process: "casualty_list")
    case "deputies": return take(row, "deputies.\(council)", process: "deputies_count")
    case "conference_delegates": return take(row, "conference.delegates")
    default: break
    }
    if ["share", "percent"].contains(where: unit.hasPrefix) { return partyShare(row) }
    let isOfSpan = unit.contains(" in ") && (unit.contains("year") || unit.contains("January"))
    if isOfSpan { return refuse(row, "it sums over a span of days, and a run counts persons") }
    if unit == "strikers" || unit.hasPrefix("workers not at work") {
      let process =
        ["police", "okhrana", "leiberov"].first { series.contains($0) }.map { "\($0)_count" }
        ?? "best_count"
      return take(row, "active.worker", process: process)
    }
    if unit.contains("soldier"), series.contains("soldiers") {
      return take(row, "active.soldier", process: "crowd_count") { $0.hour = nil }
    }
    if ["demonstrator", "participants", "crowd"].contains(where: unit.contains) {
      return take(row, "crowd", process: "crowd_count") { $0.hour = nil }
    }
    return refuse(row, "a run has no count of \"\(series)\" in \(unit.isEmpty ? "words" : unit)")
  }

  /// A party's share of the council's plenum or executive.
  private func partyShare(_ row: RawRow) -> Result {
    let words = row["series"].split(separator: "_").map { $0.lowercased() }
    let party = scenario.names.parties.first { party in words.contains { $0.hasPrefix(party.id) } }
    guard let party else { return refuse(row, "a run has no such share") }
    let isExecutive = words.contains { $0 == "ec" || $0.hasPrefix("executive") }
    let whole = row["unit"].hasPrefix("percent") ? 100.0 : 1
    return take(row, "\(isExecutive ? "executive" : "party")_share.\(council).\(party.id)") {
      ($0.low, $0.central, $0.high) =
        ($0.low.map { $0 / whole }, $0.central.map { $0 / whole }, $0.high.map { $0 / whole })
    }
  }

  private func vote(_ row: RawRow) -> Result {
    guard !row["series"].contains("congress") else {
      return refuse(row, "a run is read for the council's own votes and its first conference")
    }
    guard let inFavour = row.number("votes_for"), let against = row.number("votes_against") else {
      return refuse(row, "both sides of the vote are not told; missing is not nought")
    }
    let cast = inFavour + against + (row.number("votes_abstain") ?? 0)
    guard cast > 0 else { return refuse(row, "nobody voted") }
    let id =
      row["series"].hasPrefix("vote_conference_")
      ? "conference.in_favour.\(row["series"].dropFirst("vote_conference_".count))"
      : "vote.\(council)"
    return take(row, id, process: "vote_count") {
      ($0.low, $0.central, $0.high) = (nil, inFavour / cast, nil)
    }
  }

  /// How far an order was obeyed, as one coder judges.
  func order(_ row: RawRow) -> Result {
    guard let score = row.number("compliance_score_0_1_coded") else {
      return refuse(row, "no obedience is coded; missing is not nought")
    }
    guard let body = body(named: row["issuer"]) else {
      return refuse(row, "several bodies gave the order, or one that the scenario does not have")
    }
    // What a third party or nobody contests is no dispute between bodies.
    let isContested = ["yes", "partial"].contains(row["contested_by_other_body"])
    let form = isContested ? "compliance" : "compliance_uncontested"
    return take(row, "\(form).\(body)", process: "coded_compliance") {
      ($0.low, $0.central, $0.high) = (nil, score, nil)
      $0.note = row["order_or_decision"]
    }
  }

  private static let ofTheGovernment = [
    "Government", "Duma", "Cabinet", "Coalition", "coalition", "inister", "Kerensky", "Guchkov",
    "Milyukov",
    "Kornilov",
  ]

  private func body(named issuer: String) -> String? {
    let isCouncil = issuer.contains("Soviet")
    let isLegal = Self.ofTheGovernment.contains { issuer.contains($0) }
    // What the council's pressure made the government do is the government's order.
    if isLegal, !isCouncil || issuer.contains("pressure") { return successor }
    if isCouncil, !isLegal, !issuer.contains(" with ") || issuer.contains("employers") {
      return council
    }
    return issuer.hasPrefix("Tsar") ? incumbent : nil
  }

  /// A dealing between the two bodies, as one coder signs and weighs it.
  func incident(_ row: RawRow) -> Result {
    guard let score = row.number("score_signed") else {
      return refuse(row, "no score is coded; missing is not nought")
    }
    // Five steps on either side of nought.
    return take(row, "relation", process: "coded_incident") {
      ($0.low, $0.central, $0.high) = (nil, score / 5, nil)
      $0.note = row["description"]
    }
  }

  /// A circle of the elite that breaks with the ruler.
  func defection(_ row: RawRow) -> Result {
    guard row["target"].contains("Tsar"), (row.number("signed_weight") ?? 0) <= -4 else {
      return refuse(row, "no break with the ruler: another target, or a weight under 4")
    }
    // A circle can break before the run; only a break within it is one that a run can show.
    let words: [(word: String, circle: String)] = [
      ("Stavka", "stavka"), ("Northern", "northern_front"), ("Western", "western_front"),
      ("Southwestern", "southwestern_front"), ("Romanian", "romanian_front"),
      ("Caucasus", "caucasian_front"), ("Baltic", "baltic_fleet"), ("Nepenin", "baltic_fleet"),
      ("State Council", "state_council"), ("Nobility", "united_nobility"), ("Cabinet", "ministers"),
      ("Duma", "duma"), ("Grand Duke", "dynasty"), ("Imperial family", "dynasty"),
    ]
    guard let circle = words.last(where: { row["actor"].contains($0.word) })?.circle else {
      return refuse(row, "the scenario has no circle of \"\(row["actor"])\"")
    }
    let isCommander = row["actor"].contains("Caucasus")
    let id = isCommander ? "caucasian_front" : circle
    guard scenario.calendar.day(of: row.date) != nil else {
      return refuse(row, "it lies outside the days of the scenario")
    }
    return take(row, "withdrew.\(id)", process: "defection_day") {
      ($0.low, $0.central, $0.high) = (nil, nil, nil)
      $0.note = row["event"]
    }
  }

  /// An event of another country's table; only what a run tells by the same word.
  func event(_ row: RawRow) -> Result {
    let kinds = ["crisis": "crisis", "government": "government_formed"]
    guard let kind = kinds[row["kind"]] else {
      return refuse(row, "a run has no event that is the same")
    }
    return take(row, "event.\(kind)") {
      $0.spread(days: row.precision, isJulian: scenario.calendar.isJulian)
      $0.note = row["event"]
    }
  }
}
