import DualPower
import DualPowerScenario

/// The tables of a run, tidy: a row an observation, a column a variable, names rather than indices.
package struct Tables {
  let run: Run
  private let chronicle: Chronicle
  private let names: Names
  private let organs: [Name]
  private let clock: ClockColumns

  package init(_ run: Run, _ chronicle: Chronicle) {
    self.run = run
    self.chronicle = chronicle
    // Tables of days have the bodies of the whole society; those of towns have a table of their own.
    names = run.scenario.namesOfAll
    organs = Array(run.scenario.names.bodies.dropFirst(names.bodies.count))
    clock = ClockColumns(run.scenario.calendar)
  }

  /// Every table, in the order in which a manifest lists them.
  package var all: [Table] {
    let all = [daily, strata, bodies, hourly, stances, places, events, orders, deputies]
    return run.record.towns.isEmpty ? all : all + [towns, townBodies, conferences]
  }

  /// A row a day: the society as a whole.
  private var daily: Table {
    let rows = Rows(run.record.days)
    return Table(
      "daily",
      clock.days(rows.map(\.day)) + [
        rows.double("none", "share", "people who would obey no body") { $0.none },
        rows.double("effective_authorities", "", "1/Σw² over the writs w of all bodies") {
          $0.effectiveAuthorities
        },
        rows.int32("councils", "", "councils constituted, those of towns among them") {
          $0.councils
        },
        rows.double("effective_authorities_of_all", "", "1/Σw² over the whole society") {
          $0.effectiveAuthoritiesOfAll
        },
        rows.double("none_of_all", "share", "the whole society who would obey no line") {
          $0.noneOfAll
        },
        rows.int32("open_towns", "", "towns whose officials have yielded") { $0.openTowns },
        rows.double("village_committees", "share", "units of villages that have a committee") {
          $0.villageCommittees
        },
        rows.double("disturbances", "", "over land, in villages") { $0.disturbances },
        rows.double(
          "elite_confidence_person",
          "",
          "confidence in the ruling person, mean over circles"
        ) { $0.eliteConfidence[0] },
        rows.double(
          "elite_confidence_institution",
          "",
          "confidence in the institution, mean over circles"
        ) { $0.eliteConfidence[1] },
        rows.double("stock_days", "days", "need that the capital's store holds") { $0.stockDays },
        rows.double("ration", "share", "need for bread that was met") { $0.ration },
      ]
        + names.lines.enumerated().map { line, name in
          rows.double(
            "writ_of_all_\(name.id)",
            "share",
            "the whole society who would obey it, were orders to conflict"
          ) { $0.writOfAll[line] }
        }
    )
  }

  /// A row a day and stratum.
  private var strata: Table {
    let rows = Rows(
      run.record.days.flatMap { day in names.strata.indices.map { (day: day, stratum: $0) } }
    )
    let count = names.strata.count
    return Table(
      "strata",
      clock.days(rows.map(\.day.day)) + [
        rows.string("stratum", "the stratum") { names.strata[$0.stratum].id },
        rows.double("active", "people", "most withdrawn from work or obedience at one hour") {
          $0.day.active[$0.stratum]
        },
        rows.double("grievance", "", "hardship felt") { $0.day.grievance[$0.stratum] },
        rows.double("privation", "", "privation") { $0.day.privation[$0.stratum] },
        rows.double("inequality", "", "relative deprivation") { $0.day.inequality[$0.stratum] },
        rows.double("demand", "", "unmet demand, 0 to 1") { $0.day.demand[$0.stratum] },
      ]
        + names.columns.enumerated().map { column, name in
          rows.double("recognition_\(name.id)", "", "mean recognition of it, 0 to 1") {
            $0.day.recognition[column * count + $0.stratum]
          }
        }
        + names.bodies.enumerated().map { body, name in
          rows.double(
            "writ_\(name.id)",
            "share",
            "those who would obey it, were orders to conflict"
          ) {
            $0.day.writByStratum[$0.stratum * names.bodies.count + body]
          }
        }
    )
  }

  /// A row a day and body.
  private var bodies: Table {
    let rows = Rows(
      run.record.days.flatMap { day in names.bodies.indices.map { (day: day, body: $0) } }
    )
    let (domains, parties) = (names.domains, names.parties)
    return Table(
      "bodies",
      clock.days(rows.map(\.day.day)) + [
        rows.string("body", "the body") { names.bodies[$0.body].id },
        rows.double("writ", "share", "people who would obey it, were orders to conflict") {
          $0.day.writ[$0.body]
        },
        rows.double("deputies", "", "its deputies or ministers") { $0.day.deputies[$0.body] },
        rows.double("aspiration", "", "will to hold power, 0 to 1") { $0.day.aspiration[$0.body] },
        rows.double("competence", "", "what it holds itself fit for, 0 to 1") {
          $0.day.competence[$0.body]
        },
      ]
        + domains.enumerated().map { domain, name in
          rows.double("position_\(name.id)", "", "its policy, 0 the old order to 1") {
            $0.day.positions[$0.body * domains.count + domain]
          }
        }
        + parties.enumerated().map { party, name in
          rows.double("deputies_\(name.id)", "", "its deputies or ministers of this party") {
            $0.day.deputiesByParty[$0.body * parties.count + party]
          }
        }
        + parties.enumerated().map { party, name in
          rows.double("executive_\(name.id)", "share", "its executive or ministers of this party") {
            $0.day.executiveByParty[$0.body * parties.count + party]
          }
        }
    )
  }

  /// A row an hour: the streets of the capital, its bread and its force.
  private var hourly: Table {
    let rows = Rows(run.record.hours)
    return Table(
      "hourly",
      clock.hours(rows.map(\.tick)) + [
        rows.double("crowd", "people", "in the streets of the capital") { $0.crowd },
        rows.double("garrison_over", "share", "the capital's garrison that has gone over") {
          $0.garrisonOver
        },
        rows.double("force", "men", "whom the body in force can send against a crowd") { $0.force },
        rows.double("ration", "share", "need for bread that was met") { $0.ration },
        rows.double("casualties_civilians", "people", "killed and wounded so far") {
          $0.casualties[0]
        },
        rows.double("casualties_soldiers", "people", "killed and wounded so far") {
          $0.casualties[1]
        },
        rows.double("casualties_police", "people", "killed and wounded so far") {
          $0.casualties[2]
        },
      ]
        + names.strata.enumerated().map { stratum, name in
          rows.double("active_\(name.id)", "people", "withdrawn from work or obedience") {
            $0.active[stratum]
          }
        }
    )
  }

  /// A row an hour and pair of bodies.
  private var stances: Table {
    let bodies = names.bodies
    let pairs = bodies.indices.flatMap { body in
      bodies.indices.filter { $0 != body }.map { (body: body, other: $0) }
    }
    let rows = Rows(
      run.record.hours.flatMap { hour in pairs.map { (hour: hour, pair: $0) } }
    )
    return Table(
      "stances",
      clock.hours(rows.map(\.hour.tick)) + [
        rows.string("body", "the body that takes the stance") { bodies[$0.pair.body].id },
        rows.string("other", "the body towards which it takes it") { bodies[$0.pair.other].id },
        rows.double("stance", "", "-1 hostile to 1 friendly") {
          $0.hour.stance[$0.pair.body * bodies.count + $0.pair.other]
        },
      ]
    )
  }

  /// A row a day and district.
  private var places: Table {
    let rows = Rows(run.record.places)
    let towns = run.scenario.society.places.map { names.towns[$0.town].id }
    return Table(
      "places",
      clock.days(rows.map(\.day)) + [
        rows.string("place", "the district") { names.places[$0.place].id },
        rows.string("town", "its town") { towns[$0.place] },
        rows.double("active", "people", "most withdrawn at one hour of the day") { $0.active },
        rows.double("crowd", "people", "in its streets at noon") { $0.crowd },
        rows.double("none", "share", "its people who would obey no body") { $0.none },
      ]
        + names.lines.enumerated().map { line, name in
          rows.double(
            "writ_\(name.id)",
            "share",
            "those who would obey its bodies, were orders to conflict"
          ) {
            $0.writ[line]
          }
        }
        + oldWrits(rows)
    )
  }

  /// The writ by body, as these columns were called until 0.1; they leave with the next version.
  private func oldWrits(_ rows: Rows<PlaceRow>) -> [Column] {
    let society = run.scenario.society
    let lines = Set(names.lines.map(\.id))
    return names.bodies.enumerated().compactMap { body, name in
      guard !lines.contains(name.id) else { return nil }
      let line = society.bodies[body].line
      return rows.double(
        "writ_\(name.id)",
        "share",
        "the same as writ_\(names.lines[line].id), whose name it had"
      ) { $0.writ[line] }
    }
  }

  /// A row an event.
  private var events: Table {
    let rows = Rows(chronicle.entries)
    return Table(
      "events",
      clock.hours(rows.map(\.event.tick)) + [
        rows.string("id", "the kind and its number among its kind") { $0.id },
        rows.string("kind", "the kind of event") { $0.kind },
        rows.stringOrNone("place", "the town, where one is meant") { $0.place },
        rows.stringOrNone("body", "the body that acted or was acted on") { $0.body },
        rows.stringOrNone("subject", "what the kind of event is about") { $0.subject },
        rows.double("amount", "by kind", "persons, a share or hours, as the text says") {
          $0.event.amount
        },
        rows.string("text", "what happened") { $0.text },
      ]
    )
  }

  /// A row an order.
  private var orders: Table {
    let rows = Rows(run.record.orders)
    return Table(
      "orders",
      clock.hours(rows.map(\.tick)) + [
        rows.string("body", "the body that gave it") { names.bodies[$0.body].id },
        rows.string("domain", "the domain of policy") { names.domains[$0.domain].id },
        rows.double("position", "", "the policy it commands, 0 the old order to 1") { $0.position },
        rows.stringOrNone("contested_by", "the body that contested it") {
          names.bodies.at($0.contestedBy)?.id
        },
        rows.double("addressed", "people", "to whom it was addressed") { $0.addressed },
        rows.double("obeyed", "people", "who obeyed it") { $0.obeyed },
        rows.double("compliance", "share", "those addressed who obeyed") { $0.compliance },
      ]
        + names.strata.enumerated().map { stratum, name in
          rows.doubleOrNone("compliance_\(name.id)", "share", "those addressed of it who obeyed") {
            $0.obeyedByStratum.at(stratum).flatMap { $0 < 0 ? nil : $0 }
          }
        }
    )
  }

  /// A row an election or recall.
  private var deputies: Table {
    let rows = Rows(run.record.deputies)
    return Table(
      "deputies",
      clock.hours(rows.map(\.tick)) + [
        rows.string("body", "the body they sit in") { names.bodies[$0.body].id },
        rows.stringOrNone("group", "the group that chose them") { names.groups.at($0.group)?.id },
        rows.stringOrNone("party", "their party") { names.parties.at($0.party)?.id },
        rows.double("seats", "deputies", "elected; negative for recalled") { $0.seats },
      ]
    )
  }
}

