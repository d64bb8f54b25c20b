extension [Name] {
  /// The position of what a user names: by its id, or by how only one id begins.
  ///
  /// - Parameters:
  ///   - id: What the user wrote.
  ///   - kind: What is meant, as a word.
  ///   - option: Where it was written.
  /// - Returns: Where it stands.
  /// - Throws: A finding with the nearest id.
  public func position(of id: String, kind: String, option: String) throws(Findings) -> Int {
    if let exact = firstIndex(where: { $0.id == id }) { return exact }
    let begun = indices.filter { self[$0].id.hasPrefix(id) }
    if begun.count == 1 { return begun[0] }
    throw Findings([
      Finding(
        place: TextPlace(file: "\(option) \(id)"),
        path: "",
        kind: .notInScenario(kind: kind, id: id, declared: map(\.id))
      )
    ])
  }
}
