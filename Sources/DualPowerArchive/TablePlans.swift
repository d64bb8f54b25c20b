import DualPower
import DualPowerScenario

/// The tables of a scenario's runs: what each is called, and where in the rows its values stand.
struct TablePlans {
  /// Which number of a row is which.
  let layout: RowLayout
  let scenario: Scenario
  let names: Names
  private let clock: ClockColumns

  /// The plans of a scenario.
  init(_ scenario: Scenario) {
    self.scenario = scenario
    layout = RowLayout(scenario.society)
    // Tables of days have the bodies of the whole society; those of towns have a table of their own.
    names = scenario.namesOfAll
    clock = ClockColumns(scenario.calendar)
  }

  /// Every table, in the order in which a manifest lists them.
  var all: [TablePlan] {
    [
      daily, strata, bodies, hourly, stances, places, events, orders, deputies, towns, organs,
      conferences,
    ]
  }

  /// A row a day: the society as a whole.
  private var daily: TablePlan {
    let rows = PlannedRows("days", layout)
    return rows.table(
      "daily",
      clock.days(rows) + [
        rows.double("none", "share", "people who would obey no body", "none"),
        rows.double(
          "effective_authorities",
          "",
          "1/Σw² over the writs w of all bodies",
          "effectiveAuthorities"
        ),
        rows.int32(
          "councils",
          "",
          "councils constituted, those of towns among them",
          "councils"
        ),
        rows.double(
          "effective_authorities_of_all",
          "",
          "1/Σw² over the whole society",
          "effectiveAuthoritiesOfAll"
        ),
        rows.double(
          "none_of_all",
          "share",
          "the whole society who would obey no line",
          "noneOfAll"
        ),
        rows.int32("open_towns", "", "towns whose officials have yielded", "openTowns"),
        rows.double(
          "village_committees",
          "share",
          "units of villages that have a committee",
          "villageCommittees"
        ),
        rows.double("disturbances", "", "over land, in villages", "disturbances"),
        rows.double(
          "elite_confidence_person",
          "",
          "confidence in the ruling person, mean over circles",
          "eliteConfidence"
        ),
        rows.double(
          "elite_confidence_institution",
          "",
          "confidence in the institution, mean over circles",
          "eliteConfidence"
        ) { _ in 1 },
        rows.double("stock_days", "days", "need that the capital's store holds", "stockDays"),
        rows.double("ration", "share", "need for bread that was met", "ration"),
      ]
        + names.lines.enumerated().map { line, name in
          rows.double(
            "writ_of_all_\(name.id)",
            "share",
            "the whole society who would obey it, were orders to conflict",
            "writOfAll"
          ) { _ in line }
        }
    )
  }

  /// A row a day and stratum.
  private var strata: TablePlan {
    let count = names.strata.count
    let rows = PlannedRows("days", layout, each: count)
    return rows.table(
      "strata",
      clock.days(rows) + [
        rows.string("stratum", "the stratum", each: names.strata.map(\.id)),
        rows.double(
          "active",
          "people",
          "most withdrawn from work or obedience at one hour",
          "active"
        ) { $0 },
        rows.double("grievance", "", "hardship felt", "grievance") { $0 },
        rows.double("privation", "", "privation", "privation") { $0 },
        rows.double("inequality", "", "relative deprivation", "inequality") { $0 },
        rows.double("demand", "", "unmet demand, 0 to 1", "demand") { $0 },
      ]
        + names.columns.enumerated().map { column, name in
          rows.double(
            "recognition_\(name.id)",
            "",
            "mean recognition of it, 0 to 1",
            "recognition"
          ) { column * count + $0 }
        }
        + names.bodies.enumerated().map { body, name in
          rows.double(
            "writ_\(name.id)",
            "share",
            "those who would obey it, were orders to conflict",
            "writByStratum"
          ) { $0 * names.bodies.count + body }
        }
    )
  }

