// @ts-check
/** What the site holds: the module, and for each scenario and scale a society and its notes. */

import { Calendar } from "../words/calendar.js";

/** @typedef {{id: string, label: string}} Name */
/** @typedef {{series: string, place: string, date: string, dateEnd: string, hour: number | null, low: number | null, central: number | null, high: number | null, unit: string, grade: string, source: string, url: string, note: string}} Observation */
/** @typedef {{id: string, bit: number, clause: number | null, kind: "found" | "assumed", works: boolean, about: string}} Mechanism */
/**
 * What `dualpower pack --notes` says of a scenario.
 * @typedef {object} Notes
 * @property {string} scenario
 * @property {string} title
 * @property {string} about
 * @property {string} hash
 * @property {string} version
 * @property {number} scale
 * @property {number} persons
 * @property {number} agents
 * @property {boolean} isJulian
 * @property {string} start
 * @property {number} days
 * @property {number} capital
 * @property {number} nationals
 * @property {number} garrisonMen
 * @property {(Name & {persons: number})[]} strata
 * @property {(Name & {claim: string})[]} lines
 * @property {Name[]} columns
 * @property {(Name & {line: number, seat: number, region: number})[]} bodies
 * @property {(Name & {isNone: boolean})[]} parties
 * @property {Name[]} domains
 * @property {Name[]} powers
 * @property {Name[]} holders
 * @property {(Name & {kind: string, latitude: number, longitude: number, holder: number})[]} towns
 * @property {(Name & {town: number, persons: number})[]} places
 * @property {string[]} units
 * @property {string[]} phrases
 * @property {number[]} groups
 * @property {Mechanism[]} mechanisms
 * @property {{mechanism: string, about: string, sign: number}[]} clauses
 * @property {Observation[]} observations
 * @property {string[]} eventKinds
 * @property {{id: string, text: string}[]} outcomes
 * @property {Record<string, {name: string, count?: number}[]>} rows which number of a row is which; a list has a count
 */
/**
 * What can be run: by a file of the site, or by a server if `isNative`.
 * @typedef {{scenario: string, title: string, scale: number, agents: number, until: string, file?: string, isNative?: boolean}} Listed
 */
/**
 * `society` is empty where a server runs it.
 * @typedef {{notes: Notes, society: ArrayBuffer, calendar: Calendar, isNative: boolean}} Pack
 */

/** @type {Promise<Listed[]> | undefined} */
let listed;
/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled;
/** @type {Map<string, Promise<Pack>>} */
const packs = new Map();

/** Bytes of a file of the site. @param {string} path */
async function bytes(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const all = new Uint8Array(await response.arrayBuffer());
  // Some servers unpack what ends in .gz, most do not.
  if (all[0] !== 0x1f || all[1] !== 0x8b) return all;
  const stream = new Blob([all]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** What there is to run. @returns {Promise<Listed[]>} */
export function listPacks() {
  return listed ??= fetch("packs/index.json").then((response) => response.json());
}

/** The module, compiled once for all Workers. */
export function compileModel() {
  return compiled ??= fetch("model.wasm").then((response) => response.arrayBuffer())
    .then((buffer) => WebAssembly.compile(buffer));
}

/** Notes and society of an entry. @param {Listed} entry @returns {Promise<[Notes, ArrayBuffer]>} */
async function fetchPack({ scenario, scale, file, isNative }) {
  if (isNative) {
    const response = await fetch(`api/scenarios/${encodeURIComponent(scenario)}/notes/${scale}`);
    if (!response.ok) throw new Error(`${scenario} at 1:${scale}: ${response.status}`);
    return [await response.json(), new ArrayBuffer(0)];
  }
  const [text, society] = await Promise.all([bytes(`packs/${file}.json.gz`), bytes(`packs/${file}.bin.gz`)]);
  return [JSON.parse(new TextDecoder().decode(text)), /** @type {ArrayBuffer} */ (society.buffer)];
}

/** A scenario at a scale. @param {Listed} entry @returns {Promise<Pack>} */
export function loadPack(entry) {
  const key = `${entry.scenario}/${entry.scale}`;
  const known = packs.get(key);
  if (known) return known;
  const pack = fetchPack(entry).then(([notes, society]) => {
    const calendar = new Calendar(notes.isJulian, notes.start, notes.days);
    return { notes, calendar, society, isNative: entry.isNative ?? false };
  });
  packs.set(key, pack);
  return pack;
}
