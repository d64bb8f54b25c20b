import ArgumentParser
import DualPowerExperiment
import DualPowerScenario
import DualPowerServer
import Foundation

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the lab: the page, runs that are made here, and runs that were kept."
  )

  @Option(help: ArgumentHelp("The port to listen at; 0 for any that is free.", valueName: "n"))
  var port = 8917

  @Option(help: "The address to listen at; others than this machine reach it at 0.0.0.0.")
  var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp("The folder that `make site` built. (default: site)", valueName: "folder")
  )
  var site: String?

  @Option(help: ArgumentHelp("The folder that holds kept runs.", valueName: "folder"))
  var archives = "runs"

  @Option(help: ArgumentHelp("The most agents of a run.", valueName: "n"))
  var mostAgents = 20_000_000

  @Option(help: ArgumentHelp("The most runs that are made at one time.", valueName: "n"))
  var mostRuns = 2

  @Option(help: ArgumentHelp("Minutes after which a run is stopped.", valueName: "n"))
  var mostMinutes = 10

  @Option(
    help: ArgumentHelp("Seconds after which a run that nobody follows is stopped.", valueName: "n")
  )
  var patience = 5

  @OptionGroup var threadChoice: ThreadChoice

  @OptionGroup var output: OutputFlags

  func run() async throws {
    let server = LabServer(try settings())
    let (host, isQuiet) = (host, output.quiet)
    do {
      try await server.run { port in
        let shown = host.contains(":") ? "[\(host)]" : host
        if !isQuiet { Terminal.complain(["The lab is at http://\(shown):\(port)/ until Ctrl-C."]) }
      }
    } catch {
      throw Failure.work(
        "--host \(host) --port \(port): cannot listen there (\(error)). "
          + "Another program may have the port; name another, or 0 for any that is free."
      )
    }
  }

  /// What was asked for, or all that is wrong with it.
  private func settings() throws(Failure) -> ServerSettings {
    var found = Gathered()
    if let text = threadChoice.text { found.check(threads: text) }
    guard found.isEmpty else { throw .badInput(found.all) }
    let folder = site ?? "\(Home.find() ?? ".")/site"
    var problems: [String] = []
    func check(_ name: String, _ value: Int, in range: ClosedRange<Int>) {
      guard !range.contains(value) else { return }
      problems.append(
        "\(name) \(value): \(range.lowerBound) to \(range.upperBound) can be asked for."
      )
    }
    check("--port", port, in: 0...65_535)
    check("--most-agents", mostAgents, in: ServerSettings.agents)
    check("--most-runs", mostRuns, in: ServerSettings.numbers)
    check("--most-minutes", mostMinutes, in: ServerSettings.numbers)
    check("--patience", patience, in: ServerSettings.numbers)
    if !FileManager.default.fileExists(atPath: "\(folder)/index.html") {
      problems.append("--site \(folder): no lab is there. `make site` builds it.")
    }
    guard problems.isEmpty else { throw .badRequest(problems) }
    var settings = ServerSettings(site: folder, archives: archives, threads: threadChoice.count)
    settings.host = host
    settings.port = port
    settings.mostAgents = mostAgents
    settings.mostRuns = mostRuns
    settings.mostMinutes = mostMinutes
    settings.patience = patience
    return settings
  }
}
