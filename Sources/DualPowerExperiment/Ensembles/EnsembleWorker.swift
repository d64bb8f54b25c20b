import DualPower
import DualPowerArchive
public import DualPowerScenario
import Foundation
import Synchronization

/// Makes the runs of a plan, one after another on any number of threads.
public struct EnsembleWorker: Sendable {
  /// The plan.
  public let plan: EnsemblePlan
  /// The scenario of each arm, at its own values.
  public let scenarios: [Scenario]
  let design: Design
  private let level: Level
  private let cells = Cells()

  /// A worker.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - scenarios: What ``EnsemblePlan/load()`` gave for it.
  ///   - level: How the loops over people were compiled; the runs are the same for any.
  public init(_ plan: EnsemblePlan, _ scenarios: [Scenario], level: Level = .best) {
    self.plan = plan
    self.scenarios = scenarios
    self.level = level
    design = Design(plan)
  }

  /// How many agents a run of an arm advances by an hour.
  public func personHours(ofArm arm: Int) -> Int {
    scenarios[arm].society.agentCount * scenarios[arm].society.days.count * 24
  }

  /// The heading of the journals of this plan.
  var heading: EnsembleHeading {
    EnsembleHeading(
      identity: plan.identity(scenarios, version: Version.current),
      scenario: scenarios[0].id,
      days: scenarios[0].society.days.count,
      names: scenarios.map { EnsembleNames($0, Readings($0)) }
    )
  }

  /// The command that makes a run of the plan.
  public func command(of run: EnsembleRun) -> String { recipe(of: run).command }

  private func recipe(of run: EnsembleRun) -> Recipe {
    let arm = plan.arms[run.arm]
    return Recipe(
      scenario: plan.scenario,
      seed: run.seed,
      scale: plan.scale,
      until: plan.until,
      set: arm.sets + plan.settings(design.values(at: run.point)),
      without: arm.without,
      with: arm.overlays
    )
  }

  /// The values of a point, one a parameter of the design.
  public func values(at point: Int) -> [Double] { design.values(at: point) }

  /// Makes a run and keeps nothing of it; whether it came to its end.
  public func isDone(_ number: Int, work: Work) -> Bool {
    (try? record(of: number, keepingIn: nil, work: work)) != nil
  }

  /// Makes a run, on this thread.
  ///
  /// A run that cannot be made is a record too, of why.
  ///
  /// - Parameters:
  ///   - number: Its number.
  ///   - folders: Where its whole folder is kept, by its name; `nil` for nowhere.
  ///   - work: How it is watched and ended.
  /// - Returns: Its record; `nil` where it was cancelled.
  /// - Throws: ``ArchiveFailure`` where its folder cannot be kept.
  func record(of number: Int, keepingIn folders: String?, work: Work) throws(ArchiveFailure)
    -> EnsembleRecord?
  {
    let began = (date: Date.now, instant: ContinuousClock.now)
    let run = plan.run(number)
    var record = EnsembleRecord(number: number, command: command(of: run))
    switch cells.cell(run.arm * plan.pointCount + run.point, { cell(of: run) }) {
    case .failure(let findings):
      record.failures = findings.told
      work.done(personHours(ofArm: run.arm))
    case .success(let cell):
      var simulation = Simulation(cell.scenario.society, seed: run.seed, loops: level.loops)
      guard simulation.run(toDay: cell.scenario.society.days.count, work) else { return nil }
      record.name = RunKey(cell.scenario).name(seed: run.seed)
      if let folders {
        let made = Run(simulation, of: cell.scenario, since: began.instant)
        let folder = try ArchiveFolder(at: "\(folders)/\(record.name)")
        try made.keep(Chronicle(made), recipe(of: run), in: folder, started: began.date)
      }
      record.digest = Hexadecimal.text(simulation.digest(), digits: 16)
      record.outcome = simulation.outcome.id
      let days = cell.scenario.society.days.count
      record.values = cell.measures.map { $0.value(of: simulation, days: days) }
      record.packed = EnsembleRecord.packed(cell.readings.rows(of: simulation))
    }
    return record
  }

  /// The record of a run that ended the program.
  func record(of end: RunsAtWork.Ended, work: Work) -> EnsembleRecord {
    let run = plan.run(end.run)
    work.done(personHours(ofArm: run.arm))
    return EnsembleRecord(
      number: end.run,
      command: command(of: run),
      failures: ["it ended the program, by signal \(end.signal): a fault of DualPower"]
    )
  }

  private func cell(of run: EnsembleRun) -> Result<Cell, Findings> {
    let arm = scenarios[run.arm]
    guard plan.design != nil else { return .success(Cell(arm)) }
    do throws(Findings) {
      let values = design.values(at: run.point)
      return .success(Cell(try plan.scenario(of: run.arm, arm, at: values)))
    } catch {
      return .failure(error)
    }
  }
}

/// An arm at a point.
private struct Cell: Sendable {
  let scenario: Scenario
  let measures: [Measure]
  let readings: Readings

  init(_ scenario: Scenario) {
    self.scenario = scenario
    measures = scenario.measures
    readings = Readings(scenario)
  }
}

/// The arms and points that are at work just now.
private final class Cells: Sendable {
  private static let most = 4
  private let held = Mutex<[(number: Int, cell: Result<Cell, Findings>)]>([])

  /// The cell of a number, made where it is not held; the one that was made first then goes.
  func cell(_ number: Int, _ make: () -> Result<Cell, Findings>) -> Result<Cell, Findings> {
    held.withLock { held in
      if let found = held.first(where: { $0.number == number }) { return found.cell }
      let made = make()
      if held.count == Self.most { held.removeFirst() }
      held.append((number, made))
      return made
    }
  }
}
