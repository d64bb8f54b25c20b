// @ts-check
/** The rows of a run as the module writes them: see `wasm/Sources/DualPowerBrowser/RowWriter.swift`. */

/** @typedef {{tick: number, kind: number, town: number, body: number, subject: number, amount: number}} Event */
/** @typedef {{tick: number, crowd: number, garrisonOver: number, force: number, ration: number, casualties: Float64Array, active: Float64Array}} Hour */
/** @typedef {{day: number, none: number, authorities: number, councils: number, noneOfAll: number, authoritiesOfAll: number, openTowns: number, villageCommittees: number, disturbances: number, stockDays: number, ration: number, elite: Float64Array, active: Float64Array, writ: Float64Array, stance: Float64Array, deputies: Float64Array, byParty: Float64Array, writOfAll: Float64Array, grievance: Float64Array, privation: Float64Array, recognition: Float64Array}} Day */
/** @typedef {{day: number, place: number, active: number, crowd: number, none: number, writ: Float64Array}} Place */
/** @typedef {{tick: number, body: number, domain: number, contestedBy: number, compliance: number}} Order */
/** @typedef {{town: number, heardAt: number, openedAt: number, persons: number, committees: number, disturbances: number}} Town */
/** @typedef {{body: number, since: number, mergedInto: number, deputies: number}} Organ */
/** @typedef {{events: Event[], hours: Hour[], days: Day[], places: Place[], orders: Order[], towns: Town[], organs: Organ[]}} Rows */

/**
 * How wide each column is, table by table; a plain column is 1.
 * @param {import("./packs.js").Notes} notes
 * @returns {Record<keyof Rows, Record<string, number>>}
 */
function shapes(notes) {
  const strata = notes.strata.length;
  const bodies = notes.nationals;
  const lines = notes.lines.length;
  return {
    events: { tick: 1, kind: 1, town: 1, body: 1, subject: 1, amount: 1 },
    hours: { tick: 1, crowd: 1, garrisonOver: 1, force: 1, ration: 1, casualties: 3, active: strata },
    days: {
      day: 1,
      none: 1,
      authorities: 1,
      councils: 1,
      noneOfAll: 1,
      authoritiesOfAll: 1,
      openTowns: 1,
      villageCommittees: 1,
      disturbances: 1,
      stockDays: 1,
      ration: 1,
      elite: 2,
      active: strata,
      writ: bodies,
      stance: bodies * bodies,
      deputies: bodies,
      byParty: bodies * notes.parties.length,
      writOfAll: lines,
      grievance: strata,
      privation: strata,
      recognition: notes.columns.length * strata,
    },
    places: { day: 1, place: 1, active: 1, crowd: 1, none: 1, writ: lines },
    orders: { tick: 1, body: 1, domain: 1, contestedBy: 1, compliance: 1 },
    towns: { town: 1, heardAt: 1, openedAt: 1, persons: 1, committees: 1, disturbances: 1 },
    organs: { body: 1, since: 1, mergedInto: 1, deputies: 1 },
  };
}

/** Columns that are lists whatever their width. */
const LISTS = new Set([
  "casualties",
  "elite",
  "active",
  "writ",
  "stance",
  "deputies",
  "byParty",
  "writOfAll",
  "grievance",
  "privation",
  "recognition",
]);
/** Plain columns whose names are those of lists elsewhere. */
const PLAIN = { places: new Set(["active"]), organs: new Set(["deputies"]) };

/**
 * Reads rows.
 * @param {Float64Array} numbers as the module wrote them
 * @param {import("./packs.js").Notes} notes of the same scenario
 * @returns {Rows}
 * @throws where the module's rows are not as wide as this page knows them
 */
export function readRows(numbers, notes) {
  let at = 0;
  /** @type {Record<string, any[]>} */
  const tables = {};
  for (const [table, columns] of Object.entries(shapes(notes))) {
    const count = numbers[at++];
    const width = numbers[at++];
    const known = Object.values(columns).reduce((sum, one) => sum + one, 0);
    if (count > 0 && width !== known) {
      throw new Error(`${table}: rows of ${width} numbers, where this page knows ${known}`);
    }
    const plain = /** @type {Record<string, Set<string>>} */ (PLAIN)[table];
    const rows = [];
    for (let i = 0; i < count; i++) {
      /** @type {Record<string, any>} */
      const row = {};
      for (const [name, size] of Object.entries(columns)) {
        const isList = LISTS.has(name) && !plain?.has(name);
        row[name] = isList ? numbers.subarray(at, at + size) : numbers[at];
        at += size;
      }
      rows.push(row);
    }
    tables[table] = rows;
  }
  return /** @type {Rows} */ (/** @type {unknown} */ (tables));
}
