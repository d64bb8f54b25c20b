public import DualPowerArchive

/// Why an ensemble cannot go on.
public enum EnsembleFailure: Error, Equatable {
  /// Something that is no folder stands there.
  case notAFolder(String)
  /// A folder with other things in it stands there.
  case notOurs(String)
  /// It holds runs of another plan.
  case ofAnotherPlan(String)
  /// It holds runs of the same plan, of a scenario or a version that has changed since.
  case ofAnotherWorld(String)
  /// There is no ensemble to gather.
  case nothingThere(String)
  /// It cannot be read or written.
  case stream(StreamFailure)
  /// The folder of a run cannot be kept.
  case keeping(ArchiveFailure)

  /// Whether the user can mend it by asking for something else.
  public var isBadRequest: Bool {
    switch self {
    case .stream, .keeping: false
    default: true
    }
  }

  /// The failure as a sentence.
  public var sentence: String {
    switch self {
    case .notAFolder(let path):
      "--out \(path): there is a file of this name; an ensemble is kept in a folder. Name another."
    case .notOurs(let path):
      "--out \(path): there are other things in this folder, and no \(EnsembleStore.planName). "
        + "Name a new one."
    case .ofAnotherPlan(let path):
      "--out \(path): it holds runs of another plan, \(path)/\(EnsembleStore.planName). "
        + "Name a new folder, or ask for that plan again."
    case .ofAnotherWorld(let path):
      "--out \(path): the scenario or the version of DualPower has changed since its first runs, and "
        + "runs of two are not mixed. Name a new folder, or put back what was changed."
    case .nothingThere(let path):
      "\(path): no runs of an ensemble. Name the folder that 'ensemble work' was given."
    case .stream(let failure): failure.sentence
    case .keeping(let failure): failure.sentence
    }
  }
}
