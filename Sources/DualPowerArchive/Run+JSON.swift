import DualPower
import DualPowerScenario

extension Run {
  /// The run as `dualpower run --json` gives it.
  public func json(_ chronicle: Chronicle) -> JSON {
    let json: JSON = [
      "scenario": .string(scenario.id),
      "seed": .number(seed),
      "scale": .int(scenario.society.scale),
      "persons": .int(persons),
      "ticks": .int(ticks),
      "digest": .string(digestText),
      "wallSeconds": .rounded(wallSeconds),
      "personTicksPerSecond": .rounded(personTicksPerSecond),
      "peakMemoryBytes": .int(peakMemoryBytes),
      "estimatedMemoryBytes": .int(scenario.society.memoryOfRun),
      "events": .array(chronicle.entries.map(\.json)),
      "daily": .array(record.days.map { $0.json(scenario) }),
      "outcome": .string(outcome.id),
    ]
    return withInterventions(
      shares.isEmpty ? json : json.with("ranks", .array(shares.map { $0.json(of: shares.count) }))
    )
  }
}

extension Run.Share {
  fileprivate func json(of ranks: Int) -> JSON {
    [
      "agents": .int(agents), "peakMemoryBytes": .int(peakMemoryBytes),
      "completions": .int(completions), "completedBytes": .int(completedBytes),
      "additions": .int(additions), "addedBytes": .int(addedBytes),
      "bytesSent": .int(bytesSent(of: ranks)), "seconds": .rounded(seconds),
      "exchangeSeconds": .rounded(exchangeSeconds), "workSeconds": .rounded(workSeconds),
    ]
  }
}

extension Chronicle.Entry {
  var json: JSON {
    [
      "id": .string(id), "at": .string(at), "atGregorian": .string(atGregorian),
      "kind": .string(kind), "place": place.json, "body": body.json, "subject": subject.json,
      "amount": .rounded(event.amount), "text": .string(text),
    ]
  }
}

extension DayRow {
  /// One entry of `daily`: every quantity keyed by the ids of what it is a quantity of.
  fileprivate func json(_ scenario: Scenario) -> JSON {
    let names = scenario.namesOfAll
    func keyed(_ keys: [Name], _ values: ArraySlice<Double>) -> JSON {
      .keyed(zip(keys, values).map { ($0.id, .rounded($1)) })
    }
    func table(_ rows: [Name], _ columns: [Name], _ values: [Double]) -> JSON {
      .keyed(
        rows.enumerated().map { index, row in
          (row.id, keyed(columns, values.dropFirst(index * columns.count)))
        }
      )
    }
    return [
      "date": .string(scenario.calendar.date(day: day)),
      "dateGregorian": .string(scenario.calendar.dateGregorian(day: day)),
      "active": keyed(names.strata, active[...]),
      "writ": keyed(names.bodies, writ[...]),
      "none": .rounded(none),
      "effectiveAuthorities": .rounded(effectiveAuthorities),
      "stance": table(names.bodies, names.bodies, stance),
      "deputies": keyed(names.bodies, deputies[...]),
      "deputiesByParty": table(names.bodies, names.parties, deputiesByParty),
      "executiveByParty": table(names.bodies, names.parties, executiveByParty),
      "councils": .int(councils),
      "nationwide": [
        "writ": keyed(names.lines, writOfAll[...]),
        "none": .rounded(noneOfAll),
        "effectiveAuthorities": .rounded(effectiveAuthoritiesOfAll),
        "openTowns": .int(openTowns),
        "villageCommittees": .rounded(villageCommittees),
        "disturbances": .rounded(disturbances),
      ],
      "aspiration": keyed(names.bodies, aspiration[...]),
      "competence": keyed(names.bodies, competence[...]),
      "positions": table(names.bodies, names.domains, positions),
      "grievance": keyed(names.strata, grievance[...]),
      "privation": keyed(names.strata, privation[...]),
      "inequality": keyed(names.strata, inequality[...]),
      "demand": keyed(names.strata, demand[...]),
      "eliteConfidence": [
        "person": .rounded(eliteConfidence.at(0) ?? 0),
        "institution": .rounded(eliteConfidence.at(1) ?? 0),
      ],
      "recognition": table(names.columns, names.strata, recognition),
      "ration": .rounded(ration),
      "stockDays": .rounded(stockDays),
    ]
  }
}

extension String? {
  fileprivate var json: JSON { map { .string($0) } ?? .null }
}
