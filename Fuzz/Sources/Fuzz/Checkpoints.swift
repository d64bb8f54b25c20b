import DualPower
import DualPowerScenario
import Foundation
import Synchronization

@testable import DualPowerArchive

/// Checkpoints: the file as it lies on disk, and what is in it where its seal was made anew.
enum Checkpoints {
  static func file(_ input: [UInt8]) {
    if input.starts(with: Array(CheckpointFile.magic.utf8)) {
      try? Array(input).write(to: path)
      _ = try? Checkpoint(at: path)
    } else if let checkpoint = try? Checkpoint("fuzz.dpc", holding: input) {
      goOn(from: checkpoint)
    } else {
      // Most of what is changed is the state, for which no more is needed than its own run.
      goOn(from: input)
    }
  }

  private static func goOn(from checkpoint: Checkpoint) {
    guard let scenario = try? checkpoint.scenario(until: nil, checkpoints: []) else { return }
    _ = try? checkpoint.simulation(of: scenario)
    goOn(from: checkpoint.state, scenario.society)
  }

  private static func goOn(from state: [UInt8]) { goOn(from: state, courtyard.society) }

  /// Its hash aside, which whoever changes a state can make anew.
  private static func goOn(from state: [UInt8], _ society: Society) {
    guard society.agentCount <= 1_000, society.groups.count <= 200,
      var run = Simulation(society, seed: 1, from: state)
    else { return }
    for _ in 0..<min(3, society.days.count * 24 - run.ticks) { run.tick() }
    _ = run.digest()
  }

  static let courtyard: Scenario = {
    do { return try Scenario.load("courtyard") } catch { fatalError("\(error)") }
  }()

  private static let path = Scratch.folder + "/fuzz.dpc"
}

/// A folder in memory, for what is read by its path.
enum Scratch {
  static let folder: String = {
    let path = "/dev/shm/dualpower-fuzz-\(getpid())"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }()
}

extension [UInt8] {
  func write(to path: String) throws { try Data(self).write(to: URL(filePath: path)) }
}
