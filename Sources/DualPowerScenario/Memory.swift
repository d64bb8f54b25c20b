import Foundation

/// What memory there is.
enum Memory {
  /// Bytes that this process can still have, as much as there can be where nothing is told.
  ///
  /// The machine has so many, the control group of the process may use so many, and it itself.
  static var free: Int { min(ofMachine, ofGroup, ofProcess) }

  private static var ofMachine: Int {
    let found = kibibytes(of: ["MemAvailable", "SwapFree"], in: "/proc/meminfo")
    return found.isEmpty ? .max : found.reduce(0, +)
  }

  private static var ofGroup: Int {
    // Version 2 alone has a path of its own; within a container it is the root.
    let lines = (text("/proc/self/cgroup") ?? "").split(separator: "\n")
    guard let own = lines.first(where: { $0.hasPrefix("0::") })?.dropFirst(3) else { return .max }
    let folder = "/sys/fs/cgroup" + own
    guard let most = number("\(folder)/memory.max"), let used = number("\(folder)/memory.current")
    else { return .max }
    return max(0, most - used)
  }

  private static var ofProcess: Int {
    var limit = rlimit()
    guard getrlimit(addressSpace, &limit) == 0, limit.rlim_cur < UInt64(Int.max) else {
      return .max
    }
    let held = kibibytes(of: ["VmSize"], in: "/proc/self/status").first ?? 0
    return max(0, Int(limit.rlim_cur) - held)
  }

  #if os(Linux)
  private static let addressSpace = __rlimit_resource_t(RLIMIT_AS.rawValue)
  #else
  private static let addressSpace = RLIMIT_AS
  #endif

  private static func kibibytes(of names: [String], in path: String) -> [Int] {
    (text(path) ?? "").split(separator: "\n").compactMap { line in
      guard let name = line.split(separator: ":").first, names.contains(String(name)) else {
        return nil
      }
      return Int(line.filter(\.isNumber)).map { $0 * 1_024 }
    }
  }

  private static func number(_ path: String) -> Int? {
    text(path).flatMap { Int($0.trimmed) }
  }

  private static func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }
}
