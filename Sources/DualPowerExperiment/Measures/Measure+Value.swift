public import DualPower
public import DualPowerScenario

extension Measure {
  /// What a run that stands at the end of a day comes to.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - days: The days that are judged: what an event that never comes counts.
  /// - Returns: The number, in the unit of its form.
  public func value(of run: Simulation, days: Int) -> Double {
    let record = run.record
    let span = Double(days)
    switch form {
    case .daysTo: return firstEvent(in: run).map { min(Double($0.tick) / 24, span) } ?? span
    case .came: return firstEvent(in: run) == nil ? 0 : 1
    case .count: return Double(record.events.count { isMeant($0, run.society) })
    case .outcome: return run.outcome == Outcome.allCases[arguments[0]] ? 1 : 0
    case .casualties: return record.hours.last?.casualties.reduce(0, +) ?? 0
    case .peak: return record.days.reduce(0) { max($0, $1.active[arguments[0]]) }
    case .out: return record.hours.last.map { $0.active[arguments[0]] } ?? 0
    case .turns: return Double(Turns.count(record.days.map { $0.stance[pair(run.society)] }))
    case .eliteShare: return run.eliteShare(of: arguments[0])
    case .firstFounding, .medianFounding, .medianFoundingRemembering, .medianNews:
      return spread(in: run, within: span)
    case .disturbances: return record.days.reduce(0) { $0 + $1.disturbances }
    case .delegates: return record.conferences.first?.delegates ?? 0
    default: return record.days.last.map { level(on: $0, of: run.society) } ?? 0
    }
  }

  /// Whether nothing that is still to come can change it.
  public func isSettled(in run: Simulation) -> Bool {
    switch form {
    case .daysTo, .came: firstEvent(in: run) != nil
    // What is still to come comes later than what the middle town has seen.
    case .firstFounding, .medianFounding, .medianFoundingRemembering, .medianNews:
      spread(in: run, within: .infinity) < .infinity
    default: false
    }
  }

  /// What the last day says.
  private func level(on day: DayRow, of society: Society) -> Double {
    let strata = society.strata.count
    switch form {
    case .authorities: return day.effectiveAuthorities
    case .authoritiesOfAll: return day.effectiveAuthoritiesOfAll
    case .writ: return day.writ[arguments[0]]
    case .writOfAll: return day.writOfAll[arguments[0]]
    case .meanRecognition:
      return day.meanRecognition(column: arguments[0], of: society.capitalPersons)
    case .meanPrivation: return mean(day.privation, over: society.capitalPersons)
    case .meanDeprivation: return mean(day.inequality, over: society.capitalPersons)
    case .recognition: return day.recognition[arguments[0] * strata + arguments[1]]
    case .active: return day.active[arguments[0]]
    case .deputies: return day.deputies[arguments[0]]
    case .partyShare:
      let parties = society.parties.count
      let all = day.deputiesByParty[arguments[0] * parties..<(arguments[0] + 1) * parties]
      let sum = all.reduce(0, +)
      return sum > 0 ? day.deputiesByParty[arguments[0] * parties + arguments[1]] / sum : 0
    case .stance: return day.stance[pair(society)]
    case .competence: return day.competence[arguments[0]]
    case .aspiration: return day.aspiration[arguments[0]]
    case .councils: return Double(day.councils)
    case .openTowns: return Double(day.openTowns)
    case .villageCommittees: return day.villageCommittees
    case .daysTo, .came, .count, .outcome, .casualties, .peak, .out, .turns, .eliteShare,
      .firstFounding,
      .medianFounding, .medianFoundingRemembering, .medianNews, .disturbances, .delegates:
      return 0
    }
  }

  /// The mean of a number of each stratum over people.
  private func mean(_ values: [Double], over persons: [Double]) -> Double {
    let sum = values.indices.reduce(0) { $0 + persons[$1] * values[$1] }
    return sum / max(1, persons.reduce(0, +))
  }

  private func pair(_ society: Society) -> Int {
    arguments[0] * society.nationalCount + arguments[1]
  }

  /// Days to what towns come to one after the other; a town that has not come to it counts the span.
  private func spread(in run: Simulation, within span: Double) -> Double {
    switch form {
    case .firstFounding: run.foundings(within: span).min() ?? span
    case .medianFounding: median(run.foundings(within: span)) ?? span
    case .medianFoundingRemembering: median(run.foundings(within: span, remembering: true)) ?? span
    default: median(run.news(within: span)) ?? span
    }
  }

  private func firstEvent(in run: Simulation) -> Event? {
    run.record.events.first { isMeant($0, run.society) }
  }

  /// Whether an event is of the kind, and of the whole society rather than of one of its towns.
  private func isMeant(_ event: Event, _ society: Society) -> Bool {
    event.kind == EventKind.allCases[arguments[0]] && event.body < society.nationalCount
  }

  private func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

extension DayRow {
  /// Recognition of a column by all people of the capital.
  func meanRecognition(column: Int, of persons: [Double]) -> Double {
    let held = persons.indices.reduce(0) {
      $0 + persons[$1] * recognition[column * persons.count + $1]
    }
    return held / max(1, persons.reduce(0, +))
  }
}

extension Society {
  /// Whether a place is a town as people speak of one, outside the capital.
  fileprivate func isTown(_ town: Int) -> Bool { town != capital && towns[town].isSettled }
}

extension Simulation {
  /// Share of a body's ministers who are of an elite stratum.
  fileprivate func eliteShare(of body: Int) -> Double {
    let ministers = body < record.ministers.count ? record.ministers[body] : []
    let elite = ministers.count { society.strata[society.groups[$0.group].stratum].isElite }
    return ministers.isEmpty ? 0 : Double(elite) / Double(ministers.count)
  }

  /// Days to each town's first council, for towns in which one may arise.
  fileprivate func foundings(within span: Double, remembering: Bool = false) -> [Double] {
    var first: [Int: Double] = [:]
    for row in record.organs {
      let plan = society.bodies[row.body]
      let town = plan.seat
      guard society.lines[plan.line].claim == .constituent, plan.region < 0, society.isTown(town)
      else { continue }
      let day = row.since < 0 ? span : min(Double(row.since) / 24, span)
      first[town] = min(first[town] ?? span, day)
    }
    var recalls = Set(first.keys)
    if remembering {
      let places = society.groups.filter { $0.memory > 0 }.map { society.places[$0.place].town }
      recalls.formIntersection(places)
    }
    return recalls.sorted().compactMap { first[$0] }
  }

  /// Days until each town heard that the capital was lost.
  fileprivate func news(within span: Double) -> [Double] {
    record.towns.filter { society.isTown($0.town) }
      .map { $0.heardAt < 0 ? span : min(Double($0.heardAt) / 24, span) }
  }
}
