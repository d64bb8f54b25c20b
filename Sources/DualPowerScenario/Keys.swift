/// Every key that a scenario may have, section by section; the published schema has the same.
enum Keys {
  static let scenario = [
    "schemaVersion", "extends", "id", "title", "about", "calendar", "forcing", "domains", "lines",
    "parties", "rhythms", "strata", "towns", "atlas", "links", "places", "units", "kinds", "groups",
    "bodies", "organs", "powers", "mechanisms", "parameters", "observations",
    "recording", "interventions", "clauses",
  ]
  static let calendar = ["style", "start", "end"]
  static let named = ["id", "label"]
  static let line = named + ["claim", "person", "conviction"]
  static let party = named + ["positions", "doctrine", "initiative", "none"]
  static let stratum =
    named + ["bearing", "elite", "rhythm", "wants", "saliences", "carries", "sympathies"]
  static let town = named + ["stockDays", "telegraphHours", "roadHours"]
  static let place = named + ["town"]
  static let unit = named + ["place", "duty", "contact"]
  static let body = named + ["line", "seat", "positions", "holds", "norms", "quorum", "executive"]
  static let organ =
    named + ["line", "in", "each", "positions", "norms", "quorum", "quorumRoot", "executive"]
  static let power = named + ["eagerness", "wants", "saliences"]
  static let mechanism = ["id", "clause", "kind", "about"]
  static let recording =
    ["id", "about", "share", "lagDays", "rounding", "spread", "error", "source", "confidence"]
  static let triple = ["low", "central", "high"]
  static let arm = ["name", "set", "without", "with"]
  static let plan = [
    "schemaVersion", "scenario", "scale", "until", "seed", "replicates", "arms", "design",
    "precision", "folders",
  ]
  static let design = ["method", "points", "file", "parameters"]
  static let range = ["low", "high"]
  static let world = ["set", "without", "with"]
  static let classic = ["title", "source", "rows", "departures"]
  static let expectation =
    ["id", "about", "source", "measure", "per", "until", "statistic", "seeds", "less"] + world
    + ["is", "expected", "within", "spread"]
  static let clause = ["id", "switch", "measure", "effect", "until", "about"]
  static let intervention = [
    "id", "at", "about", "without", "forcing", "parties", "rhythms", "strata", "units", "bodies",
    "powers", "parameters",
  ]
  static let parameter = ["value", "values", "range", "unit", "source", "confidence", "about"]

  static let forcingColumns = ["date", "rest", "deliveries", "mildness", "source"]
  static let atlasColumns = [
    "id", "label", "kind", "region", "holder", "lat", "lon", "centre", "stockDays", "source",
    "confidence",
  ]
  static let linkColumns = ["a", "b", "km", "kind", "wire", "source"]
  static let groupColumns = [
    "id", "label", "kind", "stratum", "place", "unit", "band", "circle", "size", "count", "memory",
    "duty", "contact", "faith", "obstinacy", "source", "confidence",
  ]
  static let observationColumns = [
    "series", "place", "date", "date_end", "hour", "low", "central", "high", "unit", "process",
    "confidence", "source", "url", "note",
  ]
}
