import Testing

/// As `mpirun` starts the command: each process is told how many there are and which it is.
@Suite struct LaunchTests {
  private func started(_ rank: Int, of count: Int, _ line: String) throws -> Command.Result {
    try Command.shell("OMPI_COMM_WORLD_SIZE=\(count) OMPI_COMM_WORLD_RANK=\(rank) \"$0\" \(line)")
  }

  // Built with the trait MPI, the command would look for the others here.
  #if !MPI
  @Test func `a run started twice by a program that cannot share it is refused, and told once`()
    throws
  {
    let first = try started(0, of: 2, "run courtyard")
    #expect(first.code == 2 && first.out.isEmpty)
    #expect(
      first.error
        == "run: started 2 times by mpirun, and each would make the whole run. Build the program with "
        + "'swift build -c release --traits MPI', or start it without mpirun.\n"
    )
    let second = try started(1, of: 2, "run courtyard")
    #expect(second.code == 2 && second.out.isEmpty && second.error.isEmpty)
  }

  @Test func `started once by mpirun it is the plain run`() throws {
    let result = try started(0, of: 1, "run courtyard --json --quiet")
    #expect(result.code == 0 && !result.out.contains("\"ranks\""))
  }
  #endif

  @Test(arguments: [
    "explain courtyard", "compare courtyard --without memory",
    "fork courtyard --at 1900-01-01T05:00",
  ])
  func `what each process would do anew is refused, and told once`(line: String) throws {
    let first = try started(0, of: 3, line)
    let name = line.prefix { $0 != " " }
    #expect(first.code == 2 && first.out.isEmpty)
    #expect(
      first.error
        == "\(name): started 3 times by mpirun, and each would do all of it. "
        + "Start it without mpirun; only 'run' is shared.\n"
    )
    let second = try started(2, of: 3, line)
    #expect(second.code == 2 && second.out.isEmpty && second.error.isEmpty)
  }

  @Test func `what is said of an option is told once`() throws {
    let first = try started(0, of: 2, "run courtyard --no-such-option")
    let second = try started(1, of: 2, "run courtyard --no-such-option")
    #expect(first.code == 2 && first.error.contains("--no-such-option"))
    #expect(second.code == 2 && second.error.isEmpty && second.out.isEmpty)
    let help = try started(1, of: 2, "run --help")
    #expect(help.code == 0 && help.out.isEmpty && help.error.isEmpty)
  }

  @Test func `a share of an ensemble is a process's own`() throws {
    let result = try started(1, of: 2, "ensemble work no-such-plan.yaml --out nowhere --shard 2/2")
    #expect(result.code == 2 && !result.error.isEmpty)
  }
}
