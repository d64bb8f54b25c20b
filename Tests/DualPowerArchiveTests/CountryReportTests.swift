import Foundation
import Testing

@testable import DualPower
@testable import DualPowerArchive
@testable import DualPowerScenario

@Suite struct CountryReportTests {
  private let run: Run
  private let report: Report
  private let spread: Spread

  init() throws {
    run = try Invented.country()
    report = Report(run, Chronicle(run), Invented.recipe)
    spread = try #require(Spread(run))
  }

  private func picture(_ id: String) throws -> Picture {
    try #require(report.pictures.first { $0.id == id })
  }

  @Test func `a country's report begins with its maps and curves`() throws {
    #expect(
      report.pictures.map(\.id).prefix(8) == [
        "councils-map", "writ-map", "spread", "writ-of-all", "authorities-of-all",
        "founding-people", "founding-distance", "countryside",
      ]
    )
    for picture in report.pictures {
      #expect(!picture.table.rows.isEmpty)
      #expect(picture.table.rows.allSatisfy { $0.count == picture.table.header.count })
    }
  }

  @Test func `a city's report has no map`() throws {
    let run = try Invented.run()
    #expect(Spread(run) == nil)
    #expect(Report(run, Chronicle(run), Invented.recipe).frames.isEmpty)
  }

  @Test func `a map's days run from the capital's council to the last`() {
    #expect(spread.frames == Array(3..<Invented.days))
    #expect(
      report.frames.map(\.id).prefix(2) == ["councils-1917-02-25", "councils-1917-02-26"]
    )
  }

  @Test func `a short run has a map for each of its days`() throws {
    var run = run
    run.record.days.removeLast(7)
    #expect(try #require(Spread(run)).frames == [3, 4])
  }

  @Test func `a town is as far as its bodies are`() throws {
    func states(_ town: Int) throws -> [Spread.State] {
      let place = try #require(spread.places.first { $0.town == town })
      return [3, 4, 5].map(place.state)
    }
    #expect(try states(Invented.mill) == [.old, .committee, .both])
    #expect(try states(Invented.forge) == [.old, .yielded, .yielded])
    #expect(try states(Invented.harbour) == [.council, .both, .both])
    #expect(
      try picture("councils-map").table.rows.map { $0.dropFirst().joined(separator: " ") }.prefix(3)
        == ["2 0 0 1 0", "0 1 1 0 1", "0 1 0 0 2"]
    )
  }

  @Test func `villages, armies and occupied land are no towns`() {
    #expect(
      Set(spread.places.map(\.town)) == [Invented.harbour, Invented.mill, Invented.forge]
    )
  }

  @Test func `villages with councils of their own are towns to a map`() throws {
    var run = run
    let organ = run.scenario.society.bodies.count - 1
    run.scenario.society.bodies[organ].seat = Invented.fields
    run.scenario.society.bodies[organ].region = -1
    #expect(try #require(Spread(run)).places.contains { $0.town == Invented.fields })
  }

  @Test func `the writ of a place is shared out between a council and a legal body`() {
    let writ = LocalWrit(run, on: [3, 4])
    func levels(_ town: Int) -> [LocalWrit.Level]? {
      writ.towns.first { $0.town == town }?.levels
    }
    #expect(levels(Invented.mill) == [.old, .council(50)])
    #expect(levels(Invented.fields) == [.old, .council(10)])
    #expect(levels(Invented.front) == [LocalWrit.Level.none, .none])
    #expect(levels(Invented.isle) == nil)
    #expect(abs(writ.leading(0).reduce(0, +) - 1) < 1e-9)
  }

  @Test(
    arguments: [
      (0, 0), (29, 0), (30, 1), (44, 1), (45, 2), (55, 2), (56, 3), (70, 3), (71, 4), (100, 4),
    ]
  )
  func `a share falls into the class that names it`(share: Int, place: Int) {
    #expect(LocalWrit.Level.council(share).place == place + 2)
  }

  @Test func `founding is told by class, with the middle day`() throws {
    #expect(
      try picture("founding-people").table.rows == [
        ["2,000 to 5,000", "1", "0", "–", "–", "–"],
        ["5,000 to 10,000", "1", "1", "1917-02-27 (of 1)", "1917-02-27 (of 1)", "–"],
      ]
    )
    #expect(try picture("founding-people").reading.contains("1 place without a council"))
  }

  @Test func `disturbances are told by month where there are months`() throws {
    var run = run
    run.record.days = (0..<60).map {
      var day = run.record.days[0]
      day.day = $0
      day.disturbances = 2
      return day
    }
    let pictures = Report(run, Chronicle(run), Invented.recipe).pictures
    #expect(
      pictures.first { $0.id == "disturbances" }?.table.rows == [
        ["February 1917", "7", "14"], ["March 1917", "31", "62"], ["April 1917", "22", "44"],
      ]
    )
  }

  @Test func `what towns did is counted, and what the whole society did is told`() {
    let page = report.html
    #expect(page.contains("Elsewhere officials of 2 places yielded, 1 committee took office."))
    #expect(page.contains("The Cabinet took office with 4 ministers, led by the Reds."))
    #expect(!page.contains("Officials of Mill yielded"))
  }

  @Test func `days on which only towns did something are told together and one by one`() throws {
    var run = run
    run.record.events += [(144, 1), (170, 2)].map { tick, town in
      Event(tick: tick, kind: .officialsYielded, town: town, body: 0, subject: -1, amount: 1)
    }
    let page = Report(run, Chronicle(run), Invented.recipe).html
    #expect(page.contains("<h3>28 February (13 March) to Wednesday 1 March (14 March) 1917</h3>"))
    #expect(page.contains("<p class=\"rest\">Elsewhere officials of 2 places yielded.</p>"))
    #expect(page.components(separatedBy: "Elsewhere officials of 1 place yielded.").count == 3)
  }

  @Test func `a conference has its table`() {
    let page = report.html
    #expect(page.contains("<h2>The conference</h2>"))
    #expect(page.contains("<td>On war</td><td>8 for, 3 against, 1 abstained</td>"))
    #expect(page.contains("<td>On bread</td><td>no vote</td>"))
    #expect(page.contains("<td>On leaving power to the legal body</td><td>75% for</td>"))
  }
}

