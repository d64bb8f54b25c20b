import ArgumentParser
import DualPower
import DualPowerExperiment
import DualPowerScenario

/// Who is to be followed.
struct PersonChoice: ParsableArguments {
  @Option(
    name: .customLong("id"),
    parsing: .unconditional,
    help: ArgumentHelp("The person of this number. (default: the first)", valueName: "p")
  )
  var number: String?

  @Option(help: ArgumentHelp("The first person of a stratum.", valueName: "stratum"))
  var stratum: String?

  @Option(
    help: ArgumentHelp(
      "The first person of a district; the beginning of its id will do.",
      valueName: "district"
    )
  )
  var place: String?

  @Flag(help: "The person at the head of the group that elected first.") var firstDeputy = false

  @Flag(
    help:
      "The first person who came to recognise a council more than the legal body; if none, the other way."
  )
  var turned = false

  /// The options, as a user writes them.
  var words: [String] {
    (number.map { ["--id", $0] } ?? []) + (stratum.map { ["--stratum", $0] } ?? [])
      + (place.map { ["--place", $0] } ?? []) + (firstDeputy ? ["--first-deputy"] : [])
      + (turned ? ["--turned"] : [])
  }

  /// Whom the options mean, or all findings.
  func choose(in scenario: Scenario, scale: String?) throws(Failure) -> Following.Choice {
    let ways = [
      number.map { "--id \($0)" },
      stratum.map { "--stratum \($0)" } ?? place.map { "--place \($0)" },
      firstDeputy ? "--first-deputy" : nil, turned ? "--turned" : nil,
    ].compactMap { $0 }
    guard ways.count < 2 else { throw .badRequest([PersonFinding.twoChoices(ways).sentence]) }
    if firstDeputy { return .firstDeputy }
    if turned { return .turned }
    if let number { return .person(try person(number, in: scenario)) }
    return .person(try person(in: scenario))
  }

  private func person(_ text: String, in scenario: Scenario) throws(Failure) -> Person {
    let last = scenario.society.personNumbers - 1
    guard let number = UInt32(text), number <= last else {
      throw .badRequest([PersonFinding.noSuchNumber(text, last: last).sentence])
    }
    let person = scenario.society.person(atOrBefore: number)
    guard let person, person.number == number else {
      let near = person?.number ?? 0
      throw .badRequest([PersonFinding.notSimulated(number: number, nearest: near).sentence])
    }
    return person
  }

  private func person(in scenario: Scenario) throws(Failure) -> Person {
    var found = Gathered()
    let names = scenario.names
    let s = stratum.flatMap { id in
      found.check { () throws(Findings) in
        try names.strata.position(of: id, kind: "stratum", option: "--stratum")
      }
    }
    let p = place.flatMap { id in
      found.check { () throws(Findings) in
        try names.places.position(of: id, kind: "place", option: "--place")
      }
    }
    guard found.isEmpty else { throw .badInput(found.all) }
    let groups = scenario.society.groups
    let first = groups.firstIndex { group in
      [nil, group.stratum].contains(s) && [nil, group.place].contains(p)
    }
    guard let first else {
      let there = Set(groups.filter { [nil, $0.place].contains(p) }.map(\.stratum))
      throw .badRequest([
        PersonFinding.nobodyThere(
          asked: words.joined(separator: " "),
          strata: there.sorted().map { names.strata[$0].id }
        ).sentence
      ])
    }
    return scenario.society.firstPerson(ofGroup: first)
  }
}
