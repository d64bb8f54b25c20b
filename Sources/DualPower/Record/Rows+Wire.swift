extension Event {
  static var blank: Event {
    Event(tick: 0, kind: .outbreak, town: 0, body: -1, subject: -1, amount: 0)
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&tick)
    wire.value(&kind)
    wire.value(&town)
    wire.value(&body)
    wire.value(&subject)
    wire.value(&amount)
  }
}

extension HourRow {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&tick)
    wire.value(&active)
    wire.value(&crowd)
    wire.value(&garrisonOver)
    wire.value(&force)
    wire.value(&ration)
    wire.value(&stance)
    wire.value(&casualties)
  }
}

extension DayRow {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&day)
    wire.value(&active)
    wire.value(&writ)
    wire.value(&writByStratum)
    wire.value(&none)
    wire.value(&effectiveAuthorities)
    wire.value(&stance)
    wire.value(&deputies)
    wire.value(&deputiesByParty)
    wire.value(&executiveByParty)
    wire.value(&councils)
    wire.value(&writOfAll)
    wire.value(&noneOfAll)
    wire.value(&effectiveAuthoritiesOfAll)
    wire.value(&openTowns)
    wire.value(&villageCommittees)
    wire.value(&disturbances)
    wire.value(&aspiration)
    wire.value(&competence)
    wire.value(&positions)
    wire.value(&grievance)
    wire.value(&privation)
    wire.value(&inequality)
    wire.value(&demand)
    wire.value(&eliteConfidence)
    wire.value(&recognition)
    wire.value(&stockDays)
    wire.value(&ration)
  }
}

extension PlaceRow {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&day)
    wire.value(&place)
    wire.value(&active)
    wire.value(&crowd)
    wire.value(&writ)
    wire.value(&none)
  }
}

extension OrderRow {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&tick)
    wire.value(&body)
    wire.value(&domain)
    wire.value(&position)
    wire.value(&contestedBy)
    wire.value(&addressed)
    wire.value(&obeyed)
    wire.value(&obeyedByStratum)
  }
}

extension DeputyRow {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&tick)
    wire.value(&body)
    wire.value(&group)
    wire.value(&party)
    wire.value(&seats)
  }
}

extension TownRow {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&town)
    wire.value(&persons)
    wire.value(&wiredAt)
    wire.value(&heardAt)
    wire.value(&withheldAt)
    wire.value(&withheldHours)
    wire.value(&openedAt)
    wire.value(&committees)
    wire.value(&congressAt)
    wire.value(&disturbances)
  }
}

extension OrganRow {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&body)
    wire.value(&since)
    wire.value(&isCommissar)
    wire.value(&mergedInto)
    wire.value(&knownAt)
    wire.value(&isFederated)
    wire.value(&electors)
    wire.value(&byParty)
    wire.value(&stance)
    wire.value(&orders)
    wire.value(&contested)
    wire.value(&complianceContested)
    wire.value(&complianceUncontested)
  }
}

extension ConferenceRow {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&tick)
    wire.value(&councils)
    wire.value(&armyBodies)
    wire.value(&delegates)
    wire.value(&byParty)
    wire.value(&inFavour)
    wire.value(&against)
  }
}
