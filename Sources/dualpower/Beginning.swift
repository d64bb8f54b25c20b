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

  /// Where a checkpoint was taken.
  init(checkpointAt path: String, until: String?, checkpoints: [String]) throws(Failure) {
    do {
      let checkpoint = try Checkpoint(at: path)
      scenario = try checkpoint.scenario(until: until, checkpoints: checkpoints)
      var recipe = checkpoint.recipe
      recipe.until = until
      self.recipe = recipe
      self.checkpoint = checkpoint
    } catch let finding as CheckpointFinding {
      throw .badRequest([finding.sentence])
    } catch let findings as Findings {
      throw .badInput(findings)
    } catch {
      throw .work("--from \(path): \(error)")
    }
  }
}