/// The tables of a country: its towns, their bodies, and what councils did together.
extension Tables {
  /// A row a town outside the capital, when the run ended.
  private var towns: Table {
    let rows = Rows(run.record.towns)
    let society = run.scenario.society
    return Table(
      "towns",
      [
        rows.string("town", "the town, district of villages or army") { names.towns[$0.town].id },
        rows.string("label", "what it is called") { names.towns[$0.town].label },
        rows.string("kind", "what it is") { "\(society.towns[$0.town].kind)" },
        rows.stringOrNone("region", "its province") {
          names.regions.at(society.towns[$0.town].region)?.label
        },
        rows.stringOrNone("holder", "the foreign body that holds it by force") {
          names.holders.at(society.towns[$0.town].holder)?.label
        },
        rows.double("latitude", "degrees", "north") { society.towns[$0.town].latitude },
        rows.double("longitude", "degrees", "east") { society.towns[$0.town].longitude },
        rows.double("persons", "people", "who live there") { $0.persons },
        rows.hour("wired_tick", "its telegraph office had news of the capital") { $0.wiredAt },
        rows.hour("heard_tick", "its people heard") { $0.heardAt },
        rows.hour("withheld_tick", "its officials began to hold the news back") { $0.withheldAt },
        rows.double("withheld_hours", "hours", "for which they did") { $0.withheldHours },
        rows.hour("opened_tick", "its officials yielded") { $0.openedAt },
        rows.double("committees", "share", "its units of villages that have a committee") {
          $0.committees
        },
        rows.hour("congress_tick", "its villages met in congress") { $0.congressAt },
        rows.double("disturbances", "", "over land") { $0.disturbances },
      ]
    )
  }

