/// What a person did in an hour.
public enum Move: UInt8, CaseIterable, Sendable {
  /// She stayed as she was.
  case none
  /// She walked out.
  case walkedOut
  /// She followed a council's call to go home.
  case calledHome
  /// She was brought back: a small mutiny was put down.
  case broughtBack
  /// She went home for the night, from a protest against a body that is not the old one.
  case wentHomeAtNight
  /// She would not be out any more.
  case gaveUp
  /// She drifted home: what she was out against was gone.
  case driftedHome
}

extension Move {
  /// - Parameters:
  ///   - before: What she was out against as the hour began, 0 for nothing.
  ///   - after: The same as it ended.
  ///   - decision: What she would.
  ///   - outlook: What members of her cohort face.
  ///   - prospect: What members of her group face beside it.
  ///   - called: Her recognition of the council that calls people home; in 1/255.
  ///   - isFree: Whether the old order is gone where she lives.
  init(
    from before: UInt8,
    to after: UInt8,
    _ decision: Decision,
    _ outlook: Outlook,
    _ prospect: Prospect,
    called: UInt8,
    isFree: Bool
  ) {
    switch (before, after) {
    case (0, 0): self = .none
    case (0, _): self = .walkedOut
    case (_, 0):
      // The chances of one hour are laid end to end, and one number of luck falls among them.
      let call = (Int32(called) * outlook.call) >> 8
      if decision.luck < call {
        self = .calledHome
      } else if Int32(before) != outlook.object {
        self = .driftedHome
      } else if decision.luck < call + Int32(prospect.goHome) {
        self = isFree ? .wentHomeAtNight : .broughtBack
      } else {
        self = .gaveUp
      }
    default: self = .none
    }
  }
}
