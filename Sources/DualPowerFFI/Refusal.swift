import DualPowerArchive

/// Why something was not done, in the sentences of the command.
struct Refusal: Error {
  /// Whether who asked can mend it, rather than the machine having failed.
  let isBadInput: Bool
  let sentences: [String]

  init(isBadInput: Bool, _ sentences: [String]) {
    self.isBadInput = isBadInput
    self.sentences = sentences
  }

  /// Why a run was not kept.
  init(_ failure: ArchiveFailure) {
    switch failure {
    case .noName, .notAFolder, .notOurs: isBadInput = true
    case .cannotMake, .cannotWrite, .interrupted: isBadInput = false
    }
    sentences = [failure.sentence]
  }

  var json: JSON {
    ["isBadInput": .bool(isBadInput), "sentences": .array(sentences.map { .string($0) })]
  }
}
