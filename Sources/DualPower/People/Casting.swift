// Reads: the society. Writes: the first row of each person. Draws: temper, will, grant, sympathy.

/// Gives each person her traits.
///
/// A person's draws hang on her number in the whole society, not on how many of it are simulated: at
/// 1:100 she is the same person as at 1:1.
struct Casting: Sendable {
  private let society: Society
  private let quantiles: [Double]
  private let temper: UInt64
  private let will: UInt64
  private let sympathy: UInt64
  private let grants: [UInt64]
  /// Shape `[stratum × column]`: mean first recognition.
  private let meanGrant: [Double]
  private let spreadGrant: [Double]
  /// Shape `[column]`: gain where an earlier council is remembered.
  private let memoryGrant: [Double]
  /// Shape `[column]`; 1 for the incumbent's person, 0 elsewhere.
  private let personGrant: [Double]
  /// Shape `[stratum × party]`: how many draws of 32 bits, from nought on, fall on a party or on one before it.
  private let partyEnds: [UInt64]

  init(_ society: Society, draws: Draws) {
    self.society = society
    quantiles = (0..<4_096).map { normalQuantile((Double($0) + 0.5) / 4_096) }
    temper = draws.key(.temper, tick: 0)
    will = draws.key(.will, tick: 0)
    sympathy = draws.key(.sympathy, tick: 0)
    grants = (0..<society.columnCount).map { draws.key(.grant, plus: UInt64($0), tick: 0) }
    let p = society.parameters
    var mean: [Double] = []
    var spread: [Double] = []
    for s in society.strata.indices {
      for line in society.lines {
        switch line.claim {
        case .incumbent:
          if line.hasPerson {
            mean.append(society.traits[.rulerPerson, s])
            spread.append(society.traits[.rulerSpread, s])
          }
          mean.append(society.traits[.rulerInstitution, s])
          spread.append(society.traits[.rulerSpread, s])
        case .successor, .constituent:
          let first: Trait = line.claim == .successor ? .legalFirst : .councilFirst
          for _ in 0..<(line.hasPerson ? 2 : 1) {
            mean.append(society.traits[first, s])
            spread.append(p[.grantSpread])
          }
        }
      }
    }
    meanGrant = mean
    spreadGrant = spread
    personGrant = society.lines.flatMap { line -> [Double] in
      line.hasPerson ? [line.claim == .incumbent ? 1 : 0, 0] : [0]
    }
    memoryGrant = society.lines.flatMap { line -> [Double] in
      let gain = line.claim == .constituent && society.mechanisms.has(.memory) ? p[.grantMemory] : 0
      return [Double](repeating: gain, count: line.hasPerson ? 2 : 1)
    }
    partyEnds = society.strata.flatMap { stratum in
      stratum.sympathies.indices.map { Casting.end(ofParty: $0, stratum) }
    }
  }

  /// Fills the rows of one group, and adds up what it holds.
  ///
  /// - Parameters:
  ///   - g: The group.
  ///   - bytes: Its own first, of the first column.
  ///   - apart: How many bytes lie between a person's byte and that of her next column.
  ///   - sums: Shape `[column × group]`, row by row; what each group holds.
  ///   - parties: Shape `[group × party]`; agents by party.
  func fill(
    group g: Int,
    bytes: UnsafeMutableRawBufferPointer,
    apart: Int,
    sums: UnsafeMutableBufferPointer<Int>,
    parties: UnsafeMutableBufferPointer<Int>
  ) {
    let group = society.groups[g]
    let s = group.stratum
    let traits = society.traits
    let members = 0..<group.agents
    func number(_ member: Int) -> UInt32 {
      group.firstPerson &+ UInt32(truncatingIfNeeded: member)
    }
    // A trait after the other: what is the same for all members is looked up once.
    let susceptibility = traits[.susceptibility, s]
    let susceptibilitySpread = traits[.susceptibilitySpread, s]
    for member in members {
      let bits = Draws.bits(number(member), temper)
      let susceptible = susceptibility + susceptibilitySpread * quantile(bits)
      bytes[member + apart * People.susceptibility] = level(susceptible * 255)
      bytes[member + apart * People.risk] = UInt8(truncatingIfNeeded: bits)
    }
    let obstinacy = traits[.obstinacy, s] + group.obstinacy
    let obstinacySpread = traits[.obstinacySpread, s]
    for member in members {
      let bits = Draws.bits(number(member), will)
      let obstinate = obstinacy + obstinacySpread * quantile(bits)
      bytes[member + apart * People.obstinacy] = level(obstinate * 128)
      bytes[member + apart * People.conviction] = UInt8(truncatingIfNeeded: bits)
    }
    let columns = society.columnCount
    for column in 0..<columns {
      let mean =
        meanGrant[s * columns + column] + memoryGrant[column] * group.memory
        + personGrant[column] * group.faith
      let spread = spreadGrant[s * columns + column]
      let key = grants[column]
      var sum = 0
      for member in members {
        let grant = level(255 * (mean + spread * quantile(Draws.bits(number(member), key))))
        bytes[member + apart * (People.firstRecognition + column)] = grant
        sum += Int(grant)
      }
      sums[column * society.groups.count + g] = sum
    }
    let partyCount = society.parties.count
    guard partyCount > 0 else { return }
    let ends = partyEnds[s * partyCount..<(s + 1) * partyCount - 1]
    for member in members {
      let bits = UInt64(Draws.bits(number(member), sympathy))
      // Asking where a draw lies would be a jump that nobody can foresee: it is counted what it lies beyond.
      var party = 0
      for end in ends where bits >= end { party &+= 1 }
      parties[g * partyCount + party] += 1
    }
  }

  /// A standard normal number from the upper 12 of a person's bits.
  private func quantile(_ bits: UInt32) -> Double { quantiles[Int(bits &>> 20)] }

  /// The nearest whole number in `0...255`.
  private func level(_ x: Double) -> UInt8 {
    // As ``nearest(_:)`` does it; of a number so large the last bits are the units.
    let large = 0x1.8p52
    return UInt8(truncatingIfNeeded: clamp(x + large, large, large + 255).bitPattern)
  }

  /// The party with which a person sympathises: a trait, drawn once; `key` is that of its draws.
  static func party(_ person: UInt32, key: UInt64, _ stratum: Stratum) -> Int {
    party(draw: UInt64(Draws.bits(person, key)), stratum)
  }

  /// The party on which a draw of 32 bits falls; a larger draw falls on none before it.
  private static func party(draw: UInt64, _ stratum: Stratum) -> Int {
    pick(stratum.sympathies, Double(draw) * 0x1p-32)
  }

  /// The least draw that falls beyond a party, found by halving.
  private static func end(ofParty party: Int, _ stratum: Stratum) -> UInt64 {
    var (low, high): (UInt64, UInt64) = (0, 1 << 32)
    while low < high {
      let middle = (low + high) / 2
      if Casting.party(draw: middle, stratum) > party { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// The item on which luck in `0..<1` falls, among items of given non-negative weights.
func pick<Weights: BidirectionalCollection>(_ weights: Weights, _ luck: Double) -> Int
where Weights.Element == Double, Weights.Index == Int {
  let total = weights.reduce(0, +)
  var left = luck * total
  for i in weights.indices {
    left -= weights[i]
    if left < 0 { return i }
  }
  return weights.lastIndex { $0 > 0 } ?? weights.startIndex
}
