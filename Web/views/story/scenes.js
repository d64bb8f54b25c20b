// @ts-check
/** The eight scenes: what is asked, which worlds are run, and what is read off them. */

import {
  active,
  council,
  credit,
  curve,
  garrison,
  measures,
  paired,
  recorded,
  span,
  writ,
} from "../../charts/curves.js";
import { purple } from "../../charts/palette.js";
import { t } from "../../words/text.js";
import { count, hundredths, percent, whole } from "../../words/wording.js";
import { table } from "../table.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {{kind: "draw", days: string[], high: number} | {kind: "choose"} | {kind: "slide", low: number, high: number, step: number, start: number}} Task */
/** @typedef {{model: string[], was?: string, record: string[], sources?: {source: string, url: string}[], charts?: {spec: import("../../charts/spec.js").Spec, caption: import("../../charts/chart.js").Caption}[], table?: HTMLElement}} Told */
/** @typedef {{answer: any, base: Run, world: (without: string[], seed?: bigint) => Promise<Run>, far: (text: string) => void}} Scope */
/** @typedef {{id: string, mechanism?: string, task: Task, tell: (scope: Scope) => Told | Promise<Told>}} Scene */

/** The one history of all scenes but the last. */
export const SEED = 7n;
/** The last day of all. */
export const UNTIL = "1917-04-05";
const SEEDS = 12;

const words = (/** @type {string} */ path, /** @type {Record<string, unknown>} */ values = {}) =>
  t(`story.scenes.${path}`, values);

/** When an event came, or that it never did. @param {Run} run @param {string} kind */
function when(run, kind) {
  const event = run.first(kind);
  return event ? moment(run, event.tick) : t("story.never");
}
const moment = (/** @type {Run} */ run, /** @type {number} */ tick) =>
  t("story.day", { day: run.calendar.short(Math.floor(tick / 24)), hour: run.calendar.hour(tick) });
const last = (/** @type {Run} */ run) => run.days[run.days.length - 1];

/** Rows of the record. @param {Run} run @param {string} series */
const rows = (run, series) => run.notes.observations.filter((row) => row.series === series);
/** The day of a row, in both calendars. @param {Run} run @param {import("../../engine/packs.js").Observation | undefined} row */
function dayOf(run, row) {
  const day = row ? run.calendar.day(row.date) : null;
  return day === null ? t("story.never") : run.calendar.short(day);
}
/** @param {(import("../../engine/packs.js").Observation | undefined)[]} found */
const sources = (...found) => found.flatMap((row) => row ? [{ source: row.source, url: row.url }] : []);
/** Which of the two is there first. @param {Run} run */
function first(run) {
  const [one, other] = [
    run.first("council_constituted")?.tick ?? Infinity,
    run.first("government_formed")?.tick ?? Infinity,
  ];
  return one < other ? "council" : other < one ? "government" : "same";
}

/** A picture of a world that did not happen, of which nothing is recorded. @param {ReturnType<typeof writ.draw>} picture */
function unrecorded({ spec, caption }) {
  return { spec: { ...spec, dots: [] }, caption: { ...caption, reading: t("charts.writ.reading") } };
}

/** A measure of both worlds over one another. @param {string} id @param {Run} base @param {Run} other */
function beside(id, base, other) {
  const measure = measures(base.notes).find((one) => one.id === id);
  return measure ? [paired(measure, base, other)] : [];
}

