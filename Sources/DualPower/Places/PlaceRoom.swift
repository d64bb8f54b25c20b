// Reads: groups, world. Writes: who is out in a town, and its men on duty. Draws: none.

/// Where towns are hosts, each apart from all others.
struct PlaceRoom {
  /// Share of those who are out that is in the street.
  let presence: Double
  /// Shape `[bearing × place]` and `[bearing × town]`, row by row; persons out against the body in force, as seen.
  let placeShares, townShares: UnsafeMutableBufferPointer<Double>
  /// Shape `[town]`, as in ``Places``.
  let civilActive: UnsafeMutableBufferPointer<Double>
  /// Shape `[place]`.
  let out, crowd: UnsafeMutableBufferPointer<Double>
  /// Shape `[town × stratum]`.
  let outByStratum: UnsafeMutableBufferPointer<Double>
  /// Shape `[town]`.
  let garrisonOver: UnsafeMutableBufferPointer<Double>
  /// Shape `[town]`; men on duty who have not gone over.
  let men: UnsafeMutableBufferPointer<Double>

  /// Adds up who of a town is where, and who of its men is on duty still.
  func host(_ town: Int, _ groups: Groups, in world: World) {
    civilActive[town] = 0
    var isTorn = false
    let stretches = world.layout.stretchesOf
    for position in stretches.positions(of: town) {
      let stretch = stretches[position]
      var i = groups.firstOut(from: stretch.lowerBound)
      while i < groups.out.count, groups.out[i] < stretch.upperBound {
        if !receive(groups.out[i], town, groups, in: world) { isTorn = true }
        i += 1
      }
    }
    // Where no armed men are out all who are on duty can be sent.
    (men[town], garrisonOver[town]) = (isTorn ? 0 : world.layout.menOnDuty[town], 0)
    if isTorn { muster(town, groups, in: world) }
  }

  /// Takes in those of a group who are out, and tells whether they are unarmed.
  private func receive(_ g: Int, _ town: Int, _ groups: Groups, in world: World) -> Bool {
    let (society, layout) = (world.society, world.layout)
    let (stratum, place) = (Int(layout.stratumOf[g]), Int(layout.placeOf[g]))
    let bearing = society.strata[stratum].bearing
    let row = Int(bearing.rawValue)
    let active = groups.active[g] * layout.persons[g]
    let any = (groups.active[g] + groups.lingering[g]) * layout.persons[g]
    placeShares[row * out.count + place] += active * layout.seen[stratum]
    townShares[row * civilActive.count + town] += active * layout.seen[stratum]
    out[place] += any
    outByStratum[town * society.strata.count + stratum] += any
    crowd[place] += any * presence
    if bearing == .civil { civilActive[town] += active }
    return bearing == .civil
  }

  /// Adds up a town's men on duty who have not gone over, and persons of its garrison who have.
  private func muster(_ town: Int, _ groups: Groups, in world: World) {
    let (society, layout) = (world.society, world.layout)
    for position in layout.armedOf.positions(of: town) {
      let cohort = layout.cohorts[layout.armedOf[position]]
      let isGarrison = society.strata[cohort.stratum].bearing == .garrison
      for g in cohort.groups {
        guard groups.isOut[g] else {
          men[town] += layout.onDuty[g]
          continue
        }
        let loyal = 1 - groups.active[g] - groups.lingering[g]
        men[town] += layout.onDuty[g] * loyal
        if isGarrison { garrisonOver[town] += layout.persons[g] * (1 - loyal) }
      }
    }
    let soldiers = layout.soldiers[town]
    garrisonOver[town] = soldiers > 0 ? garrisonOver[town] / soldiers : 0
  }
}
