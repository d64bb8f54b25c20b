public import DualPowerArchive

/// Why there is no run.
public enum RunFailure: Error, Equatable {
  /// There cannot be so many threads.
  case threads(ThreadFinding)
  /// There is nothing to go on from.
  case checkpoint(CheckpointFinding)
  /// What was to be kept on the way cannot be.
  case keeping(ArchiveFailure)
}
