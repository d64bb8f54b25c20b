extension HourRow {
  /// A row with a nought for everything that a society has.
  init(of society: Society) {
    active = .noughts(society.strata.count)
    stance = .noughts(society.nationalCount * society.nationalCount)
  }
}

extension DayRow {
  /// A row with a nought for everything that a society has.
  init(of society: Society) {
    let strata = society.strata.count
    let bodies = society.nationalCount
    writOfAll = .noughts(society.lines.count)
    active = .noughts(strata)
    writ = .noughts(bodies)
    writByStratum = .noughts(strata * bodies)
    stance = .noughts(bodies * bodies)
    deputies = .noughts(bodies)
    deputiesByParty = .noughts(bodies * society.parties.count)
    executiveByParty = .noughts(bodies * society.parties.count)
    aspiration = .noughts(bodies)
    competence = .noughts(bodies)
    positions = .noughts(bodies * society.domainCount)
    grievance = .noughts(strata)
    privation = .noughts(strata)
    inequality = .noughts(strata)
    demand = .noughts(strata)
    recognition = .noughts(society.columnCount * strata)
  }
}

extension PlaceRow {
  /// A row with a nought for everything that a society has.
  init(of society: Society) { writ = .noughts(society.lines.count) }
}

extension OrderRow {
  /// A row with a nought for everything that a society has.
  init(of society: Society) { obeyedByStratum = .noughts(society.strata.count) }
}

extension OrganRow {
  /// A row with a nought for everything that a society has.
  init(of society: Society) {
    byParty = .noughts(society.parties.count)
    stance = .noughts(society.lines.count)
  }
}

extension ConferenceRow {
  /// A row with a nought for everything that a society has.
  init(of society: Society) {
    byParty = .noughts(society.parties.count)
    inFavour = .noughts(society.domainCount)
    against = inFavour
  }
}

extension [Double] {
  fileprivate static func noughts(_ count: Int) -> [Double] { [Double](repeating: 0, count: count) }
}
