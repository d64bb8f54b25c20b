import Testing

@testable import DualPowerArchive

@Suite struct SHA256Tests {
  @Test(arguments: [
    (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func `a row of the letter a has the published checksum`(count: Int, sum: String) {
    #expect(SHA256.hex([UInt8](repeating: UInt8(ascii: "a"), count: count)) == sum)
  }

  @Test func `so have the test vectors of the standard`() {
    #expect(
      SHA256.hex(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    )
  }

  @Test(arguments: [1, 63, 64, 65, 1_000])
  func `a checksum is the same however its bytes come`(piece: Int) {
    let bytes = (0..<1_234).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var hash = SHA256()
    for start in stride(from: 0, to: bytes.count, by: piece) {
      hash.add(bytes[start..<min(bytes.count, start + piece)])
      #expect(hash.hex == SHA256.hex(Array(bytes[..<min(bytes.count, start + piece)])))
    }
  }
}
