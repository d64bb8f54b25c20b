/// Mean and variance of numbers.
struct Moments: Sendable, Equatable {
  let count: Int
  let mean: Double
  let variance: Double

  init(_ values: [Double]) {
    let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    count = values.count
    self.mean = mean
    variance =
      values.count > 1
      ? values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1) : 0
  }
}
