import DualPowerScenario
import Foundation
import Hummingbird

/// What a reader asks to be run.
struct RunRequest: Equatable, Sendable {
  var scenario = ""
  var scale = 1
  var seed: UInt64 = 1
  var until: String?
  var without: [String] = []

  /// Reads what was sent.
  ///
  /// - Throws: ``Refusal`` with all findings at once.
  init(_ data: Data) throws(Refusal) {
    do {
      self = try JSONDecoder().decode(Draft.self, from: data).request
    } catch let findings as Draft.Findings {
      throw Refusal(.unprocessableContent, findings.sentences)
    } catch {
      throw Refusal(
        .badRequest,
        "The body is no JSON object. Send one such as {\"scenario\": \"petrograd-1917\", \"scale\": 10}."
      )
    }
  }

  /// A scenario at a scale, with all its mechanisms, to its last day.
  init(scenario: String = "", scale: Int = 1) {
    self.scenario = scenario
    self.scale = scale
  }

  /// The keys that can be given.
  enum Key: String, CaseIterable { case scenario, scale, seed, until, without }

  /// A request on its way, with everything that is wrong with it.
  private struct Draft: Decodable {
    struct Findings: Error { var sentences: [String] }
    struct AnyKey: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue _: Int) { nil }
    }

    var request = RunRequest()
    private var findings: [String] = []
    private static let scale = "a whole number from 1 to 1000000, such as 10 for 1:10,"
    private static let seed = "a whole number in quotes, from \"0\" to \"18446744073709551615\","

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: AnyKey.self)
      let known = Key.allCases.map(\.rawValue)
      for key in fields.allKeys.map(\.stringValue).sorted() where !known.contains(key) {
        findings.append(
          "\"\(key.prefix(40))\": no such key. The keys are \(known.joined(separator: ", "))."
        )
      }
      func value<Value: Decodable>(_ key: Key, _ wanted: String) -> Value? {
        let key = AnyKey(stringValue: key.rawValue)
        guard fields.contains(key) else { return nil }
        if let value = try? fields.decode(Value.self, forKey: key) { return value }
        findings.append("\"\(key.stringValue)\": \(wanted) is meant.")
        return nil
      }
      if let name: String = value(.scenario, "the name of a bundled scenario") {
        request.scenario = name
      } else if !fields.contains(AnyKey(stringValue: Key.scenario.rawValue)) {
        findings.append("\"scenario\": missing. Name one; /api/scenarios lists them.")
      }
      let scale: Int? = value(.scale, Self.scale)
      request.scale = scale.flatMap { try? LoadOptions.scale(parsing: "\($0)") } ?? 1
      if let scale, scale != request.scale { findings.append("\"scale\": \(Self.scale) is meant.") }
      let seed: String? = value(.seed, Self.seed)
      request.seed = seed.flatMap { try? LoadOptions.seed(parsing: $0) } ?? 1
      if let seed, (try? LoadOptions.seed(parsing: seed)) == nil {
        findings.append("\"seed\": \(Self.seed) is meant.")
      }
      request.until = value(.until, "a date, such as \"1917-04-05\",")
      request.without = value(.without, "a list of names of mechanisms") ?? []
      guard findings.isEmpty else { throw Findings(sentences: findings) }
    }
  }
}

extension RunRequest {
  /// How a scenario is to be loaded for it.
  var options: LoadOptions {
    var options = LoadOptions()
    options.scale = scale
    options.until = until
    options.without = without
    return options
  }
}
