/// A mean over independent runs, and the interval that holds it unless a chance of 5 % has come.
public struct MeanInterval: Sendable, Equatable {
  /// The mean; 0 of no runs.
  public let mean: Double
  /// Half the width of the interval; infinite of fewer than two runs, of which there is no spread.
  public let half: Double

  /// The mean of values, by Student's t.
  public init(_ values: [Double]) {
    let count = Double(values.count)
    let mean = values.isEmpty ? 0 : values.reduce(0, +) / count
    self.mean = mean
    guard values.count > 1 else {
      half = .infinity
      return
    }
    let isSame = values.allSatisfy { $0 == values[0] }
    let sum = isSame ? 0 : values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (sum / (count - 1) / count).squareRoot()
    half = error * StudentT.quantile(twoSided: 0.05, degrees: count - 1)
  }
}