  /// A row a body of a town or province, when the run ended.
  private var townBodies: Table {
    let society = run.scenario.society
    let first = society.nationalCount
    let all = run.scenario.names.bodies
    let rows = Rows(run.record.organs)
    return Table(
      "organs",
      [
        rows.string("body", "the body") { all[$0.body].id },
        rows.string("label", "what it is called") { all[$0.body].label },
        rows.string("line", "the line of authority for which it acts") {
          names.lines[society.bodies[$0.body].line].id
        },
        rows.string("town", "its seat") { names.towns[society.bodies[$0.body].seat].id },
        rows.hour("since_tick", "it came to be") { $0.since },
        rows.bool("is_commissar", "whether the government sent it") { $0.isCommissar },
        rows.stringOrNone("merged_into", "the council into which it has gone") {
          organs.at($0.mergedInto - first)?.id
        },
        rows.hour("known_tick", "the centre knew of it") { $0.knownAt },
        rows.bool("is_federated", "whether it has joined the centre") { $0.isFederated },
        rows.double("electors", "people", "who may elect it") { $0.electors },
        rows.int32("orders", "", "its orders") { $0.orders },
        rows.int32("contested", "", "those that another body contested") { $0.contested },
        rows.double("compliance_contested", "share", "who obeyed those, mean over orders") {
          $0.complianceContested
        },
        rows.double("compliance_uncontested", "share", "who obeyed the others, mean over orders") {
          $0.complianceUncontested
        },
      ]
        + names.lines.enumerated().map { line, name in
          rows.double("stance_\(name.id)", "", "to the line beside it, -1 hostile to 1 friendly") {
            $0.stance[line]
          }
        }
        + names.parties.enumerated().map { party, name in
          rows.double("deputies_\(name.id)", "", "its deputies or members of this party") {
            $0.byParty[party]
          }
        }
    )
  }