  /// A row a day and body.
  private var bodies: TablePlan {
    let rows = PlannedRows("days", layout, each: names.bodies.count)
    let (domains, parties) = (names.domains, names.parties)
    return rows.table(
      "bodies",
      clock.days(rows) + [
        rows.string("body", "the body", each: names.bodies.map(\.id)),
        rows.double("writ", "share", "people who would obey it, were orders to conflict", "writ") {
          $0
        },
        rows.double("deputies", "", "its deputies or ministers", "deputies") { $0 },
        rows.double("aspiration", "", "will to hold power, 0 to 1", "aspiration") { $0 },
        rows.double("competence", "", "what it holds itself fit for, 0 to 1", "competence") { $0 },
      ]
        + domains.enumerated().map { domain, name in
          rows.double(
            "position_\(name.id)",
            "",
            "its policy, 0 the old order to 1",
            "positions"
          ) { $0 * domains.count + domain }
        }
        + parties.enumerated().map { party, name in
          rows.double(
            "deputies_\(name.id)",
            "",
            "its deputies or ministers of this party",
            "deputiesByParty"
          ) { $0 * parties.count + party }
        }
        + parties.enumerated().map { party, name in
          rows.double(
            "executive_\(name.id)",
            "share",
            "its executive or ministers of this party",
            "executiveByParty"
          ) { $0 * parties.count + party }
        }
    )
  }

  /// A row an hour: the streets of the capital, its bread and its force.
  private var hourly: TablePlan {
    let rows = PlannedRows("hours", layout)
    return rows.table(
      "hourly",
      clock.hours(rows) + [
        rows.double("crowd", "people", "in the streets of the capital", "crowd"),
        rows.double(
          "garrison_over",
          "share",
          "the capital's garrison that has gone over",
          "garrisonOver"
        ),
        rows.double("force", "men", "whom the body in force can send against a crowd", "force"),
        rows.double("ration", "share", "need for bread that was met", "ration"),
      ]
        + ["civilians", "soldiers", "police"].enumerated().map { side, name in
          rows.double("casualties_\(name)", "people", "killed and wounded so far", "casualties") {
            _ in side
          }
        }
        + names.strata.enumerated().map { stratum, name in
          rows.double("active_\(name.id)", "people", "withdrawn from work or obedience", "active") {
            _ in stratum
          }
        }
    )
  }

  /// A row an hour and pair of bodies.
  private var stances: TablePlan {
    let bodies = names.bodies
    let pairs = bodies.indices.flatMap { body in
      bodies.indices.filter { $0 != body }.map { (body: body, other: $0) }
    }
    let rows = PlannedRows("hours", layout, each: pairs.count)
    return rows.table(
      "stances",
      clock.hours(rows) + [
        rows.string(
          "body",
          "the body that takes the stance",
          each: pairs.map { bodies[$0.body].id }
        ),
        rows.string(
          "other",
          "the body towards which it takes it",
          each: pairs.map { bodies[$0.other].id }
        ),
        rows.double("stance", "", "-1 hostile to 1 friendly", "stance") {
          pairs[$0].body * bodies.count + pairs[$0].other
        },
      ]
    )
  }

  /// A row a day and district.
  private var places: TablePlan {
    let rows = PlannedRows("places", layout)
    let towns = scenario.society.places.map { names.towns[$0.town].id }
    return rows.table(
      "places",
      clock.days(rows) + [
        rows.string("place", "the district", "place", names.places.map(\.id)),
        rows.string("town", "its town", "place", towns),
        rows.double("active", "people", "most withdrawn at one hour of the day", "active"),
        rows.double("crowd", "people", "in its streets at noon", "crowd"),
        rows.double("none", "share", "its people who would obey no body", "none"),
      ]
        + names.lines.enumerated().map { line, name in
          rows.double(
            "writ_\(name.id)",
            "share",
            "those who would obey its bodies, were orders to conflict",
            "writ"
          ) { _ in line }
        }
        + oldWrits(rows)
    )
  }

  /// The writ by body, as these columns were called until 0.1; they leave with the next version.
  private func oldWrits(_ rows: PlannedRows) -> [ColumnPlan] {
    let lines = Set(names.lines.map(\.id))
    return names.bodies.enumerated().compactMap { body, name in
      guard !lines.contains(name.id) else { return nil }
      let line = scenario.society.bodies[body].line
      return rows.double(
        "writ_\(name.id)",
        "share",
        "the same as writ_\(names.lines[line].id), whose name it had",
        "writ"
      ) { _ in line }
    }
  }

