import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

/// Why the command ends other than well.
enum Failure: Error {
  /// The user can mend the scenario or an option.
  case badInput(Findings)
  /// The user can mend what else was asked for, as the sentences say.
  case badRequest([String])
  /// The machine could not do it.
  case work(String)
  /// The user interrupted it; the sentence says what is left.
  case interrupted(String)

  static let badInputCode: Int32 = 2

  /// Why a run was not kept.
  init(_ failure: ArchiveFailure) {
    self =
      switch failure {
      case .noName, .notAFolder, .notOurs: .badRequest([failure.sentence])
      case .cannotMake, .cannotWrite: .work(failure.sentence)
      case .interrupted: .interrupted(failure.sentence)
      }
  }

  /// Why there is no run.
  init(_ failure: RunFailure) {
    self =
      switch failure {
      case .threads(let finding): .badRequest([finding.description])
      case .checkpoint(let finding): .badRequest([finding.sentence])
      case .keeping(let failure): Failure(failure)
      }
  }

  /// Why runs are not kept.
  init(_ failure: LedgerFailure) {
    self =
      switch failure {
      case .notAFolder, .notOurs, .ofOthers: .badRequest([failure.sentence])
      case .cannotWrite: .work(failure.sentence)
      }
  }

  /// Many runs were interrupted.
  static func interrupted(_ ledger: Ledger) -> Failure {
    .interrupted(
      ledger.folder.map {
        "interrupted; \(ledger.count) runs are kept in \($0), and the same command goes on from them"
      } ?? "interrupted; nothing was kept. With --out the runs that are done stay"
    )
  }

  var exitCode: Int32 {
    switch self {
    case .work: 1
    case .badInput, .badRequest: Self.badInputCode
    case .interrupted: 130
    }
  }

  var sentences: [String] {
    switch self {
    case .badInput(let findings): findings.told
    case .badRequest(let sentences): sentences
    case .work(let sentence), .interrupted(let sentence): [sentence]
    }
  }
}
