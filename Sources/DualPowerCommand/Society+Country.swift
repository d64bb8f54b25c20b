import DualPower

extension Society {
  /// Its towns by kind, links and organs, in a few words; `nil` where there are only staffs beside the
  /// capital.
  var country: String? {
    guard towns.contains(where: { $0.kind != .remote }) || !links.isEmpty || organCount > 0 else {
      return nil
    }
    let kinds = TownKind.allCases.compactMap { kind in
      let count = towns.count { $0.kind == kind }
      return count > 0 ? "\(count) \(kind)" : nil
    }
    return "\(towns.count) towns (\(kinds.joined(separator: ", "))), \(links.count) links, "
      + "\(organCount) organs"
  }
}
