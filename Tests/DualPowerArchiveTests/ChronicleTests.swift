import DualPowerScenario
import Testing

@testable import DualPower
@testable import DualPowerArchive

@Suite struct ChronicleTests {
  private func texts(_ change: (inout Event) -> Void = { _ in }) throws -> [String: String] {
    var record = try Invented.record()
    for index in record.events.indices { change(&record.events[index]) }
    let chronicle = Chronicle(record, of: try Invented.scenario())
    return Dictionary(uniqueKeysWithValues: chronicle.entries.map { ($0.kind, $0.text) })
  }

  @Test func `each kind of event has its sentence`() throws {
    let assembly = "The Assembly of the Yards"
    let expected: [String: String] = [
      "outbreak":
        "A tenth of the workers of Harbour, 36 people, had left work or obedience, and for "
        + "two days they did not go back.",
      "mutiny":
        "A tenth of the garrison of Harbour, 36 men, had gone over; the First Regiment turned "
        + "first.",
      "fire_ordered": "\(assembly) gave the order to fire; 36 people were out.",
      "regime_fell":
        "\(assembly) fell, 36 hours after the outbreak: no ministry and no high command "
        + "obeyed any more. The ropewalk had withdrawn first.",
      "government_formed": "\(assembly) took office with 36 ministers, led by the Reds.",
      "council_constituted": "\(assembly) constituted itself with 36 deputies. The ropewalk had "
        + "elected first.",
      "committee_formed":
        "Members of the ropewalk formed a committee, 36 hours after the outbreak.",
      "councils_merged": "\(assembly) and the King became one council.",
      "power_ceded": "\(assembly) left the vacant power to the King, on conditions, with an "
        + "aspiration of 36.00 on a scale of 1.",
      "power_claimed": "\(assembly) claimed the vacant power and passed over the King, with an "
        + "aspiration of 36.00 on a scale of 1.",
      "line_taken": "The Reds took a line, 36 hours after the outbreak.",
      "recognised_abroad":
        "The Isles recognised the Assembly of the Yards, the 36th power abroad to "
        + "do so.",
      "order":
        "The Cabinet contested an order of the Assembly of the Yards on war; 3,600% of those "
        + "addressed obeyed it.",
      "crisis": "The street rose against the Assembly of the Yards over war; 36 people were out.",
      "concession": "\(assembly) gave way on war, and policy moved by 36.00 on a scale of 1.",
      "discipline": "\(assembly) called people home and stood by the King; 36 people had been "
        + "out.",
      "coalition": "36 leaders of the King joined the Assembly of the Yards as ministers.",
      "overthrow": "\(assembly) took power from the King, with 36 people out.",
      "news": "News of the outbreak reached Harbour after 36 hours.",
      "conference_summoned": "\(assembly) summoned the councils to a conference; 36 were known.",
      "conference_met": "The conference met, with 36 delegates of 0 councils.",
      "vote": "\(assembly) voted on war, with 3,600% in favour.",
      "executive_elected": "\(assembly) elected an executive of 36, led by the Reds.",
      "circle_withdrew": "The ropewalk withdrew from the ruler, 36 hours after the outbreak.",
      "mutiny_put_down": "A first small mutiny was put down, and 36 men disarmed.",
      "troops_sent": "\(assembly) sent 36 men from the fronts against Harbour.",
      "troops_spent": "Of the troops from the fronts 36 men were left.",
      "party_called": "The Reds called 36 people out.",
      "crisis_faded": "The crisis died down after 36 hours, and no body had acted.",
      "capital_lost":
        "\(assembly) lost Harbour: 36 men could still be sent against the street, and no "
        + "more.",
      "officials_yielded": "Officials of Harbour yielded, 36 hours after the capital was lost.",
      "news_withheld":
        "Officials of Harbour had held the news back for 36 hours, until it leaked.",
    ]
    let texts = try texts()
    for kind in EventKind.allCases { #expect(texts[kind.id] == expected[kind.id]) }
  }

  @Test func `news tells of what happened elsewhere, to whom`() throws {
    var record = try Invented.record()
    func event(_ tick: Int, _ kind: EventKind, body: Int, subject: Int = -1) -> Event {
      Event(tick: tick, kind: kind, town: 0, body: body, subject: subject, amount: 3)
    }
    let told: [EventKind] = [.capitalLost, .regimeFell, .councilConstituted]
    record.events = [
      event(24, .capitalLost, body: 0), event(25, .regimeFell, body: 0),
      event(25, .councilConstituted, body: 2),
    ]
    record.events += zip(told, [0, 0, 2]).map {
      event(28, .news, body: $1, subject: Int($0.rawValue))
    }
    let entries = Chronicle(record, of: try Invented.scenario()).entries.suffix(3)
    #expect(
      entries.map(\.text) == [
        "News of the loss of Harbour reached Harbour after 3 hours.",
        "News of the fall of the King reached Harbour after 3 hours.",
        "News of the Assembly of the Yards reached Harbour after 3 hours.",
      ]
    )
    #expect(
      entries.map(\.subject) == ["capital_lost", "regime_fell", "council_constituted"]
    )
  }

  @Test func `what is not meant is not told`() throws {
    let texts = try texts {
      $0.subject = -1
      $0.town = -1
      $0.amount = 1
    }
    #expect(texts["mutiny"] == "A tenth of the garrison, 1 man, had gone over.")
    #expect(
      texts["power_claimed"]
        == "The Assembly of the Yards claimed the vacant power, with an aspiration of 1.00 on a scale "
        + "of 1."
    )
    #expect(
      texts["government_formed"] == "The Assembly of the Yards took office with 1 minister."
    )
    #expect(
      texts["vote"]
        == "The Assembly of the Yards voted on leaving power to the legal body, with 100% in favour."
    )
  }

  @Test func `a group with no name of its own is told by its kind and place`() throws {
    var record = try Invented.record()
    record.events = [
      Event(tick: 24, kind: .councilConstituted, town: 0, body: 2, subject: 0, amount: 3)
    ]
    var scenario = try Invented.scenario()
    scenario.names.kinds = [Name(id: "office", label: "Office")]
    scenario.names.groups[0] = Name(id: "office_9-desk-2", label: "office_9-desk 2")
    #expect(
      Chronicle(record, of: scenario).entries.map(\.text)
        == [
          "The Assembly of the Yards constituted itself with 3 deputies. An office (Quay) had "
            + "elected first."
        ]
    )
  }

  @Test func `deputies of no party are no party`() throws {
    let texts = try texts { $0.subject = 2 }
    #expect(
      texts["executive_elected"]
        == "The Assembly of the Yards elected an executive of 36, most of them of no party."
    )
    #expect(
      texts["line_taken"] == "The deputies of no party took a line, 36 hours after the outbreak."
    )
  }

  @Test func `days are told in both styles where they differ`() throws {
    let julian = Dating(try Invented.scenario())
    #expect(julian.day(5) == "Monday 27 February (12 March) 1917")
    #expect(julian.hour(tick: 5 * 24 + 7) == "07:00")
    let gregorian = Dating(try Invented.scenario(isJulian: false))
    #expect(gregorian.day(5) == "Monday 27 February 1917")
  }

  @Test func `events are told by day and hour`() throws {
    let chronicle = Chronicle(try Invented.run())
    let told = chronicle.days(heading: "## ", bullet: "- ") { $0.kind == "mutiny" }
    #expect(
      told == "## Friday 24 February (9 March) 1917\n\n"
        + "- 07:00 — \(chronicle.entries[1].text)\n" || told.contains("- 07:00 — A tenth")
    )
    #expect(chronicle.entries[1].id == "mutiny-1")
    #expect(chronicle.entries[1].at == "1917-02-23T07:00")
    #expect(chronicle.entries[1].atGregorian == "1917-03-08T07:00")
    #expect(chronicle.entries[1].place == "harbour")
  }
}
