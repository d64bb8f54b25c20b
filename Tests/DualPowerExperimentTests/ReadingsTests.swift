import DualPower
import DualPowerExperiment
import DualPowerScenario
import Testing

@Suite struct ReadingsTests {
  private func scenario(_ name: String, until: String, scale: Int) throws -> Scenario {
    var options = LoadOptions()
    options.scale = scale
    options.until = until
    return try Scenario.load(name, options)
  }

  private func simulation(_ scenario: Scenario, seed: UInt64 = 1) -> Simulation {
    var run = Simulation(scenario.society, seed: seed)
    while run.ticks < scenario.society.days.count * 24 { run.tick() }
    return run
  }

  @Test(arguments: [("petrograd-1917", "1917-03-08", 1_000), ("russia-1917", "1917-03-05", 10_000)])
  func `rows come in order, once each, within the bounds of their series`(
    name: String,
    until: String,
    scale: Int
  ) throws {
    let scenario = try scenario(name, until: until, scale: scale)
    let readings = Readings(scenario)
    let rows = readings.rows(of: simulation(scenario))
    #expect(!rows.isEmpty)
    for (one, next) in zip(rows, rows.dropFirst()) {
      #expect((one.series, one.place, one.hour) < (next.series, next.place, next.hour))
    }
    for row in rows {
      let note = readings.series[row.series]
      #expect(note.form.bounds.contains(row.value), "\(note.id): \(row.value)")
      #expect((0..<scenario.society.days.count * 24).contains(row.hour))
      #expect(note.form.isOfTowns == (row.place >= 0))
      #expect(note.kind == .level || row.hour == 0)
    }
  }

  @Test func `ids of series are their own and every one is read the same twice`() throws {
    for name in ["petrograd-1917", "russia-1917", "germany-1918", "courtyard"] {
      let ids = try Scenario.load(name, LoadOptions()).series.map(\.id)
      #expect(Set(ids).count == ids.count)
    }
    let scenario = try scenario("petrograd-1917", until: "1917-02-27", scale: 1_000)
    let run = simulation(scenario)
    #expect(Readings(scenario).rows(of: run) == Readings(scenario).rows(of: run.record))
  }

  @Test func `what a series says is what the record says`() throws {
    let scenario = try scenario("russia-1917", until: "1917-03-12", scale: 10_000)
    let run = simulation(scenario)
    let readings = Readings(scenario)
    let rows = readings.rows(of: run)
    func values(_ id: String, place: String? = nil) -> [(hour: Int, value: Double)] {
      let series = readings.series.firstIndex { $0.id == id }
      let town = place.map { id in readings.places.firstIndex { $0.id == id } ?? -2 } ?? -1
      return rows.filter { $0.series == series && $0.place == town }.map { ($0.hour, $0.value) }
    }
    let workers = try #require(scenario.names.strata.firstIndex { $0.id == "worker" })
    #expect(values("active.worker").map(\.value) == run.record.days.map { $0.active[workers] })
    #expect(values("councils").map(\.value) == run.record.days.map { Double($0.councils) })
    let moscow = try #require(scenario.names.towns.firstIndex { $0.id == "moscow" })
    let heard = try #require(run.record.towns.first { $0.town == moscow }).heardAt
    #expect(values("news", place: "moscow").map(\.value) == [Double(heard) / 24])
    // A month begins again at nought.
    let disturbances = values("disturbances")
    let inMarch = run.record.days.filter { scenario.calendar.month(day: $0.day) == 3 }
    #expect(disturbances.last?.value == inMarch.reduce(0) { $0 + $1.disturbances })
    // Soldiers over are kept where their number changes, and hold until then.
    let over = values("garrison_over")
    let share = values("garrison_share")
    let men = zip(scenario.society.strata, scenario.society.capitalPersons)
      .reduce(0) { $0 + ($1.0.bearing == .garrison ? $1.1 : 0) }
    for hour in run.record.hours {
      let held = try #require(over.last { $0.hour <= hour.tick })
      #expect(held.value == hour.garrisonOver * men)
      if hour.tick % 24 == 23 {
        #expect(share.first { $0.hour == hour.tick }?.value == hour.garrisonOver)
      }
    }
  }
}
