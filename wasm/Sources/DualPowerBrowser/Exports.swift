import DualPower

/// The society that a run begins with, and the run; the module has one thread.
nonisolated(unsafe) private var society: Society?
nonisolated(unsafe) private var simulation: Simulation?

/// Memory for the caller to write a packed society to.
@_expose(wasm, "dp_alloc")
@c(dp_alloc)
public func allocate(_ byteCount: Int32) -> UnsafeMutableRawPointer {
  .allocate(byteCount: Int(byteCount), alignment: 16)
}

/// Gives such memory back.
@_expose(wasm, "dp_free")
@c(dp_free)
public func deallocate(_ pointer: UnsafeMutableRawPointer) { pointer.deallocate() }

/// Takes the society that was written to `pointer`, which the next run begins with.
///
/// - Returns: 1, or 0 where the bytes hold no society; nothing is then changed.
@_expose(wasm, "dp_load")
@c(dp_load)
public func load(_ pointer: UnsafeRawPointer, _ byteCount: Int32) -> Int32 {
  let bytes = [UInt8](UnsafeRawBufferPointer(start: pointer, count: Int(byteCount)))
  guard let loaded = Society(unpacking: bytes) else { return 0 }
  society = loaded
  return 1
}

/// Does without a mechanism, by its raw value, in the next run.
///
/// - Returns: 1, or 0 where there is no such mechanism.
@_expose(wasm, "dp_switch_off")
@c(dp_switch_off)
public func switchOff(_ mechanism: UInt32) -> Int32 {
  guard let known = Mechanism(rawValue: mechanism), society != nil else { return 0 }
  society?.switchOff(known)
  return 1
}

/// Sets a parameter, by its raw value, in the next run.
///
/// - Returns: 1, or 0 where there is no such parameter, or values change in the course of the run.
@_expose(wasm, "dp_set")
@c(dp_set)
public func set(_ parameter: Int32, _ value: Double) -> Int32 {
  guard let known = Parameter(rawValue: Int(parameter)), isPlain else { return 0 }
  society?.parameters[known] = value
  return 1
}

/// Sets a stratum's trait, by its raw value, in the next run.
///
/// - Returns: 1, or 0 where there is no such trait or stratum, or values change in the course of the run.
@_expose(wasm, "dp_set_trait")
@c(dp_set_trait)
public func set(_ trait: Int32, _ stratum: Int32, _ value: Double) -> Int32 {
  guard let known = Trait(rawValue: Int(trait)), isPlain,
    society?.strata.indices.contains(Int(stratum)) == true
  else { return 0 }
  society?.traits[known, Int(stratum)] = value
  return 1
}

/// Whether the society keeps its values from the first hour to the last.
///
/// An intervention holds all of them, so that another value would last until the first and no longer.
private var isPlain: Bool { society?.interventions.isEmpty ?? false }

/// Lays out the people of a run; its seed comes in two halves.
///
/// - Returns: 1, or 0 where no society was loaded.
@_expose(wasm, "dp_begin")
@c(dp_begin)
public func begin(_ seedLow: UInt32, _ seedHigh: UInt32) -> Int32 {
  guard let society else { return 0 }
  simulation = Simulation(society, seed: UInt64(seedHigh) << 32 | UInt64(seedLow))
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

/// The rows of the run from a tick on, as numbers; the caller gives the memory back.
///
/// The first number says how many there are in all; ``RowWriter`` tells what follows, and ``RowLayout`` which is which.
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
