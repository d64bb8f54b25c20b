// Reads: supplies, parameters, traits. Writes: privation, inequality, hardship. Draws: none.

/// What each stratum of each town bears.
struct Burdens: Sendable {
  /// Shape `[town × stratum]`, row by row; privation `X`.
  var privation: [Double]
  /// Shape `[town × stratum]`; relative deprivation `I`.
  var inequality: [Double]
  /// Shape `[town × stratum]`; hardship `Y = w_X·X + w_I·I`.
  var hardship: [Double]

  init(_ society: Society) {
    let blank = [Double](repeating: 0, count: society.towns.count * society.strata.count)
    privation = blank
    inequality = blank
    hardship = blank
  }

  /// Burdens of the day.
  ///
  /// `X_s = food_s·(1 − q) + wage_s·(1 − w) + war_s·losses`, and
  /// `I_s = Σ_s' share_s'·max(0, X_s − X_s')`.
  ///
  /// - Source: Relative deprivation as in Yitzhaki (1979), doi:10.2307/1884667, on burdens in place of
  ///   incomes, between strata.
  mutating func weigh(_ society: Society, _ layout: Layout, supplies: [Supply], day: Int) {
    let p = society.parameters
    let t = society.traits
    let months = society.mechanisms.has(.privationGrowth) ? Double(day) / 30 : 0
    let wageLost = 1 - (p[.realWage] - p[.realWageFall] * months)
    let losses = p[.warLosses] + p[.warLossesRise] * months
    let strata = society.strata.count
    for town in society.towns.indices {
      let hunger = 1 - supplies[town].ration
      let row = town * strata
      for s in 0..<strata {
        privation[row + s] =
          t[.foodBurden, s] * hunger + t[.wageBurden, s] * wageLost + t[.warBurden, s] * losses
      }
      let shares = layout.stratumShare[row..<row + strata]
      if !society.mechanisms.has(.inequality) {
        let mean = zip(shares, privation[row..<row + strata]).reduce(0) { $0 + $1.0 * $1.1 }
        for s in 0..<strata { privation[row + s] = mean }
      }
      for s in 0..<strata {
        var deprived = 0.0
        for other in 0..<strata {
          let gap = privation[row + s] - privation[row + other]
          if gap > 0 { deprived += layout.stratumShare[row + other] * gap }
        }
        inequality[row + s] = deprived
        hardship[row + s] =
          p[.privationWeight] * privation[row + s] + p[.inequalityWeight] * deprived
      }
    }
  }
}
