// @ts-check
/** A run, and what it has left behind so far. */

import { runInWorker } from "./local.js";
import { runOnServer } from "./remote.js";
import { readRows } from "./rows.js";

/** @typedef {import("./packs.js").Pack} Pack */

/** What a run has left behind. */
export class Run {
  /**
   * @param {Pack} pack
   * @param {{seed: bigint, without: string[], ticks: number}} options
   */
  constructor(pack, options) {
    this.notes = pack.notes;
    this.calendar = pack.calendar;
    this.seed = options.seed;
    this.without = options.without;
    /** Ticks that the run is to have. */
    this.ticks = options.ticks;
    /** Ticks done. */
    this.done = 0;
    this.digest = "";
    /** @type {{id: string, text: string} | null} */
    this.outcome = null;
    /** @type {import("./rows.js").Event[]} */
    this.events = [];
    /** @type {import("./rows.js").Hour[]} */
    this.hours = [];
    /** @type {import("./rows.js").Day[]} */
    this.days = [];
    /** Shape `[day][place]`. @type {import("./rows.js").Place[][]} */
    this.places = [];
    /** @type {import("./rows.js").Order[]} */
    this.orders = [];
    /** @type {import("./rows.js").Town[]} */
    this.towns = [];
    /** @type {import("./rows.js").Organ[]} */
    this.organs = [];
  }

  /** Takes what is new. @param {number} ticks @param {Float64Array} numbers */
  add(ticks, numbers) {
    const rows = readRows(numbers, this.notes);
    this.done = ticks;
    this.events = rows.events;
    this.towns = rows.towns;
    this.organs = rows.organs.filter(({ since }) => since >= 0);
    this.hours.push(...rows.hours);
    this.days.push(...rows.days);
    this.orders.push(...rows.orders);
    if (rows.places.length) this.places.push(rows.places);
  }

  /** The first event of a kind that is of the whole society. @param {string} kind */
  first(kind) {
    const index = this.notes.eventKinds.indexOf(kind);
    return this.events.find((event) => event.kind === index && event.body < this.notes.nationals);
  }

  /** The day of a tick, among those that are over; its levels are those of its noon. @param {number} tick */
  dayAt(tick) {
    return Math.min(this.days.length - 1, Math.floor(tick / 24));
  }
}

/**
 * How a run goes on, wherever it is made.
 * @typedef {{step: (ticks: number, rows: Float64Array) => void, end: (digest: string, outcome: string) => void, fail: (error: Error) => void}} Course
 */

/**
 * Begins a run: in a Worker, or on the server where the pack is of its own.
 * @param {Pack} pack
 * @param {{seed: bigint, without: string[], ticks: number}} options
 * @param {(run: Run) => void} [onStep] called when another day is over
 * @returns {{run: Run, done: Promise<Run>, cancel: () => void}} `done` fails when cancelled
 */
export function startRun(pack, options, onStep) {
  const run = new Run(pack, options);
  let cancel = () => {};
  const done = new Promise((resolve, reject) => {
    /** @type {Course} */
    const course = {
      step(ticks, rows) {
        run.add(ticks, rows);
        onStep?.(run);
      },
      end(digest, outcome) {
        run.digest = digest;
        run.outcome = run.notes.outcomes.find(({ id }) => id === outcome) ?? null;
        resolve(run);
      },
      fail: reject,
    };
    const stop = pack.isNative ? runOnServer(pack, options, course) : runInWorker(pack, options, course);
    cancel = () => {
      stop();
      reject(new Cancelled());
    };
  });
  done.catch(() => {});
  return { run, done, cancel };
}

/** Why a run has no end: somebody stopped it. */
export class Cancelled extends Error {}
