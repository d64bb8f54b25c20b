import DualPower
import DualPowerScenario

/// The tables of a run, tidy: a row an observation, a column a variable, names rather than indices.
package struct Tables {
  /// Every table, in the order in which a manifest lists them.
  package let all: [Table]

  /// The tables of a run, as its scenario's ``TablePlans`` have them.
  package init(_ run: Run, _ chronicle: Chronicle) {
    let plans = TablePlans(run.scenario)
    let numbers = RowNumbers(run.record, plans.layout)
    let hasTowns = !run.record.towns.isEmpty
    all = plans.all.filter { hasTowns || !$0.isOfCountry }.map { $0.table(numbers, chronicle) }
  }
}
