import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

struct ValidateModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate-model",
    abstract: "Hold the model against published results that it generalises.",
    discussion: """
      Each folder of Validation is a published result: a scenario that the ordinary engine runs, and
      what is expected of it. Exit code 0 where every row holds, 1 where one does not.
      docs/conformance.md tells what each row is.
      """
  )

  @Option(
    help: ArgumentHelp("Only this folder of Validation, or this row of it.", valueName: "name")
  )
  var only: [String] = []

  @Option(
    name: .customLong("threads"),
    parsing: .unconditional,
    help: ArgumentHelp(
      "Threads; what comes out is the same for any number. (default: one per processor)",
      valueName: "n"
    )
  )
  var threadsText: String?

  @OptionGroup var output: OutputFlags

  func run() throws {
    let classics = try load()
    let conformance = Conformance(classics.flatMap(\.rows))
    Interruption.listen()
    let tally = Tally(personHours: conformance.personHours, isQuiet: output.quiet)
    let threads = threadsText.flatMap { Int($0) } ?? Threads.usual
    let judged = try conformance.run(threads: threads, work: tally.work, finish: tally.finish)
    tally.clear()
    guard let judged, !Interruption.hasCome else {
      throw Failure.interrupted("interrupted; nothing was kept")
    }
    let result = ConformanceResult(classics: classics, rows: judged)
    try Terminal.say(output.json ? result.json.text(isIndented: true) : result.text)
    let broken = result.rows.filter { !$0.holds }.map(\.expectation.name)
    guard broken.isEmpty else {
      throw Failure.work(
        "\(broken.count) of \(result.rows.count) rows do not hold: "
          + "\(broken.joined(separator: ", ")). docs/conformance.md tells what each is."
      )
    }
  }

  /// The classics with the rows that are asked for, or all findings.
  private func load() throws(Failure) -> [Classic] {
    var found = Gathered()
    if let threadsText { found.check(threads: threadsText) }
    let classics = found.check { () throws(Findings) in try Classic.all() }
    guard let classics, found.isEmpty else { throw .badInput(found.all) }
    guard classics.contains(where: { !$0.rows.isEmpty }) else {
      throw .badRequest(["Validation: no folder with an expected.yaml; there is nothing to try."])
    }
    let unknown = only.filter { name in
      !classics.contains { $0.rows.contains { Self.isMeant($0, by: name) } }
    }
    guard unknown.isEmpty else {
      let names = classics.map(\.id).joined(separator: ", ")
      throw .badRequest(unknown.map { "--only \($0): no such folder or row; there are \(names)." })
    }
    guard !only.isEmpty else { return classics }
    return classics.compactMap { classic in
      var part = classic
      part.rows.removeAll { row in !only.contains { Self.isMeant(row, by: $0) } }
      return part.rows.isEmpty ? nil : part
    }
  }

  private static func isMeant(_ row: Expectation, by name: String) -> Bool {
    row.name == name || row.name.hasPrefix(name + "/")
  }
}
