import Foundation

/// The file of a checkpoint: sealed, so that what was damaged is known before it is used.
///
/// `DPC` and the form, the bytes of the whole file as a number of eight bytes, the content compressed
/// with zstd, and the SHA-256 of all that in hexadecimal digits.
enum CheckpointFile {
  /// What a file begins with.
  static let magic = "DPC"
  /// The form of the content.
  static let form: Character = "1"

  private static let headBytes = 12
  private static let sealBytes = 64
  /// The most bytes of content that are unpacked.
  private static let mostBytes = 8 << 30

  /// The file that holds some content.
  static func sealed(_ content: [UInt8]) -> [UInt8] {
    let packed = content.compressed
    var file = Array("\(magic)\(form)".utf8)
    file.append(littleEndian: UInt64(headBytes + packed.count + sealBytes))
    file += packed
    return file + Array(SHA256.hex(file).utf8)
  }

  /// The content of a file.
  static func content(of path: String) throws(CheckpointFinding) -> [UInt8] {
    func finding(_ kind: CheckpointFinding.Kind) -> CheckpointFinding {
      CheckpointFinding(file: path, kind: kind)
    }
    let handle = try open(path)
    do {
      let head = [UInt8](try handle.read(upToCount: headBytes) ?? Data())
      let size = Int(try handle.seekToEnd())
      if let kind = fault(head, size: size) { throw finding(kind) }
      try handle.seek(toOffset: 0)
      let file = [UInt8](try handle.readToEnd() ?? Data())
      guard let content = unsealed(file) else { throw finding(.damaged) }
      return content
    } catch let finding as CheckpointFinding {
      throw finding
    } catch {
      throw finding(.unreadable(reason: "cannot be read"))
    }
  }

  private static func open(_ path: String) throws(CheckpointFinding) -> FileHandle {
    func refused() -> CheckpointFinding {
      let code = errno
      let reason = reason(code)
      let kind: CheckpointFinding.Kind = code == ENOENT ? .missing : .unreadable(reason: reason)
      return CheckpointFinding(file: path, kind: kind)
    }
    var info = stat()
    guard stat(path, &info) == 0 else { throw refused() }
    switch info.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw CheckpointFinding(file: path, kind: .folder)
    default: throw CheckpointFinding(file: path, kind: .unreadable(reason: "not a file"))
    }
    let file = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw refused() }
    return FileHandle(fileDescriptor: file, closeOnDealloc: true)
  }

  /// What is wrong with the beginning of a file, or with its size.
  private static func fault(_ head: [UInt8], size: Int) -> CheckpointFinding.Kind? {
    let mark = Array(magic.utf8)
    guard head.starts(with: mark), head.count > mark.count else { return .foreign }
    let found = Character(Unicode.Scalar(head[mark.count]))
    guard found == form else { return found.isNumber ? .otherForm(found) : .foreign }
    guard head.count == headBytes else {
      return .cutShort(bytes: size, wanted: headBytes + sealBytes)
    }
    let wanted = head.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 4, as: UInt64.self))
    }
    guard wanted == UInt64(size), size >= headBytes + sealBytes else {
      return .cutShort(bytes: size, wanted: Int(clamping: wanted))
    }
    return nil
  }

  /// What a whole file holds, if its seal is that of what stands before it.
  private static func unsealed(_ file: [UInt8]) -> [UInt8]? {
    let body = Array(file.dropLast(sealBytes))
    guard Array(SHA256.hex(body).utf8) == Array(file.suffix(sealBytes)) else { return nil }
    return Array(body[headBytes...]).decompressed(most: mostBytes)
  }
}
