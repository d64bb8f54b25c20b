/// Where groups are taken over, chunk by chunk.
struct GroupRoom {
  /// Shape `[group]`, all as in ``Groups``.
  let active, lingering: UnsafeMutableBufferPointer<Double>
  let isOut: UnsafeMutableBufferPointer<Bool>
  /// Shape `[chunk]`.
  let out: UnsafeMutableBufferPointer<[Int]>
  /// Shape `[cohort]`.
  let isMarked: UnsafeMutableBufferPointer<Bool>
  let mostEndured: UnsafeMutableBufferPointer<Double>
  /// Shape `[group]`.
  let dispositions: UnsafeMutableBufferPointer<Disposition>
  let favours, fatigue: UnsafeMutableBufferPointer<Double>
  /// Shape `[group]`; mean recognition of one column.
  let recognition: UnsafeMutableBufferPointer<Double>
}
