import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

struct PersonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person",
    abstract: "Follow one person through a history, or through two side by side.",
    discussion: """
      A worker of a district, and why she walked out:
        dualpower person petrograd-1917 --scale 1:10 --stratum worker --place vyborg

      The same person in two worlds, and where her lives part:
        dualpower person petrograd-1917 --scale 1:10 --first-deputy --without memory

      What --set, --without and --with change holds in the second world, from its first hour or from
      --at on. Without any of them there is one world. Following changes nothing in a run.
      """
  )

  @Argument(help: "A bundled scenario (see 'dualpower scenarios') or the path of one.")
  var scenario: String

  @OptionGroup var choice: PersonChoice
  @OptionGroup var changes: ScenarioChanges

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The hour from which the second world differs.", valueName: "hour")
  )
  var at: String?

  @OptionGroup var replicate: Replicate
  @OptionGroup var watching: Watching

  @Option(
    help: ArgumentHelp("Keep the life: its story and every hour of it.", valueName: "folder")
  )
  var out: String?

  func run() throws {
    guard at == nil || isInTwoWorlds else {
      throw Failure.badRequest([PersonFinding.nothingDiffers(at: at ?? "").sentence])
    }
    let world = try load(isUnchanged: true)
    let chosen = try choice.choose(in: world, scale: replicate.scale)
    let other = try isInTwoWorlds ? load(at: at) : nil
    let folder = try openFolder()
    Interruption.listen()
    let person = try find(chosen, in: world)
    let life = try follow(person, in: world)
    let file: LifeFile
    if let other {
      guard let twin = other.society.person(atOrBefore: person.number),
        twin.number == person.number
      else { throw Failure.badRequest([PersonFinding.notThere(number: person.number).sentence]) }
      file = LifeFile(LifePair(life, try follow(twin, in: other)), command)
    } else {
      file = LifeFile(life, command)
    }
    if let folder { try keep(file, in: folder) }
    try Terminal.say(output.json ? file.json.text() : file.text(width: Terminal.width))
    if let out, !output.json { try Terminal.say("\nKept in \(out).") }
  }

  private var output: OutputFlags { watching.output }

  private var isInTwoWorlds: Bool {
    !(changes.set.isEmpty && changes.without.isEmpty && changes.with.isEmpty)
  }

  private func load(isUnchanged: Bool = false, at hour: String? = nil) throws(Failure) -> Scenario {
    try changes.load(
      scenario,
      isUnchanged: isUnchanged,
      scale: replicate.scale,
      until: watching.horizon.until,
      at: hour,
      seed: replicate.seed,
      threads: watching.horizon.threadsText
    )
  }

  private func find(_ chosen: Following.Choice, in world: Scenario) throws(Failure) -> Person {
    let found = try watching.run(world, replicate) { way throws(RunFailure) in
      try Following.find(chosen, in: world, way)
    }
    guard let found else {
      let finding: PersonFinding = chosen == .turned ? .nobodyTurned : .nobodyElected
      throw .badRequest([finding.sentence])
    }
    return found
  }

  private func follow(_ person: Person, in world: Scenario) throws(Failure) -> Life {
    try watching.run(world, replicate) { way throws(RunFailure) in
      try Following.follow(person, in: world, way)
    }
  }

  private func openFolder() throws(Failure) -> ArchiveFolder? {
    do throws(ArchiveFailure) {
      return try out.map { path throws(ArchiveFailure) in try ArchiveFolder(at: path) }
    } catch {
      throw Failure(error)
    }
  }

  private func keep(_ file: LifeFile, in folder: ArchiveFolder) throws(Failure) {
    do throws(ArchiveFailure) { try file.write(to: folder) } catch { throw Failure(error) }
  }

  /// What to ask for to have the same again.
  private var command: String {
    Recipe(
      scenario: scenario,
      seed: replicate.number,
      scale: replicate.scale.flatMap { try? LoadOptions.scale(parsing: $0) } ?? 1,
      until: watching.horizon.until,
      set: changes.set,
      without: changes.without,
      with: changes.with
    ).command(of: "person", choice.words + (at.map { ["--at", $0] } ?? []))
  }
}
