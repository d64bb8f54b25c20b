public import DualPower
public import DualPowerScenario

/// The exact state of a run at the end of a day, with all that it takes to go on from it.
///
/// It holds the scenario's own files, so that it needs none of them on disk.
public struct Checkpoint: Sendable {
  /// Its file, as the user named it.
  public private(set) var file: String
  /// What was asked for to have the run; the last day is not part of it.
  public private(set) var recipe = Recipe(scenario: "", seed: 0)
  /// Hours that the run has behind it.
  public private(set) var ticks = 0
  /// The day that is over, in the scenario's own calendar.
  public private(set) var date = ""
  private var id = ""
  private var hash = ""
  private var files: [ScenarioFile] = []
  private var digest: UInt64 = 0
  private var state: [UInt8] = []

  /// Takes a run as it stands at the end of a day.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - scenario: What is run.
  ///   - recipe: What was asked for.
  public init(of run: Simulation, _ scenario: Scenario, _ recipe: Recipe) {
    self.recipe = recipe
    self.recipe.until = nil
    ticks = run.ticks
    date = scenario.calendar.date(day: run.ticks / 24 - 1)
    file = "checkpoint-\(date).dpc"
    id = scenario.id
    hash = scenario.hash
    files = scenario.files
    digest = run.digest()
    state = run.state()
  }

  /// Reads a file.
  public init(at path: String) throws(CheckpointFinding) {
    file = path
    var wire = Wire(reading: try CheckpointFile.content(of: path))
    var version = ""
    wire.text(&version)
    guard version == Version.current else {
      throw CheckpointFinding(file: path, kind: wire.isBroken ? .unfit : .otherVersion(version))
    }
    transfer(&wire)
    guard !wire.isBroken, wire.isAtEnd, ticks > 0, ticks % 24 == 0 else { throw unfit }
  }

  /// Writes it into the folder of its run.
  public func write(to folder: ArchiveFolder) throws(ArchiveFailure) {
    var wire = Wire()
    var version = Version.current
    var copy = self
    wire.text(&version)
    copy.transfer(&wire)
    try folder.write(file, CheckpointFile.sealed(wire.bytes))
  }

  /// The scenario of the run, read from what the checkpoint holds.
  ///
  /// - Parameters:
  ///   - until: The last day; `nil` for all that there are.
  ///   - checkpoints: Days at whose end the run is to be kept.
  /// - Returns: The scenario.
  /// - Throws: ``DualPowerScenario/Findings`` about the days, or ``CheckpointFinding``.
  public func scenario(until: String?, checkpoints: [String]) throws -> Scenario {
    var options = LoadOptions()
    // A scale that cannot be asked for is one that no run has.
    guard let scale = try? LoadOptions.scale(parsing: "\(recipe.scale)") else { throw unfit }
    options.scale = scale
    options.sets = recipe.set
    options.without = recipe.without
    options.overlays = recipe.with
    options.until = until
    options.checkpoints = checkpoints
    options.daysDone = ticks / 24
    let scenario = try Scenario.load(again: files, id: id, options)
    guard scenario.hash == hash else { throw unfit }
    guard scenario.society.days.count > options.daysDone else {
      throw CheckpointFinding(file: file, kind: .atTheEnd(date: date))
    }
    return scenario
  }

  /// The run as it stood.
  ///
  /// - Parameters:
  ///   - scenario: What ``scenario(until:checkpoints:)`` gave.
  ///   - concurrently: As for a run that begins.
  ///   - loops: As for a run that begins.
  /// - Returns: The run, ready to go on.
  /// - Throws: ``CheckpointFinding`` where the state is none of a run of this scenario.
  public func simulation(
    of scenario: Scenario,
    concurrently: Concurrently = inOrder,
    loops: Loops = .baseline
  ) throws(CheckpointFinding) -> Simulation {
    let run = Simulation(
      scenario.society,
      seed: recipe.seed,
      from: state,
      concurrently: concurrently,
      loops: loops
    )
    guard let run, run.ticks == ticks, run.digest() == digest else { throw unfit }
    return run
  }

  private var unfit: CheckpointFinding { CheckpointFinding(file: file, kind: .unfit) }

  private mutating func transfer(_ wire: inout Wire) {
    wire.text(&recipe.scenario)
    wire.word(&recipe.seed)
    wire.value(&recipe.scale)
    for list in [\Recipe.set, \.without, \.with] {
      wire.list(&recipe[keyPath: list], "") { $0.text(&$1) }
    }
    wire.text(&id)
    wire.text(&hash)
    wire.list(&files, ScenarioFile(name: "", bytes: [])) {
      $0.text(&$1.name)
      $0.value(&$1.bytes)
    }
    wire.value(&ticks)
    wire.text(&date)
    wire.word(&digest)
    wire.value(&state)
  }
}

extension Wire {
  /// A text, as its bytes in UTF-8.
  fileprivate mutating func text(_ text: inout String) {
    var bytes = Array(text.utf8)
    value(&bytes)
    text = String(decoding: bytes, as: UTF8.self)
  }
}
