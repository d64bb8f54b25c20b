public import DualPower

#if canImport(LoopsV3) && canImport(LoopsV4)
import Foundation
import LoopsV3
import LoopsV4
#endif

/// The levels of the processor for which the loops over people are compiled.
///
/// - Source: The microarchitecture levels of the x86-64 psABI.
public enum Level: CaseIterable, Sendable {
  /// What any machine runs.
  case baseline
  /// With AVX2 and what came with it, from 2013.
  case v3
  /// With AVX-512 and what came with it.
  case v4

  /// The levels that this machine has.
  public static let had: [Level] = allCases.filter { $0.isHad }

  /// The highest of them.
  public static var best: Level { had.last ?? .baseline }

  /// The loops of this level, or of any machine where there are no others.
  public var loops: Loops {
    #if canImport(LoopsV3) && canImport(LoopsV4)
    switch self {
    case .baseline: .baseline
    case .v3: LoopsV3.loops
    case .v4: LoopsV4.loops
    }
    #else
    .baseline
    #endif
  }

  private var isHad: Bool {
    #if canImport(LoopsV3) && canImport(LoopsV4)
    Level.flags.isSuperset(of: needs)
    #else
    self == .baseline
    #endif
  }
}

#if canImport(LoopsV3) && canImport(LoopsV4)
extension Level {
  /// What Linux calls the features that a level needs; other systems are not asked.
  private var needs: [Substring] {
    switch self {
    case .baseline: []
    case .v3:
      [
        "cx16", "lahf_lm", "popcnt", "pni", "ssse3", "sse4_1", "sse4_2",
        "avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave",
      ]
    case .v4:
      Level.v3.needs + ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]
    }
  }

  private static let flags: Set<Substring> = {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
    else { return [] }
    return Set(line.split { $0 == " " || $0 == "\t" })
  }()
}
#endif