@Suite struct MapViewTests {
  private func view(_ places: (Double, Double)...) -> MapView {
    MapView(places.map { Town(latitude: $0.0, longitude: $0.1) })
  }

  @Test func `one rule gives the parallels and the meridian of any country`() {
    let russia = view((36.3, 50), (69.1, 33), (55, 159.3), (52, 21.7))
    #expect(russia.parallels == [50, 70])
    #expect(russia.meridian == 95)
    let germany = view((47.7, 10), (54.9, 9), (51, 3.8), (52, 25))
    #expect(germany.parallels == [50, 60])
    #expect(germany.meridian == 15)
    let south = view((-55, -68), (-22, -65))
    #expect(south.parallels == [-30, -60])
  }

  @Test func `a country across the date line is drawn in one piece`() {
    let view = view((65, 170), (60, 178), (66, -172))
    #expect(view.meridian == 180)
    #expect(view.height(300) < 300)
  }

  @Test func `a single town has a map`() {
    let view = view((52, 13))
    #expect(view.height(300) > 0)
    #expect(view.height(300).isFinite)
  }

  @Test func `land far away is left out`() {
    let view = view((47.7, 10), (54.9, 20))
    #expect(view.mayShow([[8, 45], [12, 45], [10, 47]]))
    #expect(!view.mayShow([[-60, -10], [-50, -10], [-55, 0]]))
    #expect(!view.mayShow([[150, 50], [160, 50], [155, 55]]))
  }

  @Test func `a quarter of the globe is ten thousand kilometres`() {
    let way = Spread.kilometres(Town(latitude: 0, longitude: 0), Town(latitude: 0, longitude: 90))
    #expect(abs(way - 10_007.5) < 1)
  }
}