  /// A row an event.
  private var events: TablePlan {
    let rows = PlannedRows("events", layout)
    let kinds = EventKind.allCases.map(\.id)
    return rows.table(
      "events",
      clock.hours(rows) + [
        rows.column(
          "id",
          meaning: "the kind and its number among its kind",
          .numbered(at: rows.at("kind"), kinds)
        ),
        rows.string("kind", "the kind of event", "kind", kinds),
        rows.stringOrNone(
          "place",
          "the town, where one is meant",
          "town",
          names.towns.map(\.id)
        ),
        rows.stringOrNone(
          "body",
          "the body that acted or was acted on",
          "body",
          scenario.names.bodies.map(\.id)
        ),
        rows.column(
          "subject",
          meaning: "what the kind of event is about",
          isNullable: true,
          .chosen(
            at: rows.at("subject"),
            by: rows.at("kind"),
            EventKind.allCases.map { scenario.names.subjects(of: $0).map(\.id) }
          )
        ),
        rows.double("amount", "by kind", "persons, a share or hours, as the text says", "amount"),
        rows.column("text", meaning: "what happened", .sentence),
      ]
    )
  }

  /// A row an order.
  private var orders: TablePlan {
    let rows = PlannedRows("orders", layout)
    let bodies = names.bodies.map(\.id)
    return rows.table(
      "orders",
      clock.hours(rows) + [
        rows.string("body", "the body that gave it", "body", bodies),
        rows.string("domain", "the domain of policy", "domain", names.domains.map(\.id)),
        rows.double(
          "position",
          "",
          "the policy it commands, 0 the old order to 1",
          "position"
        ),
        rows.stringOrNone("contested_by", "the body that contested it", "contestedBy", bodies),
        rows.double("addressed", "people", "to whom it was addressed", "addressed"),
        rows.double("obeyed", "people", "who obeyed it", "obeyed"),
        rows.column(
          "compliance",
          unit: "share",
          meaning: "those addressed who obeyed",
          .share(at: rows.at("obeyed"), of: rows.at("addressed"))
        ),
      ]
        + names.strata.enumerated().map { stratum, name in
          rows.column(
            "compliance_\(name.id)",
            unit: "share",
            meaning: "those addressed of it who obeyed",
            isNullable: true,
            .doubleOrNone(at: rows.at("obeyedByStratum") { _ in stratum })
          )
        }
    )
  }

  /// A row an election or recall.
  private var deputies: TablePlan {
    let rows = PlannedRows("deputies", layout)
    return rows.table(
      "deputies",
      clock.hours(rows) + [
        rows.string("body", "the body they sit in", "body", names.bodies.map(\.id)),
        rows.stringOrNone(
          "group",
          "the group that chose them",
          "group",
          names.groups.map(\.id)
        ),
        rows.stringOrNone("party", "their party", "party", names.parties.map(\.id)),
        rows.double("seats", "deputies", "elected; negative for recalled", "seats"),
      ]
    )
  }
}

/// The tables of a country: its towns, their bodies, and what councils did together.
extension TablePlans {
  /// A row a town outside the capital, when the run ended.
  private var towns: TablePlan {
    let rows = PlannedRows("towns", layout)
    let towns = scenario.society.towns
    return rows.table(
      "towns",
      isOfCountry: true,
      [
        rows.string(
          "town",
          "the town, district of villages or army",
          "town",
          names.towns.map(\.id)
        ),
        rows.string("label", "what it is called", "town", names.towns.map(\.label)),
        rows.string("kind", "what it is", "town", towns.map { "\($0.kind)" }),
        rows.stringOrNone(
          "region",
          "its province",
          "town",
          towns.map { names.regions.at($0.region)?.label }
        ),
        rows.stringOrNone(
          "holder",
          "the foreign body that holds it by force",
          "town",
          towns.map { names.holders.at($0.holder)?.label }
        ),
        rows.column(
          "latitude",
          unit: "degrees",
          meaning: "north",
          .figure(at: rows.at("town"), towns.map(\.latitude))
        ),
        rows.column(
          "longitude",
          unit: "degrees",
          meaning: "east",
          .figure(at: rows.at("town"), towns.map(\.longitude))
        ),
        rows.double("persons", "people", "who live there", "persons"),
        rows.hour("wired_tick", "its telegraph office had news of the capital", "wiredAt"),
        rows.hour("heard_tick", "its people heard", "heardAt"),
        rows.hour("withheld_tick", "its officials began to hold the news back", "withheldAt"),
        rows.double("withheld_hours", "hours", "for which they did", "withheldHours"),
        rows.hour("opened_tick", "its officials yielded", "openedAt"),
        rows.double(
          "committees",
          "share",
          "its units of villages that have a committee",
          "committees"
        ),
        rows.hour("congress_tick", "its villages met in congress", "congressAt"),
        rows.double("disturbances", "", "over land", "disturbances"),
      ]
    )
  }

