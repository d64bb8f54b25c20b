import DualPower
public import DualPowerScenario

extension Scenario {
  /// Everything that two worlds of this scenario are compared by.
  public var measures: [Measure] {
    let councils = bodies(.constituent)
    let legals = bodies(.successor)
    var texts = Self.events.map { "days_to.\($0)" }
    texts += ["power_ceded", "power_claimed", "overthrow", "coalition"].map { "came.\($0)" }
    texts += ["crisis", "concession", "recognised_abroad"].map { "count.\($0)" }
    texts += ["no_outbreak", "crushed", "legal_alone", "council_alone", "dual_power"]
      .map { "outcome.\($0)" }
    texts += ["authorities", "casualties"]
    texts += namesOfAll.bodies.map { "writ.\($0.id)" }
    texts += councils.flatMap { ["deputies.\($0)", "competence.\($0)", "aspiration.\($0)"] }
    texts += legals.map { "elite_share.\($0)" }
    texts += councils.flatMap { one in
      legals.flatMap { ["stance.\(one).\($0)", "stance.\($0).\(one)", "turns.\(one).\($0)"] }
    }
    texts += councils.flatMap { council in
      names.parties.map { "party_share.\(council).\($0.id)" }
    }
    if society.organCount > 0 {
      texts += ["days_to.conference_met"]
      texts += Measure.Form.allCases.filter { $0.isOfCountry && $0.things.isEmpty }.map(\.rawValue)
      texts += names.lines.map { "writ_of_all.\($0.id)" }
    }
    texts += names.columns.map { "mean_recognition.\($0.id)" }
    texts += names.columns.flatMap { column in
      names.strata.map { "recognition.\(column.id).\($0.id)" }
    }
    texts += names.strata.flatMap { ["peak.\($0.id)", "active.\($0.id)"] }
    return texts.compactMap { measure($0) }
  }

  /// The measures by which it is known whether there are runs enough.
  public static let mainMeasures = [
    "days_to.outbreak", "days_to.regime_fell", "days_to.council_constituted", "authorities",
  ]

  private static let events = [
    "outbreak", "mutiny", "capital_lost", "regime_fell", "committee_formed",
    "council_constituted", "government_formed",
  ]

  private func bodies(_ claim: Claim) -> [String] {
    zip(namesOfAll.bodies, society.bodies)
      .filter { society.lines[$1.line].claim == claim }.map(\.0.id)
  }
}
