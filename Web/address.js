// @ts-check
/**
 * What the address of the page says: `?scenario=…&seed=…&scale=…&until=…&without=…&run=1&at=…#view`.
 * Only what is named is set; what cannot be is told in a sentence, and the usual value taken.
 */

import { t } from "./words/text.js";

/** @typedef {import("./engine/packs.js").Listed} Listed */
/** @typedef {import("./engine/packs.js").Pack} Pack */
/** @typedef {{entry: Listed, seed: bigint, until: string, without: string[], run: boolean, at: string}} Wanted */

/**
 * Which pack the address asks for, and the seed.
 * @param {URLSearchParams} query
 * @param {Listed[]} listed
 * @param {string[]} findings sentences about what cannot be are added
 */
export function wantedPack(query, listed, findings) {
  const scenarios = [...new Set(listed.map((entry) => entry.scenario))];
  let scenario = query.get("scenario") ?? scenarios[0];
  if (!scenarios.includes(scenario)) {
    findings.push(t("address.scenario", { found: scenario, known: scenarios.join(", ") }));
    scenario = scenarios[0];
  }
  const own = listed.filter((entry) => entry.scenario === scenario);
  const text = query.get("scale");
  const scale = text === null ? null : Number(text.replace(/^1:/, ""));
  let entry = scale === null ? own[0] : own.find((one) => one.scale === scale);
  if (!entry) {
    findings.push(t("address.scale", { scenario, found: text, known: own.map((one) => `1:${one.scale}`).join(", ") }));
    entry = own[0];
  }
  return { entry, seed: seedOf(query.get("seed"), findings) };
}

/** A seed as it is written; 1 where it is none. @param {string | null} text @param {string[]} findings */
export function seedOf(text, findings) {
  if (text === null) return 1n;
  if (/^\d{1,20}$/.test(text.trim()) && BigInt(text) < 1n << 64n) return BigInt(text);
  findings.push(t("address.seed", { found: text }));
  return 1n;
}

/**
 * The day to which a run is to go, and the switches, of a pack.
 * @param {URLSearchParams} query
 * @param {Pack} pack
 * @param {Listed} entry
 * @param {string[]} findings
 */
export function wantedWorld(query, pack, entry, findings) {
  const { calendar, notes } = pack;
  let until = query.get("until") ?? entry.until;
  if (calendar.day(until) === null) {
    const first = calendar.date(0);
    findings.push(
      t("address.until", { scenario: entry.scenario, found: until, first, last: calendar.date(notes.days - 1) }),
    );
    until = entry.until;
  }
  const known = notes.mechanisms.map(({ id }) => id);
  const asked = query.getAll("without").flatMap((one) => one.split(",")).filter(Boolean);
  for (const found of asked.filter((id) => !known.includes(id))) {
    findings.push(t("address.without", { scenario: entry.scenario, found, known: known.join(", ") }));
  }
  return { until, without: known.filter((id) => asked.includes(id)) };
}

/** A world as an address names it. @param {Wanted} wanted @param {string[]} without */
export function worldOf({ entry, seed, until }, without) {
  return { scenario: entry.scenario, seed: String(seed), scale: `1:${entry.scale}`, until, without, run: "1" };
}

/** Writes what is shown into the address, without a step in the history. @param {Record<string, string | string[] | null>} values */
export function writeAddress(values) {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries(values)) {
    url.searchParams.delete(key);
    if (typeof value === "string") url.searchParams.set(key, value);
    else if (value?.length) url.searchParams.set(key, value.join(","));
  }
  url.search = url.searchParams.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  history.replaceState(null, "", url);
}
