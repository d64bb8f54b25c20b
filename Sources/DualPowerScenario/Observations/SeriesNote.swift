/// A series that can be read of a run and be compared with what sources say.
public struct SeriesNote: Sendable, Equatable {
  /// As files write it: `active.worker`, `council`.
  public var id: String
  /// In sentences and pictures.
  public var label: String
  /// The unit of its values.
  public var unit: String
  /// What it is.
  public var form: Form
  /// Positions of what it is of, in the order of ``Form/things``.
  public var arguments: [Int]

  /// How its values stand in time.
  public var kind: Kind { form.kind }

  /// How the values of a series stand in time.
  public enum Kind: String, Sendable {
    /// A value at an hour, which holds until the next.
    case level
    /// Days from the first hour of the scenario to something; missing where it does not come.
    case date
    /// One value a run; missing where what it is of does not come.
    case scalar
  }

  /// What a series is.
  public enum Form: String, CaseIterable, Sendable {
    /// Most persons of a stratum of the capital out at one hour of the day.
    case active
    /// Most persons in the streets of the capital at one hour of the day.
    case crowd
    /// Soldiers of the capital's garrison who have gone over, hour by hour.
    case garrisonOver = "garrison_over"
    /// Their share of the garrison at the end of the day.
    case garrisonShare = "garrison_share"
    /// Killed and wounded so far.
    case casualties
    /// Civilians among them.
    case casualtiesCivilian = "casualties.civilian"
    /// Soldiers among them.
    case casualtiesSoldier = "casualties.soldier"
    /// Police among them.
    case casualtiesPolice = "casualties.police"
    /// Deputies or ministers of a body.
    case deputies
    /// Share of a party in them.
    case partyShare = "party_share"
    /// Share of a party in a body's executive or ministers.
    case executiveShare = "executive_share"
    /// Stance of a body to another.
    case stance
    /// Mean of the stances of the successor's body and the council to each other.
    case relation
    /// Share of those in the capital who would obey a body, of all who would obey some.
    case writ
    /// Share of the capital who would obey none.
    case none
    /// Effective number of authorities in the capital.
    case authorities
    /// Share that obeyed the latest of a body's orders which another contested.
    case compliance
    /// The same of its orders that no other body contested.
    case complianceUncontested = "compliance_uncontested"
    /// Share in favour at a body's latest vote.
    case vote
    /// Confidence of the elite in the ruling person.
    case elitePerson = "elite_confidence.person"
    /// Confidence of the elite in the institution.
    case eliteInstitution = "elite_confidence.institution"
    /// Share of the whole society who would obey a line, of all who would obey some.
    case writOfAll = "writ_of_all"
    /// Share of the whole society who would obey none.
    case noneOfAll = "none_of_all"
    /// Effective number of authorities over the whole society.
    case authoritiesOfAll = "authorities_of_all"
    /// Councils constituted.
    case councils
    /// Councils of towns, armies left out, of which the centre knows.
    case councilsKnown = "councils_known"
    /// Councils of a kind that stand, in towns and provinces.
    case councilsOf = "councils_of"
    /// Towns whose officials have yielded.
    case openTowns = "open_towns"
    /// Share of units of villages that have a committee.
    case villageCommittees = "village_committees"
    /// Provinces and districts whose villages have met in congress.
    case congresses
    /// Disturbances over land in the calendar month so far.
    case disturbances
    /// The first event of a kind that is of the whole society.
    case event
    /// A circle of the elite withdraws from the ruler.
    case withdrew
    /// A town hears that the capital was lost.
    case news
    /// A town's officials yield.
    case opened
    /// A town's committee or commissar takes office.
    case committee
    /// A town's first council of any kind.
    case council
    /// A town's or province's council of a kind.
    case councilOf = "council_of"
    /// Councils at the first conference.
    case conferenceCouncils = "conference.councils"
    /// Bodies of armies at the first conference.
    case conferenceArmies = "conference.army_bodies"
    /// Delegates at the first conference.
    case conferenceDelegates = "conference.delegates"
    /// Share of the first conference's delegates who voted with the centre, in a domain.
    case conferenceFavour = "conference.in_favour"
    /// Share of them who voted against it.
    case conferenceAgainst = "conference.against"
    /// Share of a party in them.
    case conferenceParty = "conference.party"
  }

  /// What a series can be of, beside its place.
  public enum Thing: Sendable {
    case stratum, body, party, domain, line, event, circle, organ
  }
}

extension SeriesNote.Form {
  /// How its values stand in time.
  public var kind: SeriesNote.Kind {
    switch self {
    case .event, .withdrew, .news, .opened, .committee, .council, .councilOf: .date
    case .conferenceCouncils, .conferenceArmies, .conferenceDelegates, .conferenceFavour,
      .conferenceAgainst, .conferenceParty:
      .scalar
    default: .level
    }
  }

