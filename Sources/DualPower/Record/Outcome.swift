/// What a run came to.
public enum Outcome: UInt8, CaseIterable, Sendable {
  /// Nothing broke out.
  case noOutbreak
  /// It broke out and the incumbent held.
  case crushed
  /// One legal body rules.
  case legalAlone
  /// One council rules.
  case councilAlone
  /// Two or more bodies are obeyed side by side.
  case dualPower
  /// None of these.
  case other
}

extension Record {
  /// What the run has come to by now.
  ///
  /// Dual power holds if the effective number of authorities is at least 1.5, with no more than half
  /// of the people obeying nobody, on at least four fifths of the days from the third after the fall.
  func outcome(_ society: Society, fellAt: Int) -> Outcome {
    if fellAt < 0 {
      let began = events.contains { $0.kind == .outbreak || $0.kind == .mutiny }
      if !began { return .noOutbreak }
      // Held is a regime whose capital is quiet again; a capital that nobody holds is neither.
      let isQuiet = hours.last.map { $0.garrisonOver < 0.05 && $0.crowd < 1_000 } ?? false
      return isQuiet ? .crushed : .other
    }
    let since = days.filter { $0.day >= fellAt / 24 + 3 }
    guard let last = since.last else { return .other }
    let dual = since.count { $0.effectiveAuthorities >= 1.5 && $0.none <= 0.5 }
    if dual * 5 >= since.count * 4 { return .dualPower }
    if last.none > 0.5 { return .other }
    guard let leader = last.writ.indices.max(by: { last.writ[$0] < last.writ[$1] }) else {
      return .other
    }
    if last.effectiveAuthorities >= 1.5 { return .other }
    switch society.lines[society.bodies[leader].line].claim {
    case .incumbent: return .crushed
    case .successor: return .legalAlone
    case .constituent: return .councilAlone
    }
  }
}
