import DualPower
import DualPowerScenario

extension Names {
  /// A group as it stands within a sentence: by its own name, or else by its kind and where it is found.
  func phrase(ofGroup index: Int, in society: Society) -> String? {
    guard let name = groups.at(index) else { return nil }
    guard name.isMade, let group = society.groups.at(index), let kind = kinds.at(group.kind)
    else { return Wording.the(name.label) }
    let unit = units.at(group.unit).flatMap { $0.isMade ? nil : $0 }
    let whereabouts = unit ?? places.at(group.place)
    return Wording.a(Wording.lowered(kind.label)) + (whereabouts.map { " (\($0.label))" } ?? "")
  }
}

extension Name {
  /// Whether it has no label of its own, and is called by its id, with a number where it is one of several.
  fileprivate var isMade: Bool {
    func joined(_ sign: Character) -> String { String(label.map { $0 == " " ? sign : $0 }) }
    return joined("-") == id || label.last?.isNumber == true && joined("_") == id
  }
}
