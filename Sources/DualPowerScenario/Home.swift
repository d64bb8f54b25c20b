import Foundation

/// Where the bundled scenarios and assets lie.
public enum Home {
  /// The folder that holds `Scenarios`: that of the environment's `DUALPOWER_HOME`, else the nearest
  /// one above the running program, else the nearest above the working folder.
  public static func find() -> String? {
    if let named = ProcessInfo.processInfo.environment["DUALPOWER_HOME"], !named.isEmpty {
      return holdsScenarios(named) ? named : nil
    }
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().path
    let starts = [program, FileManager.default.currentDirectoryPath].compactMap { $0 }
    for start in starts {
      var folder = URL(filePath: start)
      while folder.path.count > 1 {
        if holdsScenarios(folder.path) { return folder.path }
        folder.deleteLastPathComponent()
      }
    }
    return nil
  }

  private static func holdsScenarios(_ folder: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: folder + "/Scenarios", isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
