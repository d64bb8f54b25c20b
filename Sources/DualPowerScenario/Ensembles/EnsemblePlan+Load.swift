extension EnsemblePlan {
  /// The scenario of each arm, at the scenario's own values of what the design varies.
  ///
  /// Each end of each range is tried as well, so that a value that no run can have is known before any
  /// is made.
  ///
  /// - Throws: Every finding at once, where it stands in the plan.
  public func load() throws(Findings) -> [Scenario] {
    var found: [Finding] = []
    func attempt(_ step: () throws(Findings) -> Scenario) -> Scenario? {
      do throws(Findings) {
        return try step()
      } catch {
        for finding in error.items.map(relocated) where !found.contains(finding) {
          found.append(finding)
        }
        return nil
      }
    }
    var scenarios: [Scenario] = []
    for arm in arms {
      let options = self.options(of: arm)
      let loaded = attempt { () throws(Findings) in try Scenario.load(scenario, options) }
      if let loaded { scenarios.append(loaded) }
      for settings in design?.ends ?? [] {
        var options = options
        options.sets += settings
        let asked = options
        _ = attempt { () throws(Findings) in try Scenario.load(scenario, asked) }
      }
    }
    if scenarios.count == arms.count {
      for scenario in scenarios {
        _ = attempt { () throws(Findings) in
          try scenario.checkSize(as: self.scenario)
          return scenario
        }
        for precision in precisions {
          let kind = scenario.fault(ofMeasure: precision.measure)
          let finding = kind.map {
            Finding(place: TextPlace(file: file), path: "precision.\(precision.measure)", kind: $0)
          }
          if let finding, !found.contains(finding) { found.append(finding) }
        }
      }
    }
    guard found.isEmpty else { throw Findings(found) }
    return scenarios
  }

  /// What an arm changes.
  private func options(of arm: ArmPlan) -> LoadOptions {
    var options = LoadOptions()
    options.scale = scale
    options.until = until
    options.sets = arm.sets
    options.without = arm.without
    options.overlays = arm.overlays
    return options
  }

  /// The scenario of an arm at a point, read again from the bytes that were read before.
  ///
  /// - Parameters:
  ///   - arm: The arm.
  ///   - scenario: What ``load()`` gave for it.
  ///   - values: A value for each parameter of the design.
  /// - Returns: The scenario, ready to run.
  /// - Throws: What is wrong at this point.
  public func scenario(
    of arm: Int,
    _ scenario: Scenario,
    at values: [Double]
  ) throws(Findings) -> Scenario {
    var options = self.options(of: arms[arm])
    options.sets += settings(values)
    return try Scenario.load(again: scenario.files, id: scenario.id, options)
  }

  /// The values of a point, as `--set` takes them.
  public func settings(_ values: [Double]) -> [String] {
    zip(design?.parameters ?? [], values).map { $0.setting($1) }
  }

  /// A finding about an option, where the option stands in the plan.
  private func relocated(_ finding: Finding) -> Finding {
    guard let known = places[finding.place.file] else { return finding }
    return Finding(place: known.place, path: known.path, kind: finding.kind)
  }
}

extension DesignPlan {
  /// All lowest values, and all highest.
  fileprivate var ends: [[String]] { [parameters.map(\.lowest), parameters.map(\.highest)] }
}
