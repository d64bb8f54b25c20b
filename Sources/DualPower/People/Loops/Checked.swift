import CLanes

#if FOR_A_LEVEL
import DualPower
#endif

/// Holds a loop to what it relies on, in debug builds, and so in the tests.
///
/// The model is optimised there as elsewhere, where `assert` would be silent. In other builds nothing is asked.
@inline(__always)
func checked(_ holds: @autoclosure () -> Bool, _ claim: StaticString) {
  #if CHECKED_LOOPS
  if !holds() { fatalError("\(claim)") }
  #endif
}

/// A column of the people, by where it begins.
struct Cells {
  private let first: UnsafeMutablePointer<Lanes>
  private let count: Int

  /// - Parameters:
  ///   - first: Its first block.
  ///   - count: How many blocks it has.
  @inline(__always)
  init(_ first: UnsafeMutablePointer<Lanes>, count: Int) {
    self.first = first
    self.count = count
  }

  /// Begins to fetch a block, if there is such a one.
  @inline(__always)
  func fetch(_ block: Int) { lanesFetch(UnsafeRawPointer(first) + 64 &* block) }

  subscript(block: Int) -> Lanes {
    @inline(__always)
    get {
      checked(block >= 0 && block < count, "a block is read that its column has not")
      return first[block]
    }
    @inline(__always)
    nonmutating set {
      checked(block >= 0 && block < count, "a block is written that its column has not")
      first[block] = newValue
    }
  }
}
