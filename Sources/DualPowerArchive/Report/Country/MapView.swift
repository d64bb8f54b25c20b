import DualPower
import Foundation

/// A window on the globe that holds all towns: Albers' equal-area conic, and where it lies in a picture.
///
/// One rule for every country: one parallel at the middle of its towns' latitudes and one at their
/// edge farther from the equator, to the tens of degrees outside; the middle of their longitudes
/// upright, to the next five degrees east.
///
/// - Source: Snyder, *Map Projections: A Working Manual*, USGS Professional Paper 1395 (1987), §14.
struct MapView {
  /// The standard parallels, in degrees north.
  let parallels: [Double]
  /// The longitude that is drawn upright, in degrees east.
  let meridian: Double
  /// What is drawn, on a globe of radius 1.
  private let west: Double
  private let east: Double
  private let south: Double
  private let north: Double
  /// The degrees that towns lie within.
  private let latitudes: ClosedRange<Double>
  private let longitudes: ClosedRange<Double>

  /// A share of the width that is left free on each side.
  private static let margin = 0.03

  /// A window on towns; at least one.
  init(_ towns: [Town]) {
    let north = towns.map(\.latitude).max() ?? 0
    let south = towns.map(\.latitude).min() ?? 0
    latitudes = south...north
    longitudes = Self.span(towns.map(\.longitude))
    let middle = (south + north) / 2
    let sign: Double = middle < 0 ? -1 : 1
    let edge = middle < 0 ? south : north
    parallels = [
      sign * ((middle * sign / 10).rounded(.down) * 10),
      sign * max(10, (edge * sign / 10).rounded(.up) * 10),
    ].map { min(80, max(-80, $0)) }
    let upright = ((longitudes.lowerBound + longitudes.upperBound) / 2 / 5).rounded(.up) * 5
    meridian = upright > 180 ? upright - 360 : upright
    let cone = Cone(parallels, meridian: meridian)
    let points = towns.map { cone.point($0.latitude, $0.longitude) }
    west = points.map(\.x).min() ?? 0
    east = points.map(\.x).max() ?? 0
    self.south = points.map(\.y).min() ?? 0
    self.north = points.map(\.y).max() ?? 0
  }

  /// The shortest stretch of longitudes that holds all; beyond 180 where it crosses the date line.
  private static func span(_ longitudes: [Double]) -> ClosedRange<Double> {
    let sorted = longitudes.sorted()
    guard let first = sorted.first, let last = sorted.last else { return 0...0 }
    var widest = first + 360 - last
    var span = first...last
    for (one, next) in zip(sorted, sorted.dropFirst()) where next - one > widest {
      widest = next - one
      span = next...(one + 360)
    }
    return span
  }

  private func scale(_ width: Double) -> Double {
    width * (1 - 2 * Self.margin) / max(east - west, (north - south) / 2, 1e-6)
  }

  /// The height of a picture of a width.
  func height(_ width: Double) -> Double {
    (scale(width) * (north - south) + 2 * Self.margin * width).rounded()
  }

  /// The projection for a picture of a width, as Vega-Lite takes it.
  func projection(_ width: Double) -> JSON {
    let scale = scale(width)
    let down = height(width) / 2 + scale * (south + north) / 2
    return [
      "type": "conicEqualArea", "parallels": .array(parallels.map { .rounded($0) }),
      "rotate": [.rounded(-meridian), 0], "center": [0, 0], "scale": .rounded(scale, digits: 7),
      "translate": [
        .rounded(width / 2 - scale * (west + east) / 2, digits: 7), .rounded(down, digits: 7),
      ],
    ]
  }

  /// Whether a ring of land may show in the window.
  func mayShow(_ ring: [[Double]]) -> Bool {
    let reach = 15.0
    let ys = ring.map { $0[1] }
    guard let low = ys.min(), let high = ys.max(),
      high >= latitudes.lowerBound - reach, low <= latitudes.upperBound + reach
    else { return false }
    // Meridians lie close together in the north, so that a window is wider there in degrees.
    let half = (longitudes.upperBound - longitudes.lowerBound) / 2 + 2 * reach
    let middle = (longitudes.upperBound + longitudes.lowerBound) / 2
    return ring.contains { abs(($0[0] - middle).remainder(dividingBy: 360)) <= half }
  }
}

/// Albers' cone on a globe of radius 1.
private struct Cone {
  private let n: Double
  private let c: Double
  private let meridian: Double

  init(_ parallels: [Double], meridian: Double) {
    let first = sin(parallels[0] * .pi / 180)
    n = (first + sin(parallels[1] * .pi / 180)) / 2
    c = 1 + first * (2 * n - first)
    self.meridian = meridian
  }

  func point(_ latitude: Double, _ longitude: Double) -> (x: Double, y: Double) {
    let angle = (longitude - meridian).remainder(dividingBy: 360) * .pi / 180 * n
    let radius = max(0, c - 2 * n * sin(latitude * .pi / 180)).squareRoot() / n
    return (radius * sin(angle), c.squareRoot() / n - radius * cos(angle))
  }
}