  /// A row a conference and domain of policy.
  private var conferences: Table {
    let rows = Rows(
      run.record.conferences.flatMap { met in names.domains.indices.map { (met: met, domain: $0) } }
    )
    return Table(
      "conferences",
      clock.hours(rows.map(\.met.tick)) + [
        rows.string("domain", "what was voted on") { names.domains[$0.domain].id },
        rows.double("in_favour", "votes", "for the centre's policy") { $0.met.inFavour[$0.domain] },
        rows.double("against", "votes", "against it") { $0.met.against[$0.domain] },
        rows.double("delegates", "", "delegates there") { $0.met.delegates },
        rows.double("councils", "", "councils there, the centre among them") { $0.met.councils },
        rows.double("army_bodies", "", "bodies of armies there") { $0.met.armyBodies },
      ]
        + names.parties.enumerated().map { party, name in
          rows.double("delegates_\(name.id)", "", "delegates of this party") {
            $0.met.byParty[party]
          }
        }
    )
  }
}

/// Rows from which columns are taken.
private struct Rows<Row> {
  let rows: [Row]

  init(_ rows: [Row]) { self.rows = rows }

  func map<Value>(_ value: (Row) -> Value) -> [Value] { rows.map(value) }

  func double(
    _ name: String,
    _ unit: String,
    _ meaning: String,
    _ value: (Row) -> Double
  ) -> Column {
    Column(name, unit: unit, meaning: meaning, .double(rows.map(value)))
  }

