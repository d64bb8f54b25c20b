/// A term of what a person would do: what speaks for going out, or against it.
///
/// Raw values are positions in ``Decision/terms``, in the order of the rule.
public enum Reason: Int, CaseIterable, Sendable {
  /// `h·Y`: burdens, as she feels them.
  case hardship
  /// Who is out of her own group.
  case group
  /// Of its unit.
  case unit
  /// Of her like in the district.
  case place
  /// Of her like in the town.
  case town
  /// The crowd that soldiers meet.
  case street
  /// Word of a council elsewhere.
  case heard
  /// What her recognition of the body in force takes off all of these: `−(h·Y + S)·r`.
  case recognition
  /// What her group always gains or loses.
  case luck
  /// The mood of her group on this day.
  case mood
  /// Weariness of having been out.
  case fatigue
  /// Rifles lost.
  case disarmed
  /// The day's luck with bread.
  case bread
  /// Having fired.
  case remorse
  /// Having stood before the crowd.
  case strain
  /// Unmet demands of a new government.
  case demand
  /// A council that holds its people back.
  case restraint
  /// A party's call.
  case calls
  /// `−risk·P`: fear of force.
  case fear
  /// Her own obstinacy.
  case obstinacy
  /// `ε`: what no rule tells.
  case noise
}