  /// A row a body of a town or province, when the run ended.
  private var organs: TablePlan {
    let rows = PlannedRows("organs", layout)
    let society = scenario.society
    let all = scenario.names.bodies
    return rows.table(
      "organs",
      isOfCountry: true,
      [
        rows.string("body", "the body", "body", all.map(\.id)),
        rows.string("label", "what it is called", "body", all.map(\.label)),
        rows.string(
          "line",
          "the line of authority for which it acts",
          "body",
          society.bodies.map { names.lines[$0.line].id }
        ),
        rows.string(
          "town",
          "its seat",
          "body",
          society.bodies.map { names.towns[$0.seat].id }
        ),
        rows.hour("since_tick", "it came to be", "since"),
        rows.bool("is_commissar", "whether the government sent it", "isCommissar"),
        rows.stringOrNone(
          "merged_into",
          "the council into which it has gone",
          "mergedInto",
          all.indices.map { $0 < society.nationalCount ? nil : all[$0].id }
        ),
        rows.hour("known_tick", "the centre knew of it", "knownAt"),
        rows.bool("is_federated", "whether it has joined the centre", "isFederated"),
        rows.double("electors", "people", "who may elect it", "electors"),
        rows.int32("orders", "", "its orders", "orders"),
        rows.int32("contested", "", "those that another body contested", "contested"),
        rows.double(
          "compliance_contested",
          "share",
          "who obeyed those, mean over orders",
          "complianceContested"
        ),
        rows.double(
          "compliance_uncontested",
          "share",
          "who obeyed the others, mean over orders",
          "complianceUncontested"
        ),
      ]
        + names.lines.enumerated().map { line, name in
          rows.double(
            "stance_\(name.id)",
            "",
            "to the line beside it, -1 hostile to 1 friendly",
            "stance"
          ) { _ in line }
        }
        + names.parties.enumerated().map { party, name in
          rows.double(
            "deputies_\(name.id)",
            "",
            "its deputies or members of this party",
            "byParty"
          ) { _ in party }
        }
    )
  }

  /// A row a conference and domain of policy.
  private var conferences: TablePlan {
    let rows = PlannedRows("conferences", layout, each: names.domains.count)
    return rows.table(
      "conferences",
      isOfCountry: true,
      clock.hours(rows) + [
        rows.string("domain", "what was voted on", each: names.domains.map(\.id)),
        rows.double("in_favour", "votes", "for the centre's policy", "inFavour") { $0 },
        rows.double("against", "votes", "against it", "against") { $0 },
        rows.double("delegates", "", "delegates there", "delegates"),
        rows.double("councils", "", "councils there, the centre among them", "councils"),
        rows.double("army_bodies", "", "bodies of armies there", "armyBodies"),
      ]
        + names.parties.enumerated().map { party, name in
          rows.double("delegates_\(name.id)", "", "delegates of this party", "byParty") { _ in
            party
          }
        }
    )
  }
}

/// Rows of a layout, of which columns are planned.
private struct PlannedRows {
  private let table: RowLayout.Table
  private let place: Int
  private let each: Int

  /// The rows of one kind.
  ///
  /// - Precondition: The layout has them.
  init(_ name: String, _ layout: RowLayout, each: Int = 1) {
    guard let place = layout.tables.firstIndex(where: { "\($0.name)" == name }) else {
      preconditionFailure("no rows \(name)")
    }
    self.place = place
    self.each = each
    table = layout.tables[place]
  }

