import DualPower

/// What a person is called in a sentence.
///
/// The model knows of no women and men. Armed men, circles, and strata from which a government is drawn
/// are told as "he", which they were in the scenarios at hand; all others as "she".
struct Pronoun: Sendable {
  let they: String
  let their: String
  let them: String

  /// Of several people.
  static let they = Pronoun(they: "they", their: "their", them: "them")

  private init(they: String, their: String, them: String) {
    (self.they, self.their, self.them) = (they, their, them)
  }

  init(of group: Group, _ society: Society) {
    let stratum = society.strata[group.stratum]
    let isHe = stratum.bearing != .civil || stratum.isElite || group.circle != .none
    (they, their, them) = isHe ? ("he", "his", "him") : ("she", "her", "her")
  }
}
