import DualPower

extension Scenario {
  /// What is claimed of each declared mechanism where a scenario does not say: by what its bodies, lines
  /// and strata are, not by what they are called.
  var usualClauses: [ClauseNote] {
    mechanisms.flatMap { note in
      usual(note.mechanism).compactMap { claim -> ClauseNote? in
        guard let text = claim.measure, let measure = measure(text) else { return nil }
        return ClauseNote(
          id: "\(note.id)_\(measure.form.rawValue)",
          mechanism: note,
          measure: measure,
          sign: claim.sign,
          days: calendar.dayCount,
          about: claim.about
        )
      }
    }
  }

  private typealias Usual = (measure: String?, sign: Int, about: String)

  private func usual(_ mechanism: Mechanism) -> [Usual] {
    let hasTowns = society.organCount > 0
    switch mechanism {
    case .privationGrowth:
      return [("days_to.outbreak", -1, "Growing want brings the outbreak nearer.")]
    case .inequality:
      return [("days_to.outbreak", -1, "Unequal burdens bring the outbreak nearer.")]
    case .eliteDefection:
      return [("days_to.regime_fell", -1, "Elites that withdraw bring the ruler down.")]
    case .eliteSuccession:
      return [(of("elite_share", legal), 1, "Ministers are of the elite.")]
    case .partyRestraint:
      return [("days_to.outbreak", 1, "Parties that wait leave the outbreak to come of itself.")]
    case .selfOrganisation:
      return [("days_to.council_constituted", -1, "Groups that elect raise a council.")]
    case .memory:
      let measure = hasTowns ? "median_founding_remembering" : "days_to.council_constituted"
      return [(measure, -1, "Who remembers a council has another sooner.")]
    case .elections:
      return [(of("party_share", council, nobody), 1, "Groups that elect send men of no party.")]
    case .cession:
      return [("came.power_ceded", 1, "Doctrine and want of competence make a council cede power.")]
    case .socialProof:
      return [
        (of("recognition", councilColumn, electors), 1, "People come to recognise what others do.")
      ]
    case .secondBody:
      return [("authorities", 1, "A second body that gives orders divides authority.")]
    case .concessions:
      return [
        (of("turns", council, legal), 1, "Bodies that give way swing between quarrel and help.")
      ]
    case .pressure:
      return [("count.crisis", 1, "Unmet demands end in crises.")]
    case .foreignRecognition:
      return [
        (of("recognition", legalColumn, mostLegal), 1, "Recognition abroad counts with officials.")
      ]
    case .selfConstitution:
      return [(of("writ", council), -1, "A council without law has the narrower writ.")]
    case .telegraph:
      let measure = hasTowns ? "median_news" : "days_to.regime_fell"
      return [(measure, -1, "News by wire hastens what hangs on it.")]
    case .conference:
      return [(of("writ_of_all", councilLine), 1, "Councils that meet are obeyed by more.")]
    }
  }

  private func of(_ form: String, _ things: String?...) -> String? {
    let known = things.compactMap { $0 }
    return known.count == things.count ? ([form] + known).joined(separator: ".") : nil
  }

  private func line(_ claim: Claim) -> Int? { society.lines.firstIndex { $0.claim == claim } }

  private func body(_ claim: Claim) -> Int? {
    society.bodies.prefix(society.nationalCount).firstIndex {
      society.lines[$0.line].claim == claim
    }
  }

  private var legal: String? { body(.successor).map { names.bodies[$0].id } }
  private var council: String? { body(.constituent).map { names.bodies[$0].id } }
  private var councilLine: String? { line(.constituent).map { names.lines[$0].id } }
  private var legalColumn: String? { line(.successor).map { names.lines[$0].id } }
  private var councilColumn: String? { councilLine }
  private var nobody: String? {
    society.parties.firstIndex(where: \.isNone).map { names.parties[$0].id }
  }

  /// Of the strata that elect the council, the one with most people in the capital.
  private var electors: String? {
    guard let body = body(.constituent) else { return nil }
    let norms = society.bodies[body].norms
    let persons = society.capitalPersons
    let voters = persons.indices.filter { norms[$0] > 0 }
    return voters.max { persons[$0] < persons[$1] }.map { names.strata[$0].id }
  }

  /// The stratum for which legality weighs most.
  private var mostLegal: String? {
    names.strata.indices.max { society.traits[.legality, $0] < society.traits[.legality, $1] }
      .map { names.strata[$0].id }
  }
}
