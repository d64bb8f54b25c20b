// Lists that are made anew in every hour cost more than what is written into them: those that an hour needs are kept, and
// those that a moment needs stand where they are gone with it.

/// Room that is kept from one hour to the next, and is no part of a run's state: what is in it means nothing once the
/// work is done that it is for.
@propertyWrapper
struct Kept<Room: Sendable>: Sendable {
  var wrappedValue: Room
}

extension Array {
  /// Becomes a list of other values in the room that it has.
  ///
  /// By an assignment both would share one room, and whichever changes next would make another.
  mutating func keep(_ values: some Collection<Element>) {
    removeAll(keepingCapacity: true)
    append(contentsOf: values)
  }

  /// Becomes a list of one value, so many times, in the room that it has.
  mutating func keep(_ value: Element, count: Int) { keep(repeatElement(value, count: count)) }
}

/// Room for some numbers, nought at first, that is gone when the work is done.
///
/// For what is asked once an hour: a closure that reads the world holds it, which takes longer than to make a list.
@inline(__always)
func withNoughts<Result>(
  _ count: Int,
  _ body: (UnsafeMutableBufferPointer<Double>) -> Result
) -> Result {
  withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { room in
    room.initialize(repeating: 0)
    return body(room)
  }
}

/// Hands out the room of two lists at once, each to be written in part by whoever shares the work.
func withLists<A, B, Result>(
  _ a: inout [A],
  _ b: inout [B],
  _ body: (UnsafeMutableBufferPointer<A>, UnsafeMutableBufferPointer<B>) -> Result
) -> Result {
  a.withUnsafeMutableBufferPointer { a in
    b.withUnsafeMutableBufferPointer { b in body(a, b) }
  }
}

/// The same of three.
func withLists<A, B, C, Result>(
  _ a: inout [A],
  _ b: inout [B],
  _ c: inout [C],
  _ body: (
    UnsafeMutableBufferPointer<A>, UnsafeMutableBufferPointer<B>, UnsafeMutableBufferPointer<C>
  ) -> Result
) -> Result {
  withLists(&a, &b) { a, b in
    c.withUnsafeMutableBufferPointer { c in body(a, b, c) }
  }
}

/// Hands out two lists at once, to be read.
func withLists<A, B, Result>(
  reading a: [A],
  _ b: [B],
  _ body: (UnsafeBufferPointer<A>, UnsafeBufferPointer<B>) -> Result
) -> Result {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in body(a, b) }
  }
}
