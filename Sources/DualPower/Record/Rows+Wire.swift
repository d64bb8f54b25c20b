// The columns of each row, in the order in which they are digested, kept and written.

extension Event: RecordRow {
  static var blank: Event {
    Event(tick: 0, kind: .outbreak, town: 0, body: -1, subject: -1, amount: 0)
  }

  mutating func transfer<Walk: RowWalk>(_ walk: inout Walk) {
    walk.value("tick", &tick)
    walk.value("kind", &kind)
    walk.value("town", &town)
    walk.value("body", &body)
    walk.value("subject", &subject)
    walk.value("amount", &amount)
  }
}

extension HourRow: RecordRow {
  mutating func transfer<Walk: RowWalk>(_ walk: inout Walk) {
    walk.value("tick", &tick)
    walk.value("active", &active)
    walk.value("crowd", &crowd)
    walk.value("garrisonOver", &garrisonOver)
    walk.value("force", &force)
    walk.value("ration", &ration)
    walk.value("stance", &stance)
    walk.value("casualties", &casualties)
  }
}

extension DayRow: RecordRow {
  mutating func transfer<Walk: RowWalk>(_ walk: inout Walk) {
    walk.value("day", &day)
    walk.value("active", &active)
    walk.value("writ", &writ)
    walk.value("writByStratum", &writByStratum)
    walk.value("none", &none)
    walk.value("effectiveAuthorities", &effectiveAuthorities)
    walk.value("stance", &stance)
    walk.value("deputies", &deputies)
    walk.value("deputiesByParty", &deputiesByParty)
    walk.value("executiveByParty", &executiveByParty)
    walk.value("councils", &councils)
    walk.value("writOfAll", &writOfAll)
    walk.value("noneOfAll", &noneOfAll)
    walk.value("effectiveAuthoritiesOfAll", &effectiveAuthoritiesOfAll)
    walk.value("openTowns", &openTowns)
    walk.value("villageCommittees", &villageCommittees)
    walk.value("disturbances", &disturbances)
    walk.value("aspiration", &aspiration)
    walk.value("competence", &competence)
    walk.value("positions", &positions)
    walk.value("grievance", &grievance)
    walk.value("privation", &privation)
    walk.value("inequality", &inequality)
    walk.value("demand", &demand)
    walk.value("eliteConfidence", &eliteConfidence)
    walk.value("recognition", &recognition)
    walk.value("stockDays", &stockDays)
    walk.value("ration", &ration)
  }
}

extension PlaceRow: RecordRow {
  mutating func transfer<Walk: RowWalk>(_ walk: inout Walk) {
    walk.value("day", &day)
    walk.value("place", &place)
    walk.value("active", &active)
    walk.value("crowd", &crowd)
    walk.value("writ", &writ)
    walk.value("none", &none)
  }
}

extension OrderRow: RecordRow {
  mutating func transfer<Walk: RowWalk>(_ walk: inout Walk) {
    walk.value("tick", &tick)
    walk.value("body", &body)
    walk.value("domain", &domain)
    walk.value("position", &position)
    walk.value("contestedBy", &contestedBy)
    walk.value("addressed", &addressed)
    walk.value("obeyed", &obeyed)
    walk.value("obeyedByStratum", &obeyedByStratum)
  }
}

extension DeputyRow: RecordRow {
  mutating func transfer<Walk: RowWalk>(_ walk: inout Walk) {
    walk.value("tick", &tick)
    walk.value("body", &body)
    walk.value("group", &group)
    walk.value("party", &party)
    walk.value("seats", &seats)
  }
}

extension TownRow: RecordRow {
  mutating func transfer<Walk: RowWalk>(_ walk: inout Walk) {
    walk.value("town", &town)
    walk.value("persons", &persons)
    walk.value("wiredAt", &wiredAt)
    walk.value("heardAt", &heardAt)
    walk.value("withheldAt", &withheldAt)
    walk.value("withheldHours", &withheldHours)
    walk.value("openedAt", &openedAt)
    walk.value("committees", &committees)
    walk.value("congressAt", &congressAt)
    walk.value("disturbances", &disturbances)
  }
}

extension OrganRow: RecordRow {
  mutating func transfer<Walk: RowWalk>(_ walk: inout Walk) {
    walk.value("body", &body)
    walk.value("since", &since)
    walk.value("isCommissar", &isCommissar)
    walk.value("mergedInto", &mergedInto)
    walk.value("knownAt", &knownAt)
    walk.value("isFederated", &isFederated)
    walk.value("electors", &electors)
    walk.value("byParty", &byParty)
    walk.value("stance", &stance)
    walk.value("orders", &orders)
    walk.value("contested", &contested)
    walk.value("complianceContested", &complianceContested)
    walk.value("complianceUncontested", &complianceUncontested)
  }
}

extension ConferenceRow: RecordRow {
  mutating func transfer<Walk: RowWalk>(_ walk: inout Walk) {
    walk.value("tick", &tick)
    walk.value("councils", &councils)
    walk.value("armyBodies", &armyBodies)
    walk.value("delegates", &delegates)
    walk.value("byParty", &byParty)
    walk.value("inFavour", &inFavour)
    walk.value("against", &against)
  }
}
