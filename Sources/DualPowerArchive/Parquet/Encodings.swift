internal import CZstd

/// Encodings of Parquet: how the values of a page become bytes.
///
/// - Source: Apache Parquet, `Encodings.md`.
extension [UInt8] {
  /// Appends a number, seven bits a byte, the lowest first.
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Appends a number as its bytes, the lowest first.
  mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// Truths, eight to a byte, the first in the lowest bit.
  static func bits(_ values: [Bool]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: (values.count + 7) / 8)
    for (index, value) in values.enumerated() where value { bytes[index / 8] |= 1 << (index % 8) }
    return bytes
  }

  /// Small numbers as runs: one that repeats eight times or more is written once, the others are packed
  /// in groups of eight.
  static func runs(_ values: [UInt32], width: Int) -> [UInt8] {
    var out: [UInt8] = []
    var start = 0
    while start < values.count {
      let length = runLength(values, at: start)
      if length >= 8 {
        out.append(varint: UInt64(length) << 1)
        var value = values[start]
        for _ in 0..<(width + 7) / 8 {
          out.append(UInt8(truncatingIfNeeded: value))
          value >>= 8
        }
        start += length
        continue
      }
      var end = start
      while end < values.count && runLength(values, at: end) < 8 {
        end = Swift.min(end + 8, values.count)
      }
      out.append(packed: values[start..<end], width: width)
      start = end
    }
    return out
  }

  private static func runLength(_ values: [UInt32], at start: Int) -> Int {
    var end = start + 1
    while end < values.count && values[end] == values[start] { end += 1 }
    return end - start
  }

  private mutating func append(packed values: ArraySlice<UInt32>, width: Int) {
    let groups = (values.count + 7) / 8
    append(varint: UInt64(groups) << 1 | 1)
    var pending: UInt64 = 0
    var pendingBits = 0
    for position in 0..<groups * 8 {
      // The last group is filled up; a reader knows how many values there are.
      let value = position < values.count ? values[values.startIndex + position] : 0
      pending |= UInt64(value) << UInt64(pendingBits)
      pendingBits += width
      while pendingBits >= 8 {
        append(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        pendingBits -= 8
      }
    }
  }

  /// The bytes that were compressed with zstd; `nil` where they were not, or are more than is fit.
  public func decompressed(most: Int) -> [UInt8]? {
    withUnsafeBytes { packed in
      // Unknown sizes and faults are the greatest numbers that there are.
      let size = ZSTD_getFrameContentSize(packed.baseAddress, packed.count)
      guard size <= UInt64(most) else { return nil }
      var isWhole = false
      let content = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, length in
        let written = ZSTD_decompress(
          buffer.baseAddress,
          buffer.count,
          packed.baseAddress,
          packed.count
        )
        isWhole = ZSTD_isError(written) == 0 && written == Int(size)
        length = isWhole ? written : 0
      }
      return isWhole ? content : nil
    }
  }

  /// The bytes compressed with zstd.
  public var compressed: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(count)) { buffer, length in
      length = withUnsafeBytes {
        ZSTD_compress(buffer.baseAddress, buffer.count, $0.baseAddress, $0.count, 3)
      }
      precondition(ZSTD_isError(length) == 0, "zstd has room for what it compresses")
    }
  }
}