/** @type {Scene[]} */
export const scenes = [
  {
    id: "streets",
    task: {
      kind: "draw",
      days: ["1917-02-22", "1917-02-23", "1917-02-24", "1917-02-25", "1917-02-26", "1917-02-27", "1917-02-28"],
      high: 400_000,
    },
    tell({ answer, base }) {
      const worker = base.notes.strata.findIndex((one) => one.id === "worker");
      const peak = base.days.reduce((most, day) => day.active[worker] > most.active[worker] ? day : most);
      const picture = active(worker).draw(base);
      const guess = this.task.kind === "draw"
        ? this.task.days.map((
          date,
          i,
        ) => /** @type {[number, number]} */ ([24 * (base.calendar.day(date) ?? 0) + 12, answer[i]]))
        : [];
      picture.spec.series.push({ label: t("story.yours"), colour: purple, dash: "7 3", points: guess });
      const day = rows(base, "active.worker").filter((row) => row.date === rows(base, "active.worker")[0].date);
      const counts = day.map((row) => `${row.source.split(/[:(]/)[0].trim()} ${whole(row.central ?? 0)}`).join(", ");
      return {
        model: [
          words("streets.told", {
            peakDay: base.calendar.short(peak.day),
            peak: count(peak.active[worker], "person"),
            share: percent(peak.active[worker] / base.notes.strata[worker].persons),
          }),
        ],
        charts: [picture],
        record: [words("streets.recorded", { day: dayOf(base, day[0]), counts })],
        sources: sources(...day),
      };
    },
  },
  {
    id: "bread",
    mechanism: "privation_growth",
    task: { kind: "choose" },
    async tell({ base, world }) {
      const other = await world(["privation_growth"]);
      const [one, two] = [base.first("outbreak"), other.first("outbreak")];
      const verdict = !two ? "never" : one && two.tick > one.tick ? "later" : "same";
      return {
        model: [
          words("bread.told", {
            one: when(base, "outbreak"),
            other: when(other, "outbreak"),
            verdict: words(`bread.verdicts.${verdict}`),
          }),
        ],
        was: verdict,
        charts: beside("active", base, other),
        record: [t("story.noRecord")],
      };
    },
  },
  {
    id: "garrison",
    task: { kind: "slide", low: 2, high: 96, step: 2, start: 48 },
    tell({ base }) {
      const tenth = base.hours.findIndex((hour) => hour.garrisonOver >= 0.1);
      const half = base.hours.findIndex((hour) => hour.garrisonOver >= 0.5);
      const day = rows(base, "garrison_over").filter((row) => row.date === "1917-02-27");
      return {
        model: [
          half < 0
            ? words("garrison.notYet")
            : words("garrison.told", { hours: half - tenth, from: moment(base, tenth), to: moment(base, half) }),
        ],
        charts: [garrison.draw(base)],
        record: [
          words("garrison.recorded", { first: whole(day[0]?.central ?? 0), last: whole(day.at(-1)?.central ?? 0) }),
        ],
        sources: sources(day[0], day.at(-1)),
      };
    },
  },
  {
    id: "elites",
    mechanism: "elite_defection",
    task: { kind: "choose" },
    async tell({ base, world }) {
      const other = await world(["elite_defection"]);
      const [duma, stavka] = [rows(base, "withdrew.duma")[0], rows(base, "withdrew.stavka")[0]];
      return {
        model: [
          words("elites.told", {
            one: when(base, "regime_fell"),
            other: when(other, "regime_fell"),
            tsar: percent(last(other).writ[0]),
          }),
        ],
        was: other.first("regime_fell") ? "holds" : other.outcome?.id === "crushed" ? "crushed" : "hangs",
        charts: [unrecorded(writ.draw(other))],
        record: [words("elites.recorded", { duma: dayOf(base, duma), stavka: dayOf(base, stavka) })],
        sources: sources(duma, stavka),
      };
    },
  },
  {
    id: "rooms",
    task: { kind: "choose" },
    tell({ base }) {
      const [one, other] = [rows(base, "event.council_constituted")[0], rows(base, "event.government_formed")[0]];
      return {
        model: [
          words("rooms.told", {
            council: when(base, "council_constituted"),
            government: when(base, "government_formed"),
          }),
        ],
        was: first(base),
        charts: [writ.draw(base)],
        record: [words("rooms.recorded", { council: dayOf(base, one), government: dayOf(base, other) })],
        sources: sources(one, other),
      };
    },
  },
  {
    id: "orders",
    mechanism: "second_body",
    task: { kind: "slide", low: 1, high: 2.2, step: 0.1, start: 1.6 },
    async tell({ base, world }) {
      const other = await world(["second_body"]);
      const body = base.notes.bodies[council(base.notes)];
      const found = rows(base, `compliance.${body.id}`).slice(0, 3);
      return {
        model: [
          words("orders.told", {
            one: hundredths(last(base).effectiveAuthorities),
            other: hundredths(last(other).effectiveAuthorities),
          }),
        ],
        charts: beside("authorities", base, other),
        record: [
          words("orders.recorded", {
            orders: recorded(base, `compliance.${body.id}`, { format: percent, label: body.label }).slice(0, 3).map((
              dot,
            ) => dot.text).join(" "),
          }),
        ],
        sources: sources(...found),
      };
    },
  },
  {
    id: "cession",
    mechanism: "cession",
    task: { kind: "slide", low: 0, high: 100, step: 5, start: 50 },
    async tell({ base, world }) {
      const other = await world(["cession"]);
      const index = council(base.notes);
      const claim = other.first("power_claimed");
      const row = rows(base, "event.power_ceded")[0];
      return {
        model: [words("cession.told", {
          one: percent(last(base).writ[index]),
          other: percent(last(other).writ[index]),
          effective: hundredths(last(other).effectiveAuthorities),
          claimed: claim
            ? words("cession.claims.yes", { when: moment(other, claim.tick) })
            : words("cession.claims.no"),
        })],
        charts: beside("writ", base, other),
        record: [words("cession.recorded", { when: dayOf(base, row) })],
        sources: sources(row),
      };
    },
  },
  {
    id: "luck",
    task: { kind: "slide", low: 0, high: SEEDS, step: 1, start: 6 },
    async tell({ base, world, far }) {
      const seeds = Array.from({ length: SEEDS }, (_, index) => BigInt(index + 1));
      /** @type {Run[]} */
      const runs = new Array(SEEDS);
      let done = 0;
      const next = seeds.map((seed, index) => ({ seed, index }));
      // Two at a time, so that the page has a core left to draw with.
      await Promise.all([0, 1].map(async () => {
        for (let one = next.shift(); one; one = next.shift()) {
          runs[one.index] = await world([], one.seed);
          far(`${++done} / ${SEEDS}`);
        }
      }));
      const ticks = (/** @type {string} */ kind) =>
        runs.flatMap((run) => run.first(kind)?.tick ?? []).sort((a, b) => a - b);
      const short = (/** @type {number | undefined} */ tick) =>
        tick === undefined ? t("story.never") : base.calendar.short(Math.floor(tick / 24));
      const [broke, fell] = [ticks("outbreak"), ticks("regime_fell")];
      const list = runs.map((
        run,
        index,
      ) => [
        String(seeds[index]),
        short(run.first("outbreak")?.tick),
        short(run.first("regime_fell")?.tick),
        run.outcome?.text ?? "",
      ]);
      const measure = measures(base.notes).find((one) => one.id === "authorities");
      return {
        model: [words("luck.told", {
          dual: runs.filter((run) => run.outcome?.id === "dual_power").length,
          all: SEEDS,
          first: short(broke[0]),
          last: short(broke.at(-1)),
          fellFirst: short(fell[0]),
          fellLast: short(fell.at(-1)),
        })],
        charts: measure
          ? [{
            spec: {
              ticks: base.ticks,
              calendar: base.calendar,
              format: hundredths,
              domain: span(runs),
              levels: [1, 2],
              series: runs.map((run, index) => ({
                label: "",
                colour: index === Number(SEED) - 1 ? purple : "var(--soft)",
                width: index === Number(SEED) - 1 ? 3 : 1,
                points: curve(measure, run),
              })),
            },
            caption: { title: measure.title, reading: measure.reading, credit: credit(base) },
          }]
          : [],
        table: table(words("luck.title"), words("luck.seedHead"), list),
        record: [words("luck.recorded")],
      };
    },
  },
];
