import DualPower

extension Finding {
  /// The finding in words: where and what was found, what is allowed, and the way out.
  public var sentence: String {
    let line = place.line.map { ":\($0)" } ?? ""
    let about = path.isEmpty ? "" : ": \(path)"
    let file = place.file.isEmpty ? "\"\"" : place.file
    return "\(file)\(line)\(about): \(kind.words)".onOneLine
  }
}

extension FindingKind {
  fileprivate var words: String {
    switch self {
    case .missingFile:
      "no such file. Check the name."
    case .directory:
      "a folder; a file is meant. Name a file in it."
    case .tooLarge(let bytes, let most):
      "\(bytes) bytes; such a file has at most \(most). Split it."
    case .notUTF8(let byte):
      "byte \(byte) is not UTF-8. Save the file as UTF-8."
    case .unreadable:
      "cannot be read. Check its permissions."
    case .outsideFolder(let reference):
      "\"\(shown(reference))\" leads outside; a scenario names files of its own folder or of one beside it. "
        + "Copy the file in."
    case .notYAML(let problem):
      "not YAML: \(problem). Mend the line."
    case .tooDeep:
      "nested more than \(YAMLText.deepest) levels deep; a scenario needs 5. Flatten it."
    case .anchor:
      "an anchor or alias; a scenario has none. Write the value out."
    case .emptyDocument:
      "empty; keys or rows are meant. Write some, or leave the file out."
    case .cycle(let files):
      "extends itself: \(files.joined(separator: " → ")). Take one link out."
    case .longChain(let most):
      "the file \(most) links up extends yet another; at most \(most) links are followed. Merge some."
    case .unknownKey(let key, let allowed):
      "no key \"\(shown(key))\"" + choices(key, allowed)
    case .missingKey(let key):
      "no \"\(key)\", which is needed. Add it."
    case .duplicateKey(let key):
      "\"\(shown(key))\" for the second time; a key stands once. Remove one."
    case .wrongType(let found, let wanted):
      "\(shown(found)); \(wanted) is meant. Write \(wanted)."
    case .outOfRange(let value, let low, let high):
      "\(number(value)); allowed is \(number(low)) to \(number(high)). Choose a value within."
    case .rangeBackwards(let low, let high):
      "from \(number(low)) down to \(number(high)); the lower end comes first. Swap them."
    case .unknownChoice(let found, let allowed):
      "\"\(shown(found))\"" + choices(found, allowed, ofShort: "Choose one.")
    case .dangling(let kind, let id, let declared):
      "no \(kind) \"\(shown(id))\"" + choices(id, declared, otherwise: "Declare it.")
    case .duplicateID(let id, let first):
      "\"\(shown(id))\" for the second time, first in \(first.file)\(first.line.map { ":\($0)" } ?? ""); "
        + "an id stands once. Rename one."
    case .duplicateDate(let date, let first):
      "\(date) for the second time, first in \(first.file)\(first.line.map { ":\($0)" } ?? ""); "
        + "a day has one row. Remove one."
    case .madeID(let id, let row, let place):
      "\"\(shown(id))\" is also made of \"\(shown(row))\" by its count, in "
        + "\(place.file)\(place.line.map { ":\($0)" } ?? ""); an id stands once. Rename one."
    case .badID(let id):
      "\"\(shown(id))\"; an id has small letters, digits, '-' and '_', and begins with a letter. Rename it."
    case .wrongVersion(let found):
      "\(found); this program reads version 1. Use a program that reads version \(found)."
    case .wrongCount(let found, let wanted, let items):
      "\(found) \(items); \(wanted) are meant. Give \(wanted)."
    case .emptyList(let items):
      "no \(items); at least one is needed. Add one."
    case .sharesSum(let sum):
      "the shares add up to \(number(sum)); they must add up to 1. Mend them."
    case .badDate(let text, let isJulian):
      "\"\(shown(text))\" is no date of the \(isJulian ? "Julian" : "Gregorian") calendar; "
        + "dates are written 1917-02-23. Mend it."
    case .dateOutside(let text, let first, let last):
      "\(text); the scenario runs from \(first) to \(last). Choose a day within."
    case .dateAfterEnd(let text, let last):
      "\(text); the run ends with \(last). Choose a day within, or a later --until."
    case .dateBehind(let text, let last):
      "\(text); the checkpoint has everything up to \(last) behind it. Choose a later one."
    case .nothingDone(let text):
      "\(text); the run begins with that hour. Choose a later one."
    case .badHour(let text):
      "\"\(shown(text))\" is no hour; hours are written 1917-02-27T07:00. Mend it."
    case .endBeforeStart(let start, let end):
      "ends on \(end), before it starts on \(start). Swap them."
    case .tooManyDays(let count):
      "\(count) days; a scenario has at most \(ScenarioReader.mostDays). Shorten it."
    case .nothingChanged:
      "changes nothing; an arm has a set, a without or a with. Give one."
    case .badReplicates(let least, let most):
      "replicates are \(least) to \(most), a seed each. Write a whole number."
    case .badPrecision:
      "a precision is a share of the baseline's mean, as 5%: more than 0 and at most 100%. Write it so."
    case .badTruths(let least, let most):
      "predictions are tried on \(least) to \(most) runs. Write a whole number."
    case .badBranches(let least, let most):
      "branches are \(least) to \(most) of each state. Write a whole number."
    case .tooManyInPlan(let count, let things, let most):
      "\(count) \(things); a plan has at most \(most). Ask for fewer."
    case .unknownMeasure(let found, let allowed):
      "no measure \"\(shown(found))\""
        + choices(found, allowed, otherwise: "Choose one of docs/clauses.md.")
    case .shapeOfMeasure(let text, let pattern):
      "\"\(shown(text))\"; the measure is written \(pattern). Write it so."
    case .fieldCount(let found, let wanted):
      "\(found) fields; the head of the table has \(wanted). Add or remove commas, or quote a field."
    case .openQuote:
      "a quote is opened and never closed. Close it."
    case .strayQuote:
      "a quote inside a field; it stands round the whole field, and twice where it is meant. Mend it."
    case .unknownColumn(let column, let allowed):
      "no column \"\(shown(column))\"" + choices(column, allowed)
    case .missingColumn(let column):
      "no column \"\(column)\", which is needed. Add it."
    case .duplicateColumn(let column):
      "column \"\(shown(column))\" for the second time; a column stands once. Remove one."
    case .duplicateTable(let name):
      "\"\(shown(name))\" for the second time; a table stands once. Remove one."
    case .emptyGroup:
      "0 people; a group has at least 1. Give it a size or remove it."
    case .tooManyPeople(let count):
      "\(number(count)) people; a society has at most \(UInt32.max). Make groups smaller."
    case .tooManyGroups(let count, let most):
      "\(count) groups; a society has at most \(most). Make groups larger."
    case .tooManyAgents(let count):
      "\(count) agents; a run has at most \(LoadOptions.mostAgents). Give a coarser scale, as 1:10."
    case .tooLittleMemory(let needed, let free, let runs):
      "\(runs == 1 ? "a run takes" : "\(runs) runs at one time take") about \(memory(needed)) of memory, and "
        + "\(memory(free)) are free. Give a coarser scale, as 1:10\(runs == 1 ? "" : ", or have fewer made")."
    case .tooMany(let count, let things, let most):
      "\(count) \(things); a society has at most \(most). Declare fewer."
    case .nobodyThere(let town):
      "nobody lives in \"\(shown(town))\"; a body sits among people. Seat it elsewhere, or add a group."
    case .missingLine(let claim):
      "no line with claim \"\(claim)\"; a society has one at least. Declare it, and a body that acts for it."
    case .lineWithoutBody(let line):
      "no body acts for \"\(line)\"; a line has one at least. Add one, or remove the line."
    case .secondIncumbent:
      "a second incumbent; one line rules when the run begins. Give it another claim."
    case .firstBody(let line):
      "acts for \"\(line)\"; the first body is the incumbent's, and its seat the capital. Move that one up."
    case .tooManyColumns(let count):
      "\(count) columns of recognition; at most \(ScenarioReader.mostColumns): one a line, "
        + "two for a line with a person. Declare fewer lines."
    case .missingNone:
      "no party with \"none: true\"; deputies of no party need one. Add it."
    case .valueOfTrait(let name):
      "one value; \(name) differs by stratum. Name the stratum, or give \"values\" with a \"default\"."
    case .valuesOfParameter(let name):
      "values by stratum; \(name) is one number. Write \"value\"."
    case .placeElsewhere(let id, let town):
      "\"\(shown(id))\" is also a place of \"\(shown(town))\"; a town of the atlas is a place of the same id. "
        + "Rename one."
    case .sameLabel(let label, let other, let id):
      "\"\(shown(label))\" beside \"\(shown(other))\", both \"\(shown(id))\" in files; one thing is written one way. "
        + "Choose one."
    case .withoutHolder:
      "nothing; an occupied town is under a foreign body. Name the body that holds it."
    case .holderOfFreeTown:
      "a holder; only an occupied town is under a foreign body. Leave it empty, or make the town occupied."
    case .centreOfItself(let id):
      "\"\(shown(id))\" is its own centre; a centre is another town. Name the town through which it hears."
    case .ringOfCentres(let ids):
      "centres in a ring: \(ring(ids)); a town hears through its centre. Take one out."
    case .badLength(let km):
      "\(number(km)) km; a link is more than 0 and at most \(ScenarioReader.longestLink) km long. "
        + "Give the length of the way."
    case .linkToItself(let id):
      "\"\(shown(id))\" at both ends; a link joins two towns. Name another town."
    case .duplicateLink(let a, let b, let first):
      "\"\(shown(a))\" and \"\(shown(b))\" for the second time, first in "
        + "\(first.file)\(first.line.map { ":\($0)" } ?? ""); two towns have one link. Remove one."
    case .cutOff(let first, let count):
      noWay(to: first, of: count)
    case .unitAndBand:
      "a unit and a band; a row's groups are of one unit, or dealt into bands. Leave one empty."
    case .organOfIncumbent(let line):
      "acts for \"\(shown(line))\", the incumbent's; organs arise, and the incumbent is there already. "
        + "Choose another line."
    case .organWithNorms(let line):
      "norms, and a line \"\(shown(line))\" with claim successor; its organs are formed and not elected. "
        + "Remove the norms, or choose another line."
    case .organWithoutNorms(let line):
      "no norm above 0, and a line \"\(shown(line))\" with claim constituent; its organs are elected. "
        + "Give norms, or choose another line."
    case .madeBody(let id, let of, let first):
      "\"\(shown(id))\", made for \"\(shown(of))\", for the second time, first in "
        + "\(first.file)\(first.line.map { ":\($0)" } ?? ""); an id stands once. Rename one."
    case .drawn:
      "drawn or dealt out before the first hour; a later change of it would do nothing. "
        + "Change it from the first hour, with run."
    case .laidDown:
      "laid down before the first hour; from an hour on values can change that people go by, "
        + "not who they are, where, and under whom. Change it from the first hour, with run."
    case .positionsOfFirstDay:
      "what a body stood for on its first day; it has moved since. Write \"holds\", what it holds to."
    case .beforeFork(let text, let fork):
      "\(text); the fork is at \(fork), and what lies before stands. Choose a later hour."
    case .unknownScenario(let name, let bundled):
      "no such folder, and no bundled scenario" + choices(name, bundled, otherwise: "Name one.")
    case .noHome:
      "the bundled scenarios are not found. Set DUALPOWER_HOME to the folder that holds Scenarios."
    case .notASetting:
      "no \"=\"; a setting is path=value. Write it so."
    case .noItem(let id, let allowed):
      "no \"\(shown(id))\"" + choices(id, allowed)
    case .notATable(let key):
      "\"\(shown(key))\" has nothing inside it. Shorten the path."
    case .undeclaredMechanism(let id, let allowed):
      "no mechanism \"\(shown(id))\" in this scenario" + choices(id, allowed)
    case .notInScenario(let kind, let id, let declared):
      "no \(kind) \"\(shown(id))\" in this scenario"
        + choices(id, declared, otherwise: "See 'dualpower explain'.", ofShort: "Choose one.")
    case .badScale:
      "a scale is 1:10 or 10, at most 1:\(LoadOptions.coarsest). Write it so."
    case .badSeed:
      "a seed is a whole number from 0 to \(UInt64.max). Write it so."
    case .badThreads(let most):
      "a run has 1 to \(most) threads. Leave it out for one per processor."
    case .folderNotEmpty:
      "not empty; a scenario is written into a new folder. Choose another name."
    case .notAFolder:
      "a file; a scenario is a folder. Choose another name."
    case .fileForFolder:
      "a file; the folder of some tables is meant. Name the folder that it is in."
    case .cannotWrite:
      "cannot be written. Choose a place where you may write."
    }
  }
}

