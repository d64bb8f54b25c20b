// Where two histories part by luck alone.

extension Simulation {
  /// The run as it stands, which goes on with other luck: every draw from this hour on is that of another
  /// seed.
  ///
  /// People stay who they are, with all that they think, and what has happened stays. What was drawn and
  /// laid down stays too: temper, a group's luck, its mood until the next day. A fate that is drawn once for
  /// a thing but looked up whenever it matters, as how long a tiding takes by word of mouth or whether a
  /// group has somebody to call a meeting, is drawn anew with the rest: from now on it is that of the other
  /// seed.
  ///
  /// ``seed`` goes on to name the people. A ``state()`` of such a run is gone on from with that seed, and
  /// then with this luck.
  ///
  /// - Parameter luck: A seed; with that of the run itself nothing changes.
  /// - Returns: The run, with what it has recorded so far.
  public func with(luck: UInt64) -> Simulation {
    var copy = self
    copy.draws = Draws(seed: luck, tick: draws.tick)
    return copy
  }
}
