import ArgumentParser
import DualPowerArchive

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Hold kept folders against their checksums, and name each file that was changed.",
    discussion: "Exit code 0 where all is as it was written, 2 where something is not."
  )

  @Argument(help: "The folder of a run, a life or a gathered ensemble; more of them may follow.")
  var folders: [String]

  @OptionGroup var output: OutputFlags

  func run() throws {
    var found: [(folder: String, files: Int, findings: [KeptFinding])] = []
    for folder in folders {
      do throws(KeptFinding) {
        let kept = try KeptFolder(at: folder)
        found.append((folder, kept.files.count, kept.findings()))
      } catch {
        found.append((folder, 0, [error]))
      }
    }
    let sentences = found.flatMap { $0.findings.map(\.sentence) }
    if output.json {
      let json = found.map { folder, files, findings -> JSON in
        [
          "folder": .string(folder), "files": .int(files),
          "findings": .array(findings.map { .string($0.sentence) }),
        ]
      }
      try Terminal.say(JSON.object([.init("folders", .array(json))]).text(isIndented: true))
    } else {
      for (folder, files, findings) in found where findings.isEmpty {
        try Terminal.say("\(folder): \(files) files and the manifest are as they were written.")
      }
    }
    guard sentences.isEmpty else { throw Failure.badRequest(sentences) }
  }
}
