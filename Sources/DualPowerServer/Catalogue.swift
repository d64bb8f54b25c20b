import DualPower
import DualPowerArchive
import DualPowerScenario
import Foundation
import HTTPTypes

/// What the page can run: in the browser, by the packs of the site, and what is larger here.
struct Catalogue: Sendable {
  /// Scales that are offered, where a society of it is neither too large nor too small to show much.
  private static let scales = [1, 10, 100, coarsest]
  static let coarsest = 1_000
  private static let fewestAgents = 1_000.0

  let loader: Loader
  let settings: ServerSettings

  /// An entry of the site's own list.
  private struct Pack: Decodable {
    var scenario: String
    var title: String
    var scale: Int
    var agents: Int
    var until: String
    var file: String
  }

  /// The list that the page reads: the site's own, then what this server adds to it.
  ///
  /// - Throws: A refusal where the site has none.
  func index() async throws -> JSON {
    let path = "\(settings.site)/packs/index.json"
    guard let data = FileManager.default.contents(atPath: path),
      let packs = try? JSONDecoder().decode([Pack].self, from: data)
    else { throw Refusal(.notFound, "The site has no packs. Build it with `make site`.") }
    var entries = packs.map { pack -> JSON in
      [
        "scenario": .string(pack.scenario), "title": .string(pack.title),
        "scale": .int(pack.scale), "agents": .int(pack.agents), "until": .string(pack.until),
        "file": .string(pack.file),
      ]
    }
    let sizes = await loader.sizes()
    for summary in loader.bundled {
      guard let size = sizes[summary.id] else { continue }
      let own = packs.filter { $0.scenario == summary.id }
      for larger in scales(of: size)
      where own.allSatisfy({ larger.scale < $0.scale }) {
        entries.append([
          "scenario": .string(summary.id), "title": .string(summary.title),
          "scale": .int(larger.scale), "agents": .int(larger.agents),
          "until": .string(own.first?.until ?? size.last), "isNative": true,
        ])
      }
    }
    return .array(entries)
  }

  /// The scenarios, and the scales at which this server offers them.
  func scenarios() async -> JSON {
    let sizes = await loader.sizes()
    var entries: [JSON] = []
    for summary in loader.bundled {
      guard let size = sizes[summary.id] else { continue }
      entries.append([
        "scenario": .string(summary.id), "title": .string(summary.title),
        "about": .string(summary.about),
        "scales": .array(
          scales(of: size).map {
            ["scale": .int($0.scale), "agents": .int($0.agents), "until": .string(size.last)]
          }
        ),
      ])
    }
    return .array(entries)
  }

  /// How many agents a scenario has at each scale, to a thousandth or so: groups are rounded to whole agents.
  private func scales(of size: Loader.Size) -> [(scale: Int, agents: Int)] {
    Self.scales.compactMap { scale in
      let agents = size.persons / Double(scale)
      guard agents <= Double(settings.mostAgents), scale == 1 || agents >= Self.fewestAgents else {
        return nil
      }
      return (scale, Int(agents.rounded()))
    }
  }
}
