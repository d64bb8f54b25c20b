import DualPower
import DualPowerScenario

extension Life {
  /// Who she is.
  var portraitJSON: JSON {
    let names = scenario.names
    let group = self.group
    return [
      "id": .int(Int(person.number)), "stratum": .string(names.strata[group.stratum].id),
      "group": .string(names.groups.at(person.group)?.id ?? ""),
      "kind": .string(names.kinds.at(group.kind)?.id ?? ""), "groupSize": .int(group.size),
      "place": .string(names.places[place].id), "town": .string(names.towns[town].id),
      "susceptibility": byte(temper.susceptibility), "riskAversion": byte(temper.risk),
      "obstinacy": .rounded(Double(temper.obstinacy) / 128),
      "conviction": .rounded((Double(temper.conviction) - 128) / 128),
      "party": .string(names.parties[temper.party].id),
    ]
  }

  /// What befell her.
  var json: JSON {
    let names = scenario.names
    let noons = glimpses.filter { $0.tick % 24 == 12 }
    return [
      "digest": .string(run.digestText),
      "story": .string(LifeStory(self).text),
      "moves": .array(
        glimpses.filter { $0.move != .none }.map {
          [
            "at": at($0.tick), "move": .string($0.move.id),
            "utility": utility($0.decision.utility), "terms": terms($0.decision),
          ]
        }
      ),
      "news": .array(
        news.map {
          [
            "at": at($0.tick), "kind": .string($0.kind.id),
            "body": names.bodies.at($0.body).map { .string($0.id) } ?? .null,
          ]
        }
      ),
      "elections": .array(
        elections.map { hour, delegates in
          [
            "at": at(glimpses[hour].tick), "body": .string(names.bodies[delegates.body].id),
            "deputies": .keyed(zip(names.parties, delegates.byParty).map { ($0.id, .rounded($1)) }),
          ]
        }
      ),
      "orders": .array(
        glimpses.flatMap { glimpse in
          glimpse.answers.map {
            [
              "at": at(glimpse.tick), "body": .string(names.bodies[$0.body].id),
              "domain": .string(names.domains[$0.domain].id),
              "contestedBy": names.bodies.at($0.contestedBy).map { .string($0.id) } ?? .null,
              "obeyed": .bool($0.obeyed),
            ]
          }
        }
      ),
      "allegiances": .array(
        allegiances.map {
          [
            "at": at(glimpses[$0.from].tick),
            "line": names.lines.at($0.line).map { .string($0.id) } ?? .null,
            "body": names.bodies.at($0.body).map { .string($0.id) } ?? .null,
          ]
        }
      ),
      "turned": turned.map {
        [
          "at": at(glimpses[$0.hour].tick), "from": .string(names.bodies[$0.from].id),
          "to": .string(names.bodies[$0.to].id),
        ]
      } ?? .null,
      "daily": .array(noons.map(hour)),
    ]
  }

  /// Every hour of it.
  var hoursJSON: JSON { .array(glimpses.map(hour)) }

  private func hour(_ glimpse: Glimpse) -> JSON {
    [
      "at": at(glimpse.tick), "isOut": .bool(glimpse.isOut), "move": .string(glimpse.move.id),
      "utility": utility(glimpse.decision.utility), "terms": terms(glimpse.decision),
      "recognition": .keyed(zip(scenario.names.columns, glimpse.held).map { ($0.id, byte($1)) }),
      "ration": .rounded(glimpse.ration), "hardship": .rounded(glimpse.hardship),
      "outOfGroup": .rounded(glimpse.outOfGroup), "outOfPlace": .rounded(glimpse.outOfPlace),
      "outOfTown": .rounded(glimpse.outOfTown),
      "authority": scenario.names.bodies.at(glimpse.authorityBody).map { .string($0.id) } ?? .null,
    ]
  }

  /// The terms that are not nought.
  private func terms(_ decision: Decision) -> JSON {
    .keyed(
      Reason.allCases.filter { decision[$0] != 0 }.map { ($0.id, utility(decision[$0])) }
    )
  }

  func at(_ tick: Int) -> JSON { .string(scenario.calendar.at(tick: tick)) }
  private func byte(_ byte: UInt8) -> JSON { .rounded(Double(byte) / 255) }
  func utility(_ term: Int32) -> JSON { .rounded(Double(term) / 1_024) }
}

extension LifePair {
  /// Where the two lives part; null where they do not.
  var partedJSON: JSON {
    func told(_ parting: Parting?) -> JSON {
      guard let parting else { return .null }
      let (here, there) = (one.glimpses[parting.hour], other.glimpses[parting.hour])
      var json: JSON = ["at": one.at(here.tick)]
      if let reason = parting.reason {
        json = json.with("term", .string(reason.id))
          .with("baseline", one.utility(here.decision[reason]))
          .with("arm", one.utility(there.decision[reason]))
      }
      return json
    }
    guard parting != nil else { return .null }
    return [
      "first": told(parting), "terms": told(partingOfTerms), "deeds": told(partingOfDeeds),
      "text": .string(LifePairStory(self).parting),
    ]
  }
}
