// Elementary functions from + − × ÷ √ alone, so that every platform gives the same bits.

/// `e` to the power `x`.
///
/// - Accuracy: Within 2 ulp of the true value for `x` in `-700...700`; 0 below, the largest finite
///   value above.
/// - Source: Range reduction by Cody and Waite, then a Taylor polynomial of degree 13.
func exponential(_ x: Double) -> Double {
  if x < -700 { return 0 }
  if x > 700 { return Double.greatestFiniteMagnitude }
  let halves = nearest(x * 1.442_695_040_888_963_4)
  let rest = (x - halves * 0.693_147_180_369_123_8) - halves * 1.908_214_929_270_587_7e-10
  var sum = 1.0
  var degree = 13.0
  while degree > 0 {
    sum = 1 + rest / degree * sum
    degree -= 1
  }
  return sum * Double(bitPattern: UInt64(Int64(halves) + 1_023) &<< 52)
}

/// The natural logarithm of a positive number.
///
/// - Accuracy: Within 4 ulp of the true value, or 1e-16 absolute near 1, for normal numbers.
/// - Source: `2·artanh((m − 1)/(m + 1))` of the mantissa, m in `√½...√2`, by its series.
func logarithm(_ x: Double) -> Double {
  precondition(x > 0, "the logarithm of a number that is not positive")
  var exponent = Int64(x.bitPattern &>> 52) - 1_023
  var mantissa = Double(bitPattern: (x.bitPattern & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000)
  if mantissa > 1.414_213_562_373_095 {
    mantissa /= 2
    exponent += 1
  }
  let ratio = (mantissa - 1) / (mantissa + 1)
  let square = ratio * ratio
  var sum = 0.0
  var degree = 23.0
  while degree > 0 {
    sum = sum * square + 1 / degree
    degree -= 2
  }
  let scale = Double(exponent)
  return scale * 0.693_147_180_369_123_8 + (2 * ratio * sum + scale * 1.908_214_929_270_587_7e-10)
}

/// A non-negative number to a power; of 1 it is 1, as is asked of most towns in most hours.
func power(_ base: Double, _ exponent: Double) -> Double {
  if base == 1 { return 1 }
  return base <= 0 ? 0 : exponential(exponent * logarithm(base))
}

/// The hyperbolic tangent.
func hyperbolicTangent(_ x: Double) -> Double {
  let e = exponential(-2 * (x < 0 ? -x : x))
  let t = (1 - e) / (1 + e)
  return x < 0 ? -t : t
}

/// The value below which a standard normal variable falls with probability `p`.
///
/// - Accuracy: About 7 digits for `p` in `1e-9...1 - 1e-9`.
/// - Source: Wichura (1988), algorithm AS 241, routine PPND7, doi:10.2307/2347330.
func normalQuantile(_ p: Double) -> Double {
  let q = p - 0.5
  if q >= -0.425 && q <= 0.425 {
    let r = 0.180625 - q * q
    let top = ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
    let bottom = ((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1
    return q * top / bottom
  }
  let tail = q < 0 ? p : 1 - p
  var r = (-logarithm(tail)).squareRoot()
  let value: Double
  if r <= 5 {
    r -= 1.6
    let top = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
    let bottom = (0.12021132975 * r + 0.73700164250) * r + 1
    value = top / bottom
  } else {
    r -= 5
    let top = ((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150
    let bottom = (0.012258202635 * r + 0.24197894225) * r + 1
    value = top / bottom
  }
  return q < 0 ? -value : value
}

/// The chance of at least one event in one tick, from its hazard per hour.
func chance(_ hazard: Double) -> Double {
  // From there on what is left to 1 is less than half of the last bit.
  if hazard > 38 { return 1 }
  return hazard <= 0 ? 0 : 1 - exponential(-hazard)
}

/// The nearest whole number, the even one of two that are as near, for numbers below 2⁵¹.
///
/// As the processor that all share has no instruction for it, `rounded` would be a call.
func nearest(_ x: Double) -> Double { (x + 0x1.8p52) - 0x1.8p52 }

/// A number held within a range.
func clamp(_ x: Double, _ low: Double, _ high: Double) -> Double {
  x < low ? low : (x > high ? high : x)
}

/// A number held within `0...1`.
func unit(_ x: Double) -> Double { clamp(x, 0, 1) }
