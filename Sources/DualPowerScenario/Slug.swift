import Foundation

/// A text as an id: its letters without case and marks, and '_' for anything between them.
///
/// - Parameters:
///   - text: The text.
///   - otherwise: The id of a text that does not begin with a letter from a to z.
/// - Returns: An id of small letters, digits and '_', which begins with a letter.
func slug(_ text: String, orElse otherwise: String) -> String {
  var words: [String] = [""]
  for letter in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
    switch letter {
    case "a"..."z", "0"..."9": words[words.count - 1].unicodeScalars.append(letter)
    case _ where letter.properties.generalCategory == .nonspacingMark: continue
    case _: words.append("")
    }
  }
  let id = words.filter { !$0.isEmpty }.joined(separator: "_")
  return id.first?.isLetter == true ? id : otherwise
}