  func doubleOrNone(
    _ name: String,
    _ unit: String,
    _ meaning: String,
    _ value: (Row) -> Double?
  ) -> Column {
    Column(name, unit: unit, meaning: meaning, isNullable: true, .double(rows.map(value)))
  }

  func int32(_ name: String, _ unit: String, _ meaning: String, _ value: (Row) -> Int) -> Column {
    Column(name, unit: unit, meaning: meaning, .int32(rows.map { Int32(value($0)) }))
  }

  /// The tick in which something happened.
  func hour(_ name: String, _ what: String, _ value: (Row) -> Int) -> Column {
    Column(
      name,
      unit: "hours",
      meaning: "since the first, when \(what); -1 if not",
      .int32(rows.map { Int32(value($0)) })
    )
  }

  func bool(_ name: String, _ meaning: String, _ value: (Row) -> Bool) -> Column {
    int32(name, "", "1 for yes: \(meaning)") { value($0) ? 1 : 0 }
  }

  func string(_ name: String, _ meaning: String, _ value: (Row) -> String) -> Column {
    Column(name, meaning: meaning, .string(rows.map(value)))
  }

  func stringOrNone(_ name: String, _ meaning: String, _ value: (Row) -> String?) -> Column {
    Column(name, meaning: meaning, isNullable: true, .string(rows.map(value)))
  }
}

/// The columns that say when, in both calendars.
///
/// The scenario's own dates are text: a Julian 29 February need not exist in the calendar that dates
/// in files are counted by.
private struct ClockColumns {
  private let calendar: ScenarioCalendar

  init(_ calendar: ScenarioCalendar) { self.calendar = calendar }

  func days(_ days: [Int]) -> [Column] {
    let first = epochDay(0)
    return [
      Column("day", unit: "days", meaning: "since the first", .int32(days.map { Int32($0) })),
      Column(
        "date",
        meaning: "the date in the scenario's own calendar",
        .string(days.map { calendar.date(day: $0) })
      ),
      Column(
        "date_gregorian",
        meaning: "the date in the Gregorian calendar",
        .date(days.map { Int32(first + $0) })
      ),
    ]
  }

  func hours(_ ticks: [Int]) -> [Column] {
    let first = epochDay(0)
    return [
      Column("tick", unit: "hours", meaning: "since the first", .int32(ticks.map { Int32($0) })),
      Column(
        "at",
        meaning: "the hour in the scenario's own calendar",
        .string(ticks.map { calendar.at(tick: $0) })
      ),
      Column(
        "at_gregorian",
        meaning: "the hour in the Gregorian calendar",
        .timestamp(ticks.map { Int64(first * 24 + $0) * 3_600_000 })
      ),
    ]
  }

  private func epochDay(_ day: Int) -> Int { calendar.epochDay(day) }
}

extension ScenarioCalendar {
  /// A day of the run, counted from 1 January 1970.
  func epochDay(_ day: Int) -> Int {
    let julianDayOfEpoch = 2_440_588
    return start.dayNumber(isJulian: isJulian) + day - julianDayOfEpoch
  }
}
