import DualPowerScenario
import Foundation

/// Outlines of land, where set-up has put them; maps stand on plain ground without.
///
/// - Source: Natural Earth, 1:110 million, in the public domain.
enum Outlines {
  /// The land that may show in a window, as a picture's data; `nil` where there is none to be had.
  static func land(in view: MapView) -> JSON? {
    guard let home = Home.find(),
      let data = FileManager.default.contents(atPath: "\(home)/.assets/land.json"),
      let rings = try? JSONDecoder().decode([[[Double]]].self, from: data)
    else { return nil }
    let shown = rings.filter(view.mayShow)
    guard !shown.isEmpty else { return nil }
    let polygons = shown.map { ring -> JSON in
      [.array(ring.map { .array($0.map { .rounded($0) }) })]
    }
    return [
      "type": "Feature",
      "geometry": ["type": "MultiPolygon", "coordinates": .array(polygons)],
      "properties": [:],
    ]
  }
}
