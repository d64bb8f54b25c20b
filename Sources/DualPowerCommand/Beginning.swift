import DualPower
import DualPowerArchive
import DualPowerScenario

/// Where a run begins: with the first hour of a scenario, or where a checkpoint was taken.
struct Beginning {
  /// What is run.
  let scenario: Scenario
  /// What to ask for to have the same run.
  let recipe: Recipe
  /// What it goes on from, if anything.
  let checkpoint: Checkpoint?

  /// The first hour of a scenario.
  init(_ scenario: Scenario, _ recipe: Recipe) {
    self.scenario = scenario
    self.recipe = recipe
    checkpoint = nil
  }

  /// Where a checkpoint was taken: the run as it was, or a fork of it with what changes.
  init(checkpointAt path: String, _ course: RunCourse, changes: ScenarioChanges? = nil)
    throws(Failure)
  {
    if let threads = course.horizon.threadsText {
      var found = Gathered()
      found.check(threads: threads)
      guard found.isEmpty else { throw .badInput(found.all) }
    }
    do {
      let checkpoint = try Checkpoint(at: path)
      var recipe = checkpoint.recipe
      recipe.until = course.horizon.until
      let (until, kept) = (course.horizon.until, course.checkpoint)
      var scenario = try checkpoint.scenario(until: until, checkpoints: kept)
      if let changes {
        let fork = changes.fork(at: scenario.calendar.at(tick: checkpoint.ticks))
        recipe.forks.append(fork)
        scenario = try checkpoint.scenario(forkedBy: fork, until: until, checkpoints: kept)
      }
      try scenario.checkSize(as: path)
      self.scenario = scenario
      self.recipe = recipe
      self.checkpoint = checkpoint
    } catch let finding as CheckpointFinding {
      throw .badRequest([finding.sentence])
    } catch let findings as Findings {
      throw .badInput(findings)
    } catch {
      throw .work("\(path): \(error)")
    }
  }
}
