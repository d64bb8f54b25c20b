import DualPower
public import DualPowerScenario

/// A part of the capital's people that may tell what is to come.
public struct Part: Sendable, Equatable {
  /// What it is a part by.
  public enum Kind: String, Sendable {
    case stratum, district, unit
  }

  /// What it is a part by.
  public let kind: Kind
  /// What it is called.
  public let name: Name

  /// Its share's name in a ledger.
  var key: String { "share.\(kind.rawValue).\(name.id)" }
}

/// What the strata, districts and units of the capital do in an hour: shares out, or over.
struct Deeds {
  /// By the key of each part.
  let shares: [String: Double]

  init(of run: Simulation, _ scenario: Scenario) {
    let society = scenario.society
    let names = scenario.names
    let all = run.groupShares
    var sums: [String: (out: Double, persons: Double)] = [:]
    func add(_ part: Part, _ group: Int) {
      let persons = Double(society.groups[group].size) * society.groups[group].represents
      let sum = sums[part.key] ?? (0, 0)
      sums[part.key] = (sum.out + all[group] * persons, sum.persons + persons)
    }
    for (g, group) in society.groups.enumerated()
    where society.places[group.place].town == society.capital {
      add(Part(kind: .stratum, name: names.strata[group.stratum]), g)
      add(Part(kind: .district, name: names.places[group.place]), g)
      if group.unit >= 0, society.strata[group.stratum].bearing == .garrison {
        add(Part(kind: .unit, name: names.units[group.unit]), g)
      }
    }
    shares = sums.mapValues { $0.out / $0.persons }
  }
}

extension Scenario {
  /// Every stratum, district and unit there is, in the order of the scenario.
  var parts: [Part] {
    names.strata.map { Part(kind: .stratum, name: $0) }
      + names.places.map { Part(kind: .district, name: $0) }
      + names.units.map { Part(kind: .unit, name: $0) }
  }
}
