import DualPower

/// The run that the page holds; the module has one thread.
nonisolated(unsafe) private var simulation: Simulation?

/// Memory for the page to write a packed society to.
@_expose(wasm, "dp_alloc")
@c(dp_alloc)
public func allocate(_ byteCount: Int32) -> UnsafeMutableRawPointer {
  .allocate(byteCount: Int(byteCount), alignment: 16)
}

/// Gives such memory back.
@_expose(wasm, "dp_free")
@c(dp_free)
public func deallocate(_ pointer: UnsafeMutableRawPointer) { pointer.deallocate() }

/// Begins a run of the society that was written to `pointer`; the seed comes in two halves.
///
/// The last argument has one bit for each mechanism that does not work, as in `Mechanisms`. It is asked
/// for here because some mechanisms act on what people are given before the first hour.
///
/// - Returns: 1, or 0 where the bytes hold no society; the earlier run then goes on.
@_expose(wasm, "dp_load")
@c(dp_load)
public func load(
  _ pointer: UnsafeRawPointer,
  _ byteCount: Int32,
  _ seedLow: UInt32,
  _ seedHigh: UInt32,
  _ off: UInt32
) -> Int32 {
  let bytes = [UInt8](UnsafeRawBufferPointer(start: pointer, count: Int(byteCount)))
  let seed = UInt64(seedHigh) << 32 | UInt64(seedLow)
  guard var society = Society(unpacking: bytes) else { return 0 }
  for mechanism in Mechanism.allCases where off & (1 &<< mechanism.rawValue) != 0 {
    society.switchOff(mechanism)
  }
  simulation = Simulation(society, seed: seed)
  return 1
}

/// Advances the run by a number of ticks.
@_expose(wasm, "dp_tick")
@c(dp_tick)
public func tick(_ count: Int32) {
  for _ in 0..<count { simulation?.tick() }
}

/// Ticks done so far.
@_expose(wasm, "dp_ticks")
@c(dp_ticks)
public func ticks() -> Int32 { Int32(simulation?.ticks ?? 0) }

/// The lower half of the digest.
@_expose(wasm, "dp_digest_low")
@c(dp_digest_low)
public func digestLow() -> UInt32 { UInt32(truncatingIfNeeded: simulation?.digest() ?? 0) }

/// The upper half of the digest.
@_expose(wasm, "dp_digest_high")
@c(dp_digest_high)
public func digestHigh() -> UInt32 {
  UInt32(truncatingIfNeeded: (simulation?.digest() ?? 0) >> 32)
}

/// What the run has come to by now, by its raw value.
@_expose(wasm, "dp_outcome")
@c(dp_outcome)
public func outcome() -> Int32 { Int32(simulation?.outcome.rawValue ?? 0) }

/// The rows of the run from a tick on, as numbers; the page gives the memory back.
///
/// The first number says how many there are in all; ``RowWriter`` tells what follows.
@_expose(wasm, "dp_rows")
@c(dp_rows)
public func rows(_ from: Int32) -> UnsafeMutablePointer<Double> {
  var writer = RowWriter()
  if let simulation { writer.write(simulation.record, from: Int(from)) }
  let numbers = writer.numbers
  let memory = UnsafeMutablePointer<Double>.allocate(capacity: numbers.count + 1)
  memory[0] = Double(numbers.count)
  for i in numbers.indices { memory[i + 1] = numbers[i] }
  return memory
}
