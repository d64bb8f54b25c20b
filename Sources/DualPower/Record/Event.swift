/// Something of public weight that happened in a run.
public struct Event: Sendable, Equatable {
  /// The tick in which it happened.
  public var tick: Int
  /// What happened.
  public var kind: EventKind
  /// The town; -1 where none is meant.
  public var town: Int
  /// The body that acted or was acted on; -1 for none.
  public var body: Int
  /// What `kind` says: another body, a group, a party, a power, a domain; -1 for none.
  public var subject: Int
  /// What `kind` says: persons, a share, hours.
  public var amount: Double
}

/// The kinds of event; a report names each by the same words in snake case.
public enum EventKind: UInt8, CaseIterable, Sendable {
  /// A tenth of a stratum of the capital is active and stays so for two days. Subject: the stratum; amount: its active persons.
  case outbreak
  /// A tenth of the garrison has gone over. Subject: the first unit to pass a half; amount: soldiers over.
  case mutiny
  /// The body in force orders its men to fire. Amount: active persons.
  case fireOrdered
  /// No ministry and no high command obeys the regime any more. Subject: the first circle that withdrew; amount: hours since the outbreak.
  case regimeFell
  /// A legal successor takes office. Subject: its leading party; amount: its ministers.
  case governmentFormed
  /// A council has its quorum. Subject: the group that elected first; amount: deputies.
  case councilConstituted
  /// Members of an assembly form a committee, or notables of a town do or a commissar takes office. Subject: their group, -1 in a town; amount: hours since the outbreak, or since its officials yielded.
  case committeeFormed
  /// Two councils of a town merge. Subject: the other body.
  case councilsMerged
  /// A council leaves the vacant power to the legal body, on conditions. Subject: the legal body; amount: its aspiration.
  case powerCeded
  /// A council claims the vacant power. Subject: the body it passes over, or -1; amount: its aspiration.
  case powerClaimed
  /// A party takes its line after the outbreak. Subject: the party; amount: hours since the outbreak.
  case lineTaken
  /// A power abroad recognises the legal body. Subject: the power; amount: powers so far.
  case recognisedAbroad
  /// An order that another body contests. Subject: the domain; amount: the share that obeyed.
  case order
  /// The street rises against the body in force. Subject: the domain of the sorest demand; amount: active persons.
  case crisis
  /// A body gives way. Subject: the domain; amount: how far its policy moved.
  case concession
  /// A council calls its people home. Subject: the body in force; amount: active persons.
  case discipline
  /// Leaders of a council join the government. Subject: the council; amount: ministers who joined.
  case coalition
  /// A council takes power from the body in force. Subject: that body; amount: active persons.
  case overthrow
  /// News of the capital reaches another town. Body: whom it is about; subject: the kind of event it tells of; amount: hours on the way.
  case news
  /// Councils are summoned to a conference. Amount: councils known.
  case conferenceSummoned
  /// A conference meets. Subject: councils there, those of armies among them; amount: delegates.
  case conferenceMet
  /// A body or its conference votes. Subject: the domain, or -1 on leaving power to the legal body; amount: the share in favour.
  case vote
  /// An executive is elected. Subject: its leading party; amount: its members.
  case executiveElected
  /// A circle of the elite withdraws from the ruler. Subject: the group; amount: hours since the outbreak.
  case circleWithdrew
  /// A first small mutiny is put down. Amount: soldiers disarmed.
  case mutinyPutDown
  /// The ruler sends troops from the fronts against the capital. Amount: men.
  case troopsSent
  /// Those troops melt away or win. Amount: men left.
  case troopsSpent
  /// A party calls its people out, where parties may. Subject: the party; amount: persons called.
  case partyCalled
  /// A crisis dies down with no act of any body. Amount: hours.
  case crisisFaded
  /// The force in the capital is next to nothing for the first time. Amount: men left.
  case capitalLost
  /// Officials of a town yield: people may meet, and telegrams be read. Amount: hours since the capital was lost.
  case officialsYielded
  /// Officials of a town had held back news. Subject: 0 it leaked, 1 they yielded; amount: hours for which they did.
  case newsWithheld
}
