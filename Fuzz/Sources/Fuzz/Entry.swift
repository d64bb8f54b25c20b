import Foundation

/// What the fuzzer calls once: the first word of the command names the parser, or `--seeds FOLDER` has inputs
/// written there to begin with.
@_cdecl("LLVMFuzzerInitialize")
func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
  let all = (1..<max(1, Int(count.pointee))).compactMap { i in
    words.pointee[i].map { (i, String(cString: $0)) }
  }
  if all.first?.1 == "--seeds", all.count == 2 {
    do { try Seeds.write(to: all[1].1) } catch { print("fuzz: \(error)") }
    exit(0)
  }
  guard let (place, name) = all.first(where: { !$0.1.hasPrefix("-") }),
    let found = Parsers.all.first(where: { $0.name == name })
  else {
    let names = Parsers.all.map(\.name).joined(separator: ", ")
    print("fuzz: name a parser first: \(names). Options of libFuzzer and folders of inputs follow.")
    exit(2)
  }
  // The rest is the fuzzer's own.
  for i in place..<Int(count.pointee) - 1 { words.pointee[i] = words.pointee[i + 1] }
  count.pointee -= 1
  chosen = found
  return 0
}

/// What it calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  chosen.read(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Set before the first input, on the only thread that there is.
private nonisolated(unsafe) var chosen = Parsers.all[0]
