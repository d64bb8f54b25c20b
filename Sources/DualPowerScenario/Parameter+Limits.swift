import DualPower

extension Parameter {
  /// What the model can reckon with, whatever range a scenario gives.
  ///
  /// Wide, and no statement about any society: outside it a rule would divide by nothing, take a root
  /// of less than nothing, fade by more than all in an hour, or leave the integers in which people decide.
  var limits: ClosedRange<Double> {
    switch self {
    case .cutDays, .institutionSlowness: 0.001...Self.most
    case .fatigueDays, .failureDays, .conflictDays, .threatDays: 0.05...Self.most
    case .remorseHours, .combatHours: 1...Self.most
    case .personWeight, .obedienceFloor, .deliveriesPersistence, .forecastRate, .demandGrowth,
      .demandFade, .stanceRate, .conflictForgiven, .breadLuckShared, .conferenceShare, .leaveRate:
      0...1
    case .leakHours, .leakPeople, .railSpeed, .roadSpeed, .travelSpeed, .villageMeetsDays,
      .districtCongressDays, .provinceCongressDays, .peasantCouncilDays:
      0.05...Self.most
    case .delegateNorm, .callerPeople: 1...Self.most
    case .pressSpread, .reportSpread, .villageNewsSpread, .provinceSpread: 0...5
    case .relayHours, .pressHours, .wordHours, .villageNewsDays, .reportDays, .electDays: 0...1e4
    case .delegatesMost: 0...1e4
    case .placeDelay, .townDelay: 0...127
    case .noise, .obedienceNoise: 0...1_000
    case .alignmentWeight: -1_000...1_000
    case .panic: 0...Self.most
    default: -Self.most...Self.most
    }
  }

  private static let most = 1e6
}

extension Trait {
  /// What the model can reckon with, whatever range a scenario gives.
  var limits: ClosedRange<Double> { -1e6...1e6 }
}
