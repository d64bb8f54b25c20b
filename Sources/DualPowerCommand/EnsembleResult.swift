import DualPowerArchive
import DualPowerExperiment

/// What an ensemble comes to, in words and as JSON.
struct EnsembleResult {
  let store: EnsembleStore
  let manifest: EnsembleManifest

  /// Gathers an ensemble.
  init(gathering store: EnsembleStore) throws {
    self.store = store
    let manifest = try store.gather(isCancelled: { Interruption.hasCome })
    guard let manifest else {
      throw Failure.interrupted(
        "interrupted while runs were gathered; they are kept in \(store.folder), and the same command "
          + "gathers them again"
      )
    }
    self.manifest = manifest
  }

  /// Ends with a failure where not every run is there.
  func check() throws(Failure) {
    guard manifest.failed == 0 else {
      throw Failure.work(
        "\(manifest.failed) of \(manifest.runs) runs failed; why, and how to have each again: "
          + "\(store.folder)/\(EnsembleStore.failedName)"
      )
    }
    guard manifest.isWhole else {
      let missing = manifest.runs - manifest.complete
      throw Failure.work(
        "\(missing) of \(manifest.runs) runs are still to be made; the tables hold the others. "
          + "Make them with 'ensemble work' or 'ensemble run', and gather again."
      )
    }
  }

  /// One object.
  var json: JSON {
    [
      "folder": .string(store.folder), "runs": .int(manifest.runs),
      "complete": .int(manifest.complete), "failed": .int(manifest.failed),
      "isWhole": .bool(manifest.isWhole),
      "precision": .array(
        manifest.precision.map { known in
          [
            "arm": .string(known.arm), "measure": .string(known.measure),
            "asked": .string(known.asked), "seeds": .int(known.seeds),
            "mean": .rounded(known.mean, digits: 6),
            "low": known.half.map { .rounded(known.mean - $0, digits: 6) } ?? .null,
            "high": known.half.map { .rounded(known.mean + $0, digits: 6) } ?? .null,
            "isReached": .bool(known.isReached),
          ]
        }
      ),
    ]
  }

  /// For a reader.
  var text: String {
    var lines = [
      "\(manifest.complete) of \(manifest.runs) runs are in \(store.folder): "
        + "a row each in \(EnsembleStore.summaryName), all readings in part-*.parquet."
    ]
    lines += manifest.precision.map {
      let half = $0.half.map { "± \(Figures.told($0))" } ?? "of one seed"
      let isEnough = $0.isReached ? "known to \($0.asked)" : "not known to \($0.asked)"
      return "\($0.arm): \($0.measure) \(Figures.told($0.mean)) \(half) over \($0.seeds) seeds, "
        + isEnough + "."
    }
    return lines.joined(separator: "\n")
  }

  /// What a share comes to.
  static func share(_ shard: Shard, made: Int, folder: String) -> JSON {
    [
      "folder": .string(folder), "shard": .string("\(shard.number)/\(shard.count)"),
      "made": .int(made),
    ]
  }
}
