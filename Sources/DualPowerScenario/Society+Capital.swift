public import DualPower

extension Society {
  /// Shape `[stratum]`; people of the capital.
  public var capitalPersons: [Double] {
    var persons = [Double](repeating: 0, count: strata.count)
    for group in groups where places[group.place].town == capital {
      persons[group.stratum] += Double(group.size) * group.represents
    }
    return persons
  }
}