  /// What it is of, beside its place.
  public var things: [SeriesNote.Thing] {
    switch self {
    case .active: [.stratum]
    case .deputies, .writ, .compliance, .complianceUncontested, .vote: [.body]
    case .partyShare, .executiveShare: [.body, .party]
    case .stance: [.body, .body]
    case .writOfAll: [.line]
    case .event: [.event]
    case .withdrew: [.circle]
    case .councilOf, .councilsOf: [.organ]
    case .conferenceFavour, .conferenceAgainst: [.domain]
    case .conferenceParty: [.party]
    default: []
    }
  }

  /// Whether it is read town by town.
  public var isOfTowns: Bool {
    switch self {
    case .news, .opened, .committee, .council, .councilOf: true
    default: false
    }
  }

  /// Whether it is read at hours and not only at the end of days.
  public var isHourly: Bool { self == .garrisonOver }

  /// Whether it needs towns beyond the capital.
  public var isOfCountry: Bool {
    switch self {
    case .writOfAll, .noneOfAll, .authoritiesOfAll, .councils, .councilsKnown, .councilsOf,
      .openTowns, .villageCommittees, .congresses, .disturbances, .conferenceCouncils,
      .conferenceArmies, .conferenceDelegates, .conferenceFavour, .conferenceAgainst,
      .conferenceParty:
      true
    default: isOfTowns
    }
  }

  /// What values it can take, where there are bounds.
  public var bounds: ClosedRange<Double> {
    switch unit {
    case "share": 0...1
    case "stance": -1...1
    case "confidence": -1...1
    default: 0...1e12
    }
  }

  /// The unit of its values.
  public var unit: String {
    switch self {
    case .active, .crowd, .casualties, .casualtiesCivilian, .casualtiesSoldier, .casualtiesPolice:
      "people"
    case .garrisonOver: "soldiers"
    case .garrisonShare, .partyShare, .executiveShare, .writ, .none, .compliance,
      .complianceUncontested, .vote, .writOfAll, .noneOfAll, .villageCommittees, .conferenceFavour,
      .conferenceAgainst, .conferenceParty:
      "share"
    case .deputies: "deputies"
    case .stance, .relation: "stance"
    case .authorities, .authoritiesOfAll: "authorities"
    case .elitePerson, .eliteInstitution: "confidence"
    case .councils, .councilsKnown, .councilsOf, .conferenceCouncils, .conferenceArmies: "bodies"
    case .openTowns: "towns"
    case .congresses: "congresses"
    case .disturbances: "events"
    case .event, .withdrew, .news, .opened, .committee, .council, .councilOf: "days"
    case .conferenceDelegates: "delegates"
    }
  }

  /// What it is called, before what it is of.
  var label: String {
    switch self {
    case .active: "Out, most at one hour of the day"
    case .crowd: "In the streets, most at one hour of the day"
    case .garrisonOver: "Soldiers gone over"
    case .garrisonShare: "Share of the garrison gone over"
    case .casualties: "Killed and wounded so far"
    case .casualtiesCivilian: "Civilians killed and wounded so far"
    case .casualtiesSoldier: "Soldiers killed and wounded so far"
    case .casualtiesPolice: "Police killed and wounded so far"
    case .deputies: "Deputies or ministers"
    case .partyShare: "Share of deputies or ministers"
    case .executiveShare: "Share of the executive"
    case .stance: "Stance"
    case .relation: "Stance of successor and council to each other"
    case .writ: "Writ in the capital"
    case .none: "Would obey none, in the capital"
    case .authorities: "Effective authorities in the capital"
    case .compliance: "Obedience to the latest contested order"
    case .complianceUncontested: "Obedience to the latest uncontested order"
    case .vote: "In favour at the latest vote"
    case .elitePerson: "Confidence of the elite in the person"
    case .eliteInstitution: "Confidence of the elite in the institution"
    case .writOfAll: "Writ over the whole society"
    case .noneOfAll: "Would obey none, of the whole society"
    case .authoritiesOfAll: "Effective authorities over the whole society"
    case .councils: "Councils"
    case .councilsKnown: "Councils of towns known to the centre"
    case .councilsOf: "Councils of a kind"
    case .openTowns: "Towns whose officials have yielded"
    case .villageCommittees: "Villages with a committee"
    case .congresses: "Congresses of villages"
    case .disturbances: "Disturbances of the month so far"
    case .event: "First"
    case .withdrew: "Withdraws from the ruler"
    case .news: "Hears of the capital's loss"
    case .opened: "Officials yield"
    case .committee: "Committee"
    case .council: "First council"
    case .councilOf: "Council of a kind"
    case .conferenceCouncils: "Councils at the conference"
    case .conferenceArmies: "Bodies of armies at the conference"
    case .conferenceDelegates: "Delegates at the conference"
    case .conferenceFavour: "With the centre at the conference"
    case .conferenceAgainst: "Against the centre at the conference"
    case .conferenceParty: "Share of delegates at the conference"
    }
  }
}