  func table(_ name: String, isOfCountry: Bool = false, _ columns: [ColumnPlan]) -> TablePlan {
    TablePlan(name: name, rows: place, each: each, isOfCountry: isOfCountry, columns: columns)
  }

  /// Where a field stands among the numbers of a row; of a list, the item for each row that is made.
  ///
  /// - Precondition: The rows have the field.
  func at(_ field: String, _ item: (Int) -> Int = { _ in 0 }) -> [Int] {
    guard let column = table.columns.firstIndex(where: { "\($0.name)" == field }) else {
      preconditionFailure("no field \(field) of \(table.name)")
    }
    let start = table.columns[..<column].reduce(0) { $0 + $1.width }
    return (0..<each).map { start + item($0) }
  }

  func column(
    _ name: String,
    unit: String = "",
    meaning: String,
    isNullable: Bool = false,
    _ source: ColumnPlan.Source
  ) -> ColumnPlan {
    ColumnPlan(name: name, unit: unit, meaning: meaning, isNullable: isNullable, source: source)
  }

  func double(
    _ name: String,
    _ unit: String,
    _ meaning: String,
    _ field: String,
    _ item: (Int) -> Int = { _ in 0 }
  ) -> ColumnPlan {
    column(name, unit: unit, meaning: meaning, .double(at: at(field, item)))
  }

  func int32(_ name: String, _ unit: String, _ meaning: String, _ field: String) -> ColumnPlan {
    column(name, unit: unit, meaning: meaning, .int32(at: at(field)))
  }

  /// The tick in which something happened.
  func hour(_ name: String, _ what: String, _ field: String) -> ColumnPlan {
    int32(name, "hours", "since the first, when \(what); -1 if not", field)
  }

  func bool(_ name: String, _ meaning: String, _ field: String) -> ColumnPlan {
    int32(name, "", "1 for yes: \(meaning)", field)
  }

  func string(_ name: String, _ meaning: String, _ field: String, _ texts: [String]) -> ColumnPlan {
    column(name, meaning: meaning, .text(at: at(field), texts))
  }

  func stringOrNone(
    _ name: String,
    _ meaning: String,
    _ field: String,
    _ texts: [String?]
  ) -> ColumnPlan {
    column(name, meaning: meaning, isNullable: true, .text(at: at(field), texts))
  }

  func string(_ name: String, _ meaning: String, each texts: [String]) -> ColumnPlan {
    column(name, meaning: meaning, .each(texts))
  }
}

/// The columns that say when, in both calendars.
///
/// The scenario's own dates are text: a Julian 29 February need not exist in the calendar that dates
/// in files are counted by.
private struct ClockColumns {
  private let calendar: ScenarioCalendar

  init(_ calendar: ScenarioCalendar) { self.calendar = calendar }

  func days(_ rows: PlannedRows) -> [ColumnPlan] {
    let dates = (0..<calendar.dayCount).map { calendar.date(day: $0) }
    return [
      rows.int32("day", "days", "since the first", "day"),
      rows.string("date", "the date in the scenario's own calendar", "day", dates),
      rows.column(
        "date_gregorian",
        meaning: "the date in the Gregorian calendar",
        .date(at: rows.at("day"), first: calendar.epochDay(0))
      ),
    ]
  }

  func hours(_ rows: PlannedRows) -> [ColumnPlan] {
    let hours = (0..<calendar.dayCount * 24).map { calendar.at(tick: $0) }
    return [
      rows.int32("tick", "hours", "since the first", "tick"),
      rows.string("at", "the hour in the scenario's own calendar", "tick", hours),
      rows.column(
        "at_gregorian",
        meaning: "the hour in the Gregorian calendar",
        .timestamp(at: rows.at("tick"), first: calendar.epochDay(0))
      ),
    ]
  }
}

extension ScenarioCalendar {
  /// A day of the run, counted from 1 January 1970.
  func epochDay(_ day: Int) -> Int {
    let julianDayOfEpoch = 2_440_588
    return start.dayNumber(isJulian: isJulian) + day - julianDayOfEpoch
  }
}
