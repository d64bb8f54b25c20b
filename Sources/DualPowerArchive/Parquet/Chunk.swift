/// The values of one column in one row group, encoded.
struct Chunk {
  /// The values that are there, in Parquet's plain encoding, or their positions in the dictionary.
  var body: [UInt8] = []
  /// The distinct texts in plain encoding, for a column of text.
  var dictionary: [UInt8]?
  /// How many distinct texts there are.
  var dictionaryCount = 0
  /// How many values there are, absent ones among them.
  var count: Int
  /// How many are absent.
  var absent: Int
  /// The least and the greatest value in plain encoding, where there is one.
  var bounds: (least: [UInt8], greatest: [UInt8])?

  init(_ values: Column.Values, isNullable: Bool) {
    count = values.count
    absent = values.absent
    if isNullable {
      let levels = [UInt8].runs(values.presence.map { $0 ? 1 : 0 }, width: 1)
      body.append(littleEndian: UInt32(levels.count))
      body += levels
    }
    switch values {
    case .int32(let values), .date(let values): encode(values.compactMap(\.self))
    case .int64(let values), .timestamp(let values): encode(values.compactMap(\.self))
    case .double(let values): encode(values.compactMap(\.self))
    case .bool(let values): encode(values.compactMap(\.self))
    case .string(let values): encode(values.compactMap(\.self))
    }
  }

  private mutating func encode(_ values: [some FixedWidthInteger]) {
    for value in values { body.append(littleEndian: value) }
    guard let least = values.min(), let greatest = values.max() else { return }
    bounds = (Self.plain(least), Self.plain(greatest))
  }

  private mutating func encode(_ values: [Double]) {
    for value in values { body.append(littleEndian: value.bitPattern) }
    let ordered = values.filter { !$0.isNaN }
    guard let least = ordered.min(), let greatest = ordered.max() else { return }
    // Zero has two signs that compare equal; a reader may look for either within the bounds.
    bounds = (
      Self.plain((least == 0 ? -0.0 : least).bitPattern),
      Self.plain((greatest == 0 ? 0.0 : greatest).bitPattern)
    )
  }

  private mutating func encode(_ values: [Bool]) {
    body += .bits(values)
    guard !values.isEmpty else { return }
    bounds = ([values.contains(false) ? 0 : 1], [values.contains(true) ? 1 : 0])
  }

  private mutating func encode(_ values: [String]) {
    var positions: [String: UInt32] = [:]
    var distinct: [[UInt8]] = []
    let indices = values.map { value in
      if let position = positions[value] { return position }
      let position = UInt32(distinct.count)
      positions[value] = position
      distinct.append(Array(value.utf8))
      return position
    }
    let width = Int.bitWidth - max(0, distinct.count - 1).leadingZeroBitCount
    body.append(UInt8(max(1, width)))
    body += .runs(indices, width: max(1, width))
    dictionary = distinct.reduce(into: []) { bytes, text in
      bytes.append(littleEndian: UInt32(text.count))
      bytes += text
    }
    dictionaryCount = distinct.count
    // Byte by byte, as Parquet orders text.
    guard let least = distinct.min(by: { $0.lexicographicallyPrecedes($1) }),
      let greatest = distinct.max(by: { $0.lexicographicallyPrecedes($1) })
    else { return }
    bounds = (least, greatest)
  }

  private static func plain(_ value: some FixedWidthInteger) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: value)
    return bytes
  }
}
