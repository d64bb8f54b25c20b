// Reads: forcing, parameters. Writes: a town's flour, day by day. Draws: deliveries.

/// A town's flour, in days of need.
struct Supply: Sendable {
  /// Days of need in the store.
  var stock: Double
  /// The day's disturbance of deliveries, a standard autoregressive process.
  var disturbance = 0.0
  /// How far queues are swollen by cuts; in `0...1`.
  var alarm = 0.0
  /// Share of the need that is released.
  var release = 1.0
  /// Share of the need that is met in the queues.
  var ration = 1.0

  /// One day of deliveries and releases.
  ///
  /// Officials cut releases before the store is empty: `(stock / cutDays)^cutPower`. Cuts swell the
  /// queues, so that the ration falls below the release. A new government brings relief from what the
  /// old one did not reach, and releases by rule.
  ///
  /// - Parameters:
  ///   - forcing: The day's.
  ///   - luck: A standard normal number.
  ///   - isNew: Whether a new government holds supply.
  ///   - p: The society's parameters.
  mutating func pass(day forcing: Day, luck: Double, isNew: Bool, _ p: Parameters) {
    let persistence = p[.deliveriesPersistence]
    disturbance =
      persistence * disturbance + (1 - persistence * persistence).squareRoot() * luck
    let swing = 1 + p[.deliveriesSpread] * disturbance
    let usual = p[.deliveries] * forcing.deliveries * (swing > 0 ? swing : 0)
    let arrivals = usual + (isNew ? p[.relief] : 0)
    let wished = isNew ? p[.rationAfter] : unit(power(stock / p[.cutDays], p[.cutPower]))
    release = wished < stock + arrivals ? wished : stock + arrivals
    stock += arrivals - release
    alarm += 0.3 * (1 - release - alarm)
    ration = unit(release / (1 + p[.panic] * alarm))
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&stock)
    wire.value(&disturbance)
    wire.value(&alarm)
    wire.value(&release)
    wire.value(&ration)
  }
}
