import Benchmark
import DualPower
import DualPowerExperiment
import DualPowerScenario

/// What a run is made of, one part at a time, on one thread.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration.metrics = [.wallClock]
  Benchmark.defaultConfiguration.maxDuration = .seconds(3)

  Benchmark("people stage, petrograd 1:100") { benchmark in
    var stage = PeopleStage(of: try run("petrograd-1917", hours: 260))
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { stage.decide() }
  }

  for scenario in ["petrograd-1917", "russia-1917"] {
    Benchmark("tick, \(scenario) 1:100") { benchmark in
      var simulation = try run(scenario, hours: 260)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations { simulation.tick() }
    }
  }

  Benchmark("digest, petrograd 1:100") { benchmark in
    let simulation = try run("petrograd-1917", hours: 260)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(simulation.digest()) }
  }

  Benchmark("loading petrograd 1:100") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try society("petrograd-1917")) }
  }
}

/// A bundled scenario at 1:100.
private func society(_ scenario: String) throws -> Society {
  var options = LoadOptions()
  options.scale = 100
  return try Scenario.load(scenario, options).society
}

/// A run of it after some hours.
private func run(_ scenario: String, hours: Int) throws -> Simulation {
  var simulation = Simulation(try society(scenario), seed: 1, loops: Level.best.loops)
  for _ in 0..<hours { simulation.tick() }
  return simulation
}