/// What may stand there, if that is a short list, and the nearest of it.
private func choices(
  _ found: String,
  _ allowed: [String],
  otherwise: String = "Remove it.",
  ofShort: String? = nil
) -> String {
  let isShort = (1...mostChoices).contains(allowed.count)
  let list = isShort ? "; allowed: \(allowed.joined(separator: ", "))" : ""
  let way =
    nearest(to: found, among: allowed).map { "Did you mean \"\($0)\"?" }
    ?? (isShort ? ofShort : nil) ?? otherwise
  return "\(list). \(way)"
}

/// Ids in a ring, cut short where there are many.
private func ring(_ ids: [String]) -> String {
  let most = 12
  let first = ids.prefix(most).map(shown) + (ids.count > most ? ["…"] : [])
  return (first + ids.prefix(1).map(shown)).joined(separator: " → ")
}

/// That no way leads to some towns, of which the first are named.
private func noWay(to first: [String], of count: Int) -> String {
  let names = first.map { "\"\(shown($0))\"" }.joined(separator: ", ")
  let others = count > first.count ? " and \(count - first.count) more" : ""
  return "no way from the capital to \(names)\(others); links or a centre lead to every town "
    + "that is neither remote nor occupied. Add some."
}

/// What stands in the text, cut short where it would drown the sentence.
private func shown(_ text: String) -> String {
  text.utf8.count <= mostLetters ? text : text.prefix(mostLetters - 1) + "…"
}

extension String {
  /// The text on one line, which nothing in a scenario can break or colour.
  fileprivate var onOneLine: String {
    let isControl = { (letter: Unicode.Scalar) in
      letter.properties.generalCategory == .control || letter.properties.generalCategory == .format
    }
    guard unicodeScalars.contains(where: isControl) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }
}

/// The most letters of a scenario's text that a sentence repeats.
private let mostLetters = 120
/// The most choices that a sentence lists.
private let mostChoices = 12

/// A number as one would write it by hand.
private func number(_ x: Double) -> String {
  if let whole = Int(exactly: x) { return String(whole) }
  return String(x)
}

/// Bytes as one would say them.
private func memory(_ bytes: Int) -> String {
  guard bytes >= 1_000_000_000 else { return "\((bytes + 500_000) / 1_000_000) MB" }
  let tenths = (bytes + 50_000_000) / 100_000_000
  return "\(tenths / 10).\(tenths % 10) GB"
}
