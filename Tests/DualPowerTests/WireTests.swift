import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

@Suite struct WireTests {
  @Test(.tags(.claim))
  func `a society survives being packed and unpacked`() throws {
    let society = try Laboratory.scenario("courtyard").society
    let bytes = society.packed()
    let back = try #require(Society(unpacking: bytes))
    #expect(back.packed() == bytes)
    let digest = try Laboratory.run(society, hours: 48).digest()
    #expect(try Laboratory.run(back, hours: 48).digest() == digest)
  }

  @Test(.tags(.law), arguments: [0, 1, 7, 100, 1_000])
  func `bytes cut short are no society`(count: Int) throws {
    let bytes = try Laboratory.scenario("courtyard").society.packed()
    #expect(Society(unpacking: Array(bytes.prefix(count))) == nil)
  }

  @Test(.tags(.claim))
  func `a digest feels a single bit`() {
    var one = Wire.hashing
    var other = Wire.hashing
    var x = 1.0
    var y = 1.0.nextUp
    one.value(&x)
    other.value(&y)
    #expect(one.digest != other.digest)
  }
}
