import DualPower
import DualPowerScenario

/// A run as a page: what happened, pictures beside the evidence, and the tables behind them.
public struct Report {
  /// The pictures; those that a run has nothing to show in are left out.
  public let pictures: [Picture]
  /// Days of the map of councils, which the folder has beside the page.
  public let frames: [Picture]
  let run: Run
  let chronicle: Chronicle
  let recipe: Recipe

  /// A run as a page.
  public init(_ run: Run, _ chronicle: Chronicle, _ recipe: Recipe) {
    self.run = run
    self.chronicle = chronicle
    self.recipe = recipe
    let charts = Charts(run, chronicle, credit: Self.credit(run, recipe))
    pictures = charts.all
    frames = charts.frames
  }

  /// What stands under every picture.
  static func credit(_ run: Run, _ recipe: Recipe) -> String {
    "\(recipe.command) · digest \(run.digestText)"
  }
}
