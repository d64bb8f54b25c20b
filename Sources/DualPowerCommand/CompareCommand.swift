import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Hold other worlds against a scenario: the same seeds, and what differs.",
    discussion: """
      Every draw belongs to a person and an hour, so two worlds share all luck but for what
      is changed:
        dualpower compare petrograd-1917 --scale 1:10 --without social_proof

      Several worlds at once are listed in a file, `arms: [{name, set, without, with}]`:
        dualpower compare petrograd-1917 --scale 1:10 --arms arms.yaml
      """
  )

  @Argument(help: "A bundled scenario (see 'dualpower scenarios') or the path of one.")
  var scenario: String

  @OptionGroup var changes: ScenarioChanges

  @Option(help: ArgumentHelp("Compare the worlds of a file.", valueName: "file"))
  var arms: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Add runs until the main measures are known to this share of their mean.",
      valueName: "5%"
    )
  )
  var precision: String?

  @OptionGroup var replicates: Replicates

  @OptionGroup var citing: Citing

  /// The most runs of each world that a precision adds up to, as a multiple of what was asked for.
  private static let mostRounds = 10

  func run() throws {
    let pairs = try load()
    let ledger = try replicates.ledger("compare", pairs.baseline)
    Interruption.listen()
    let (comparisons, count) = try compare(pairs, ledger)
    let result = CompareResult(
      pairs: pairs,
      comparisons: comparisons,
      replicates: count,
      precision: precision.map {
        CompareResult.Precision(asked: $0, isReached: isPrecise(comparisons))
      }
    )
    try keep(result, in: ledger)
    try citing.tell(
      replicates.output.json ? .object(result.json) : .text(result.text),
      Citation(
        pairs.baseline,
        command: command(count),
        seeds: (replicates.first, count),
        digest: nil
      )
    )
    if let out = replicates.out, !replicates.output.json {
      try Terminal.say("\nKept in \(out); to look at it, open \(out)/report.html.")
    }
  }

  /// The worlds, or all findings.
  private func load() throws(Failure) -> Pairs {
    let plans = try self.plans()
    var found = Gathered()
    var options = LoadOptions()
    options.scale = replicates.check(&found)
    options.until = replicates.horizon.until
    if let precision {
      found.check { () throws(Findings) in try LoadOptions.precision(parsing: precision) }
    }
    let base = options
    let baseline = found.check { () throws(Findings) in try Scenario.load(scenario, base) }
    // What is wrong with the scenario itself is said once.
    guard let baseline else { throw .badInput(found.all) }
    found.check { () throws(Findings) in
      try baseline.checkSize(as: scenario, runs: replicates.atOnce)
    }
    let arms = plans.compactMap { plan -> Arm? in
      var options = base
      options.sets = plan.sets
      options.without = plan.without
      options.overlays = plan.overlays
      let asked = options
      let loaded = found.check { () throws(Findings) in try Scenario.load(scenario, asked) }
      let isOff = plan.sets.isEmpty && plan.overlays.isEmpty
      let off = baseline.mechanisms.filter { isOff && plan.without.contains($0.id) }
      return loaded.map { Arm(name: plan.name, scenario: $0, off: off.map(\.mechanism)) }
    }
    guard found.isEmpty else { throw .badInput(found.all) }
    return Pairs(baseline, arms)
  }

  private func plans() throws(Failure) -> [ArmPlan] {
    let own = ArmPlan(
      name: "arm",
      sets: changes.set,
      without: changes.without,
      overlays: changes.with
    )
    let given = changes.given
    if let arms {
      let doubled = given.map { CompareFinding.besideArms(option: $0, file: arms) }
      guard doubled.isEmpty else { throw .badRequest(doubled.map(\.sentence)) }
      do {
        let plans = try ArmPlan.read(arms)
        let taken = plans.filter { $0.name == Pairs.baselineName }
        guard taken.isEmpty else {
          throw Failure.badRequest([CompareFinding.namedBaseline(file: arms).sentence])
        }
        return plans
      } catch let findings as Findings {
        throw .badInput(findings)
      } catch let failure as Failure {
        throw failure
      } catch {
        throw .work("\(arms): \(error)")
      }
    }
    guard !given.isEmpty else {
      throw .badRequest([CompareFinding.nothingChanged(scenario: scenario).sentence])
    }
    return [own]
  }

  private func compare(_ pairs: Pairs, _ ledger: Ledger) throws -> ([Comparison], Int) {
    let keys = pairs.scenarios.map { RunKey($0) }
    let tally = Tally(personHours: 0, isQuiet: replicates.output.quiet)
    var count = 0
    var comparisons: [Comparison] = []
    repeat {
      let seeds = replicates.seeds(count + replicates.count, after: count)
      count += replicates.count
      tally.extend(by: pairs.personHours * seeds.count)
      try Ensemble.each(seeds, threads: replicates.horizon.threads) { seed in
        let wanted = pairs.worlds.indices.filter {
          ledger.run(pairs.worlds[$0], key: keys[$0].of(seed: seed)) == nil
        }
        for world in pairs.worlds.indices where !wanted.contains(world) {
          let society = pairs.scenarios[world].society
          tally.advance(society.agentCount * society.days.count * 24)
        }
        try pairs.run(seed: seed, wanted, work: tally.work) { run in
          tally.finish()
          try ledger.add(run)
        }
      }
      tally.clear()
      guard !Interruption.hasCome else { throw Failure.interrupted(ledger) }
      let all = replicates.seeds(count)
      let runs = zip(pairs.worlds, keys).map { world, key in
        all.compactMap { ledger.run(world, key: key.of(seed: $0)) }
      }
      comparisons = pairs.arms.enumerated().map {
        Comparison($1.name, of: pairs, runs[0], runs[$0 + 1])
      }
    } while precision != nil && !isPrecise(comparisons)
      && count < replicates.count * Self.mostRounds
    try ledger.write()
    return (comparisons, count)
  }

  /// Whether the interval of each main measure is narrow enough in each arm.
  private func isPrecise(_ comparisons: [Comparison]) -> Bool {
    guard let precision, let share = try? LoadOptions.precision(parsing: precision) else {
      return true
    }
    return comparisons.allSatisfy { comparison in
      Scenario.mainMeasures.compactMap { comparison.row($0)?.difference }.allSatisfy {
        let interval = $0.interval()
        return (interval.high - interval.low) / 2 <= share * abs($0.baseline)
      }
    }
  }

  /// What to ask for to have the same again.
  private func command(_ count: Int) -> String {
    replicates.command(
      "compare",
      scenario,
      changes.given + (arms.map { ["--arms \($0)"] } ?? []),
      count: count
    )
  }

  private func keep(_ result: CompareResult, in ledger: Ledger) throws(Failure) {
    do {
      try ledger.write((result.json.text(isIndented: true) + "\n").utf8, to: "compare.json")
      let page = result.report(of: scenario, credit: command(result.replicates))
      try ledger.write(page.utf8, to: "report.html")
    } catch {
      throw Failure(error)
    }
  }
}

/// What is wrong with how a comparison was asked for.
enum CompareFinding: Equatable {
  /// Nothing makes the other world another.
  case nothingChanged(scenario: String)
  /// An option changes a world where a file says what the worlds are.
  case besideArms(option: String, file: String)
  /// An arm has the baseline's name.
  case namedBaseline(file: String)

  /// The finding as a sentence.
  var sentence: String {
    switch self {
    case .nothingChanged(let scenario):
      "\(scenario): nothing makes the other world another. "
        + "Give --set, --without or --with, or several worlds with --arms."
    case .besideArms(let option, let file):
      "\(option): the worlds are those of --arms \(file). Put it there, or leave one of them out."
    case .namedBaseline(let file):
      "\(file): an arm called \"\(Pairs.baselineName)\", as the scenario itself is. Rename it."
    }
  }
}
