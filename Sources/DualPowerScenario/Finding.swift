public import DualPower

/// Where in a scenario's text something stands.
public struct TextPlace: Sendable, Equatable {
  /// The file as the user would name it, or the option that holds the text.
  public var file: String
  /// The line, 1 for the first; `nil` where a whole file or option is meant.
  public var line: Int?
}

/// What was found wrong, as plain cases; ``Finding/sentence`` puts them in words.
public enum FindingKind: Sendable, Equatable {
  // Files.
  case missingFile
  case directory
  case tooLarge(bytes: Int, most: Int)
  case notUTF8(byte: Int)
  case unreadable
  case outsideFolder(reference: String)
  case notYAML(problem: String)
  case tooDeep
  case anchor
  case emptyDocument
  case cycle([String])
  case longChain(Int)

  // Keys and values.
  case unknownKey(String, allowed: [String])
  case missingKey(String)
  case duplicateKey(String)
  case wrongType(found: String, wanted: String)
  case outOfRange(Double, low: Double, high: Double)
  case rangeBackwards(low: Double, high: Double)
  case unknownChoice(String, allowed: [String])
  case dangling(kind: String, id: String, declared: [String])
  case duplicateID(String, first: TextPlace)
  case duplicateDate(String, first: TextPlace)
  case madeID(String, of: String, at: TextPlace)
  case badID(String)
  case wrongVersion(Int)
  case wrongCount(Int, wanted: Int, of: String)
  case emptyList(of: String)
  case sharesSum(Double)
  case badDate(String, isJulian: Bool)
  case dateOutside(String, first: String, last: String)
  case dateAfterEnd(String, last: String)
  case dateBehind(String, last: String)
  case nothingDone(String)
  case badHour(String)
  case endBeforeStart(start: String, end: String)
  case tooManyDays(Int)

  // What is compared and claimed.
  case nothingChanged
  case badReplicates(least: Int, most: Int)
  case badPrecision
  case badBranches(least: Int, most: Int)
  case badTruths(least: Int, most: Int)
  case tooManyInPlan(Int, of: String, most: Int)
  case unknownMeasure(String, allowed: [String])
  case shapeOfMeasure(String, pattern: String)

  // Tables.
  case fieldCount(Int, wanted: Int)
  case openQuote
  case strayQuote
  case unknownColumn(String, allowed: [String])
  case missingColumn(String)
  case duplicateColumn(String)
  case duplicateTable(String)

  // The society as a whole.
  case emptyGroup
  case tooManyPeople(Double)
  case tooManyGroups(Int, most: Int)
  case tooManyAgents(Int)
  case tooLittleMemory(needed: Int, free: Int, runs: Int)
  case tooMany(Int, of: String, most: Int)
  case nobodyThere(town: String)
  case missingLine(Claim)
  case lineWithoutBody(String)
  case secondIncumbent
  case firstBody(line: String)
  case tooManyColumns(Int)
  case missingNone
  case valueOfTrait(String)
  case valuesOfParameter(String)

  // Towns and what lies between them.
  case placeElsewhere(String, town: String)
  case sameLabel(String, as: String, id: String)
  case withoutHolder
  case holderOfFreeTown
  case centreOfItself(String)
  case ringOfCentres([String])
  case badLength(Double)
  case linkToItself(String)
  case duplicateLink(String, String, first: TextPlace)
  case cutOff(first: [String], count: Int)
  case unitAndBand

  // Organs.
  case organOfIncumbent(line: String)
  case organWithNorms(line: String)
  case organWithoutNorms(line: String)
  case madeBody(String, of: String, first: TextPlace)

  // Interventions.
  case drawn
  case laidDown
  case positionsOfFirstDay
  case beforeFork(String, fork: String)

  // Options.
  case unknownScenario(String, bundled: [String])
  case noHome
  case notASetting
  case noItem(String, allowed: [String])
  case notATable(String)
  case undeclaredMechanism(String, allowed: [String])
  case notInScenario(kind: String, id: String, declared: [String])
  case badScale
  case badSeed
  case badThreads(most: Int)
  case folderNotEmpty
  case notAFolder
  case fileForFolder
  case cannotWrite
}

/// One thing found wrong with a scenario.
public struct Finding: Sendable, Equatable {
  /// Where it stands.
  public var place: TextPlace
  /// What it concerns, as `towns.petrograd.stockDays`; empty for a whole file.
  public var path: String
  /// What was found.
  public var kind: FindingKind
}

/// Everything found wrong with a scenario, in order of file and line.
public struct Findings: Error, Sendable, Equatable {
  /// The most findings that are told at once.
  static let mostTold = 50

  /// The findings.
  public var items: [Finding]
  /// How many more there are, which a reading of a great many did not keep.
  public var more: Int

  /// Findings, put in order.
  public init(_ items: [Finding], more: Int = 0) {
    self.more = more
    self.items = items.enumerated().sorted { a, b in
      (a.element.place.file, a.element.place.line ?? 0, a.offset)
        < (b.element.place.file, b.element.place.line ?? 0, b.offset)
    }.map(\.element)
  }

  /// Each finding in a sentence.
  public var sentences: [String] { items.map(\.sentence) }

  /// How many there are.
  public var count: Int { items.count + more }

  /// The first of them in a sentence each, and how many follow.
  public var told: [String] {
    let first = items.prefix(Self.mostTold).map(\.sentence)
    guard count > first.count else { return first }
    return first + [
      "\(count - first.count) more findings; the first are told here. Mend these first."
    ]
  }
}
