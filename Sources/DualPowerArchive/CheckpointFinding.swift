/// Why a run does not go on from a file.
public struct CheckpointFinding: Error, Equatable {
  /// What was found, as plain cases.
  public enum Kind: Sendable, Equatable {
    /// There is no such file.
    case missing
    /// It is a folder.
    case folder
    /// It is neither file nor folder, or may not be read.
    case unreadable(reason: String)
    /// It does not begin as a checkpoint does.
    case foreign
    /// It is a checkpoint of another form.
    case otherForm(Character)
    /// It has fewer bytes than it says, or more.
    case cutShort(bytes: Int, wanted: Int)
    /// Its checksum is not that of what it holds.
    case damaged
    /// Another version of DualPower wrote it.
    case otherVersion(String)
    /// What it holds does not fit together, or not with this program.
    case unfit
    /// It is of the last day that there is.
    case atTheEnd(date: String)
  }

  /// The file, as the user named it.
  public var file: String
  /// What was found.
  public var kind: Kind

  /// The finding as a sentence.
  public var sentence: String { "\(file): \(words)" }

  private var words: String {
    switch kind {
    case .missing:
      "no such file; a checkpoint is meant. Check the name."
    case .folder:
      "a folder; a checkpoint is meant. Name a file in it, such as checkpoint-1917-02-27.dpc."
    case .unreadable(let reason):
      "\(reason); a checkpoint is meant. Name a file that you may read."
    case .foreign:
      "not a checkpoint, which begins with \(CheckpointFile.magic). "
        + "Name a file that dualpower run --checkpoint wrote."
    case .otherForm(let form):
      "a checkpoint of form \(form); this program reads form \(CheckpointFile.form). "
        + "Use the program that wrote it, or run the scenario from its first hour."
    case .cutShort(let bytes, let wanted):
      "\(bytes) bytes, where the checkpoint has \(wanted). Copy it again, or write it anew."
    case .damaged:
      "damaged; what it holds is not what was written. Copy it again, or write it anew."
    case .otherVersion(let version):
      "written by DualPower \(version); this is \(Version.current), which may know another history. "
        + "Use DualPower \(version), or run the scenario from its first hour."
    case .unfit:
      "its state is not that of a run of its scenario with this program. "
        + "Use the program that wrote it, or run the scenario from its first hour."
    case .atTheEnd(let date):
      "of the end of \(date), the last day of its scenario; nothing is left to run. "
        + "Name an earlier checkpoint."
    }
  }
}
