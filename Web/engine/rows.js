// @ts-check
/** The rows of a run as the module writes them; the notes tell which number is which (`RowLayout.swift`). */

/** @typedef {{tick: number, kind: number, town: number, body: number, subject: number, amount: number}} Event */
/** @typedef {{tick: number, crowd: number, garrisonOver: number, force: number, ration: number, casualties: Float64Array, active: Float64Array}} Hour */
/** @typedef {{day: number, none: number, effectiveAuthorities: number, councils: number, noneOfAll: number, effectiveAuthoritiesOfAll: number, openTowns: number, villageCommittees: number, disturbances: number, stockDays: number, ration: number, eliteConfidence: Float64Array, active: Float64Array, writ: Float64Array, stance: Float64Array, deputies: Float64Array, deputiesByParty: Float64Array, writOfAll: Float64Array, grievance: Float64Array, privation: Float64Array, recognition: Float64Array}} Day */
/** @typedef {{day: number, place: number, active: number, crowd: number, none: number, writ: Float64Array}} Place */
/** @typedef {{tick: number, body: number, domain: number, contestedBy: number, addressed: number, obeyed: number}} Order */
/** @typedef {{town: number, heardAt: number, openedAt: number, persons: number, committees: number, disturbances: number}} Town */
/** @typedef {{body: number, since: number, mergedInto: number, byParty: Float64Array}} Organ */
/** What the page draws; rows hold more. @typedef {{events: Event[], hours: Hour[], days: Day[], places: Place[], orders: Order[], towns: Town[], organs: Organ[]}} Rows */

/**
 * Reads rows.
 * @param {Float64Array} numbers as the module wrote them
 * @param {import("./packs.js").Notes} notes of the same scenario
 * @returns {Rows}
 * @throws where the module's rows are not as wide as the notes say
 */
export function readRows(numbers, notes) {
  let at = 0;
  /** @type {Record<string, any[]>} */
  const tables = {};
  for (const [table, columns] of Object.entries(notes.rows)) {
    const count = numbers[at++];
    const width = numbers[at++];
    const known = columns.reduce((sum, { count }) => sum + (count ?? 1), 0);
    if (count > 0 && width !== known) {
      throw new Error(`${table}: rows of ${width} numbers, where the notes tell of ${known}`);
    }
    const rows = [];
    for (let i = 0; i < count; i++) {
      /** @type {Record<string, any>} */
      const row = {};
      for (const { name, count } of columns) {
        row[name] = count === undefined ? numbers[at] : numbers.subarray(at, at + count);
        at += count ?? 1;
      }
      rows.push(row);
    }
    tables[table] = rows;
  }
  return /** @type {Rows} */ (/** @type {unknown} */ (tables));
}
