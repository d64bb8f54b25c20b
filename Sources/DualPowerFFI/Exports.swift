import DualPower
import DualPowerArchive
import DualPowerCommand
import DualPowerExperiment
import Foundation

// What a program in another language calls. A handle is used by one thread at a time; text that is handed out is given
// back with `dualpower_free`, a handle with `dualpower_release`.

/// The version, as text.
@c(dualpower_version)
public func version() -> UnsafeMutablePointer<CChar>? { strdup(Version.current) }

/// Is the command `dualpower`, and ends the process.
///
/// - Parameters:
///   - count: How many arguments there are after the program's own name.
///   - arguments: They.
@c(dualpower_main)
public func main(
  _ count: Int32,
  _ arguments: UnsafePointer<UnsafePointer<CChar>>
) {
  let words = (0..<Int(count)).map { String(cString: arguments[$0]) }
  Task {
    await Program.run(words)
    exit(0)
  }
  while true { pause() }
}

/// Lays out the people of a run.
///
/// - Parameters:
///   - request: JSON: `scenario`, `seed`, `scale`, `until`, `set`, `without`, `with`, `threads`.
///   - refusal: Set where there is no run: JSON, `isBadInput` and `sentences`.
/// - Returns: The run under way, or null.
@c(dualpower_begin)
public func begin(
  _ request: UnsafePointer<CChar>,
  _ refusal: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> UnsafeMutableRawPointer? {
  do throws(Refusal) {
    return handle(try Course(Request(request)))
  } catch {
    refusal.pointee = text(error.json)
    return nil
  }
}

/// Advances a run by so many ticks, or to its end.
///
/// - Returns: Ticks done so far.
@c(dualpower_step)
public func step(_ run: UnsafeMutableRawPointer, _ ticks: Int64) -> Int64 {
  let course: Course = object(run)
  course.step(Int(ticks))
  return Int64(course.simulation.ticks)
}

/// Ticks of the whole run.
@c(dualpower_all_ticks)
public func allTicks(_ run: UnsafeMutableRawPointer) -> Int64 {
  let course: Course = object(run)
  return Int64(course.allTicks)
}

/// A hash of everyone and every row.
@c(dualpower_digest)
public func digest(_ run: UnsafeMutableRawPointer) -> UInt64 {
  let course: Course = object(run)
  return course.simulation.digest()
}

/// The run as it stands, as `dualpower run --json` tells it.
@c(dualpower_json)
public func json(_ run: UnsafeMutableRawPointer) -> UnsafeMutablePointer<CChar>? {
  let course: Course = object(run)
  let run = course.run
  return text(run.json(Chronicle(run)))
}

/// Keeps the run as it stands in a folder.
///
/// - Returns: 0, or 1 where it was not kept; why is in `refusal`, as for `dualpower_begin`.
@c(dualpower_keep)
public func keep(
  _ run: UnsafeMutableRawPointer,
  _ folder: UnsafePointer<CChar>,
  _ refusal: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  let course: Course = object(run)
  do throws(Refusal) {
    try course.keep(in: String(cString: folder))
    return 0
  } catch {
    refusal.pointee = text(error.json)
    return 1
  }
}

/// The tables of the run as it stands.
@c(dualpower_frames)
public func frames(_ run: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
  let course: Course = object(run)
  let run = course.run
  return handle(Frames(Tables(run, Chronicle(run)).all))
}

/// What would have been recorded of a run that is over, beside what was: tables, of which there is one.
@c(dualpower_observations)
public func observations(_ run: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
  let course: Course = object(run)
  return handle(Frames([course.recorded.table]))
}

/// What tables there are: JSON, a list of `name`, `rows` and `columns`, each with `name`, `unit`, `meaning`, `type`, `words`.
@c(dualpower_describe)
public func describe(_ frames: UnsafeMutableRawPointer) -> UnsafeMutablePointer<CChar>? {
  let frames: Frames = object(frames)
  return text(frames.json)
}

/// Where a column begins; it stands as long as its tables are not released.
@c(dualpower_column)
public func column(
  _ frames: UnsafeMutableRawPointer,
  _ table: Int32,
  _ column: Int32
) -> UnsafeMutableRawPointer? {
  let frames: Frames = object(frames)
  return frames.memory(table: Int(table), column: Int(column))
}

/// Gives a run or tables back.
@c(dualpower_release)
public func release(_ handle: UnsafeMutableRawPointer) {
  Unmanaged<AnyObject>.fromOpaque(handle).release()
}

/// Gives text back.
@c(dualpower_free)
public func free(text: UnsafeMutablePointer<CChar>?) { Foundation.free(text) }

private func handle(_ object: AnyObject) -> UnsafeMutableRawPointer {
  Unmanaged.passRetained(object).toOpaque()
}

private func object<Object: AnyObject>(_ handle: UnsafeMutableRawPointer) -> Object {
  Unmanaged<Object>.fromOpaque(handle).takeUnretainedValue()
}

private func text(_ json: JSON) -> UnsafeMutablePointer<CChar>? { strdup(json.text()) }
