import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

struct EnsemblePlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Check a plan, and show how many runs it has, at which points, and what they cost."
  )

  @Argument(help: "The file of a plan.")
  var plan: String

  @Flag(help: "Make the first run of each arm to tell how long all will take.")
  var time = false

  @OptionGroup var output: OutputFlags

  /// The most points that a table shows.
  private static let mostShown = 20

  func run() throws {
    var found = Gathered()
    guard let worker = EnsembleWorker(of: plan, &found) else { throw Failure.badInput(found.all) }
    let seconds = time ? try secondsOfAll(worker) : nil
    try Terminal.say(output.json ? json(worker, seconds).text() : text(worker, seconds))
  }

  private func personHours(_ worker: EnsembleWorker) -> Int {
    let plan = worker.plan
    return plan.arms.indices.reduce(0) { $0 + worker.personHours(ofArm: $1) }
      * plan.pointCount * plan.replicates
  }

  /// How long all runs take on one thread, by the first of each arm.
  private func secondsOfAll(_ worker: EnsembleWorker) throws -> Double {
    let plan = worker.plan
    let each = plan.pointCount * plan.replicates
    Interruption.listen()
    return try plan.arms.indices.reduce(0.0) { sum, arm in
      let start = ContinuousClock.now
      let isDone = worker.isDone(arm * each, work: Work(isCancelled: { Interruption.hasCome }))
      guard isDone else { throw Failure.interrupted("interrupted; nothing was kept") }
      return sum + (ContinuousClock.now - start) / .seconds(1) * Double(each)
    }
  }

  private func json(_ worker: EnsembleWorker, _ seconds: Double?) -> JSON {
    let plan = worker.plan
    let points = (0..<plan.pointCount).map { point in
      JSON.array(worker.values(at: point).map { .double($0) })
    }
    return [
      "plan": .string(self.plan), "scenario": .string(worker.scenarios[0].id),
      "hash": .string(worker.scenarios[0].hash), "scale": .int(plan.scale),
      "days": .int(worker.scenarios[0].society.days.count), "seed": .number(plan.seed),
      "replicates": .int(plan.replicates), "arms": .array(plan.arms.map { .string($0.name) }),
      "parameters": .array((plan.design?.parameters ?? []).map { .string($0.path) }),
      "points": .array(points), "runs": .int(plan.roundCount),
      "runsAtMost": .int(plan.roundCount * (plan.precisions.isEmpty ? 1 : EnsemblePlan.mostRounds)),
      "personHours": .int(personHours(worker)),
      "secondsOnOneThread": seconds.map { .rounded($0) } ?? .null,
    ]
  }

  private func text(_ worker: EnsembleWorker, _ seconds: Double?) -> String {
    let plan = worker.plan
    var lines = [
      "\(worker.scenarios[0].title): \(plan.arms.count) worlds × \(plan.pointCount) points × "
        + "\(plan.replicates) seeds = \(plan.roundCount) runs at 1:\(plan.scale), "
        + "\(worker.scenarios[0].society.days.count) days each.",
      "\(Figures.told(Double(personHours(worker)))) person-hours in all.",
    ]
    if let seconds {
      lines.append(
        "By the first run of each world about \(Int(seconds.rounded(.up))) s on one thread, "
          + "\(Int((seconds / Double(Threads.usual)).rounded(.up))) s on \(Threads.usual)."
      )
    }
    if !plan.precisions.isEmpty {
      lines.append(
        "As many seeds again, up to \(EnsemblePlan.mostRounds) times, until "
          + plan.precisions.map { "\($0.measure) is known to \($0.text)" }.joined(separator: ", ")
          + "."
      )
    }
    guard let design = plan.design else { return lines.joined(separator: "\n") }
    let shown = (0..<min(plan.pointCount, Self.mostShown)).map { point in
      ["\(point)"] + worker.values(at: point).map { Figures.told($0) }
    }
    lines += [""] + Figures.aligned([["point"] + design.parameters.map(\.path)] + shown)
    if plan.pointCount > Self.mostShown {
      lines.append("… and \(plan.pointCount - Self.mostShown) more; --json has them all.")
    }
    return lines.joined(separator: "\n")
  }
}
