// @ts-check
/** Which curves the lab draws, and how they are read off a run. */

import { t } from "../words/text.js";
import { hundredths, lowered, percent, sentence, whole } from "../words/wording.js";
import * as palette from "./palette.js";

/** @typedef {import("../engine/run.js").Run} Run */
/** @typedef {import("../engine/packs.js").Notes} Notes */
/** @typedef {import("./spec.js").Spec} Spec */
/** @typedef {import("./spec.js").Dot} Dot */
/** @typedef {import("./chart.js").Caption} Caption */
/** @typedef {{id: string, draw: (run: Run) => {spec: Spec, caption: Caption}}} Picture */
/** @typedef {{id: string, title: string, reading: string, format: (v: number) => string, domain?: [number, number], isHourly?: boolean, value: (run: Run, index: number) => number}} Measure */

const noon = (/** @type {number} */ day) => day * 24 + 12;

/** The command that gives the same run. @param {Run} run */
export function command(run) {
  const until = run.calendar.date(run.ticks / 24 - 1);
  const without = run.without.map((id) => ` --without ${id}`).join("");
  return `dualpower run ${run.notes.scenario} --seed ${run.seed} --scale 1:${run.notes.scale} --until ${until}${without}`;
}

/** @param {Run} run */
export const credit = (run) =>
  run.digest ? t("chart.credit", { command: command(run), digest: run.digest }) : command(run);

/**
 * What was recorded of a series, as dots.
 * @param {Run} run
 * @param {string} series
 * @param {{colour?: string, format: (v: number) => string, label?: string}} look `colour` for all; else by source
 * @returns {Dot[]}
 */
export function recorded(run, series, { colour, format, label }) {
  /** @type {string[]} */
  const families = [];
  return run.notes.observations.flatMap((row) => {
    const day = run.calendar.day(row.date);
    if (row.series !== series || day === null || day * 24 >= run.ticks) return [];
    // Who is named first; what else a source says is told when its dot is pressed.
    const family = row.source.split(/[:;(]/)[0].trim();
    if (!families.includes(family)) families.push(family);
    const at = row.hour === null ? noon(day) : day * 24 + row.hour;
    const range = row.low !== null && row.high !== null && row.low !== row.high
      ? t("chart.range", { low: format(row.low), high: format(row.high) })
      : "";
    const value = row.central ?? row.low ?? row.high ?? 0;
    const text = t("chart.dot", {
      label: label ?? t("chart.recorded"),
      when: row.hour === null ? run.calendar.short(day) : run.calendar.moment(at),
      value: format(value),
      range,
      grade: row.grade,
      note: row.note ? ` ${sentence(row.note)}.`.replace("..", ".") : "",
    });
    return [{
      t: at,
      low: row.low,
      central: row.central,
      high: row.high,
      label: family,
      text,
      colour: colour ?? palette.sources[families.indexOf(family) % palette.sources.length],
      source: row.source,
      url: row.url,
    }];
  });
}

/** Uprights at events of the whole society. @param {Run} run @param {string[]} kinds @returns {{t: number, text: string}[]} */
export function marks(run, kinds) {
  return run.events.filter((event) =>
    kinds.includes(run.notes.eventKinds[event.kind]) && event.body < run.notes.nationals
  )
    .map((event) => ({
      t: event.tick,
      text: `${run.calendar.moment(event.tick)}: ${t(`kinds.${run.notes.eventKinds[event.kind]}`)}`,
    }));
}

const base = (/** @type {Run} */ run) => ({ ticks: run.ticks, calendar: run.calendar });
const isCountry = (/** @type {Notes} */ notes) => notes.bodies.length > notes.nationals;
const inCapital = (/** @type {Notes} */ notes) =>
  isCountry(notes) ? t("charts.alone", { capital: notes.towns[notes.capital].label }) : "";
/** The bodies of the whole society. @param {Notes} notes */
export const nationals = (notes) => notes.bodies.slice(0, notes.nationals);
/** The council of the capital: the first body whose line constitutes itself. @param {Notes} notes */
export const council = (notes) => nationals(notes).findIndex((body) => notes.lines[body.line].claim === "constituent");
/** The legal successor's body. @param {Notes} notes */
export const government = (notes) => nationals(notes).findIndex((body) => notes.lines[body.line].claim === "successor");

/** Persons of a stratum out, day by day. @param {number} stratum @returns {Picture} */
export const active = (stratum) => ({
  id: "active",
  draw(run) {
    const name = run.notes.strata[stratum];
    const dots = recorded(run, `active.${name.id}`, { format: whole });
    return {
      spec: {
        ...base(run),
        format: whole,
        dots,
        marks: marks(run, ["outbreak", "regime_fell"]),
        series: [{
          label: t("charts.inRun"),
          colour: palette.blue,
          points: run.days.map((day) => [noon(day.day), day.active[stratum]]),
        }],
      },
      caption: {
        title: t("charts.active.title", { stratum: lowered(name.label) }),
        reading: t("charts.active.reading") + (dots.length ? ` ${t("charts.dots")}` : ""),
        credit: credit(run),
      },
    };
  },
});

/** From two days before the mutiny, in the run or in the record, to five days after; all of the run where there was none. @param {Run} run @param {Dot[]} dots */
function mutiny(run, dots) {
  const begun = [run.first("mutiny")?.tick, dots[0]?.t].filter((tick) => tick !== undefined);
  if (!run.digest || !begun.length) return [0, run.ticks];
  return [Math.max(0, Math.floor(Math.min(...begun) / 24) * 24 - 48), Math.min(run.ticks, Math.max(...begun) + 120)];
}

/** @type {Picture} */
export const garrison = {
  id: "garrison",
  draw(run) {
    const men = run.notes.garrisonMen;
    const dots = recorded(run, "garrison_over", { format: whole });
    const [from, ticks] = mutiny(run, dots);
    return {
      spec: {
        ...base(run),
        from,
        ticks,
        format: whole,
        dots,
        marks: marks(run, ["mutiny", "regime_fell"]),
        series: [{
          label: t("charts.inRun"),
          colour: palette.blue,
          points: run.hours.filter((hour) => hour.tick >= from && hour.tick < ticks).map((
            hour,
          ) => [hour.tick, hour.garrisonOver * men]),
        }],
      },
      caption: {
        title: t("charts.garrison.title"),
        reading: t("charts.garrison.reading", { men: whole(men) }) + (dots.length ? ` ${t("charts.dots")}` : ""),
        credit: credit(run),
      },
    };
  },
};

/** @type {Picture} */
export const writ = {
  id: "writ",
  draw(run) {
    const bodies = nationals(run.notes);
    const dots = bodies.flatMap((body, index) =>
      recorded(run, `compliance.${body.id}`, {
        format: percent,
        colour: palette.colour(index),
        label: t("charts.writ.obeyed", { body: body.label }),
      })
    );
    return {
      spec: {
        ...base(run),
        domain: [0, 1],
        format: percent,
        dots,
        marks: marks(run, ["regime_fell", "government_formed", "council_constituted", "overthrow"]),
        series: [
          ...bodies.map((body, index) => ({
            label: body.label,
            colour: palette.colour(index),
            dash: palette.dashes[index],
            points: run.days.map((day) => /** @type {[number, number]} */ ([noon(day.day), day.writ[index]])),
          })),
          {
            label: t("charts.writ.nobody"),
            colour: palette.grey,
            dash: "2 4",
            width: 2,
            points: run.days.map((day) => [noon(day.day), day.none]),
          },
        ],
      },
      caption: {
        title: t("charts.writ.title"),
        reading: inCapital(run.notes) + t("charts.writ.reading") + (dots.length ? ` ${t("charts.writ.dots")}` : ""),
        credit: credit(run),
      },
    };
  },
};

/** What holds the numbers of authorities of runs. @param {Run[]} runs @returns {[number, number]} */
export const span = (
  runs,
) => [0, Math.max(2.2, ...runs.flatMap((run) => run.days.map((day) => day.effectiveAuthorities * 1.05)))];

/** @type {Picture} */
export const authorities = {
  id: "authorities",
  draw: (run) => ({
    spec: {
      ...base(run),
      format: hundredths,
      domain: span([run]),
      levels: [1, 2],
      series: [{
        label: t("charts.inRun"),
        colour: palette.blue,
        points: run.days.map((day) => [noon(day.day), day.effectiveAuthorities]),
      }],
    },
    caption: {
      title: t("charts.authorities.title"),
      reading: inCapital(run.notes) + t("charts.authorities.reading"),
      credit: credit(run),
    },
  }),
};

/** Mean of the stances of government and council to each other. @param {Run} run @param {number} day */
export function relation(run, day) {
  const [one, other, width] = [government(run.notes), council(run.notes), run.notes.nationals];
  return one < 0 || other < 0
    ? 0
    : (run.days[day].stance[one * width + other] + run.days[day].stance[other * width + one]) / 2;
}

/** @type {Picture} */
export const stance = {
  id: "stance",
  draw(run) {
    const [one, other, width] = [government(run.notes), council(run.notes), run.notes.nationals];
    const bodies = nationals(run.notes);
    const line = (/** @type {number} */ from, /** @type {number} */ to) => ({
      label: bodies[from].label,
      colour: palette.colour(from),
      dash: palette.dashes[from],
      points: run.days.map((day) => /** @type {[number, number]} */ ([noon(day.day), day.stance[from * width + to]])),
    });
    const dots = recorded(run, "relation", {
      format: hundredths,
      colour: palette.purple,
      label: t("charts.stance.recorded"),
    });
    return {
      spec: {
        ...base(run),
        domain: [-1, 1],
        format: hundredths,
        dots,
        marks: marks(run, ["crisis"]),
        series: one < 0 || other < 0 ? [] : [line(one, other), line(other, one)],
      },
      caption: {
        title: t("charts.stance.title"),
        reading: t("charts.stance.reading") + (dots.length ? ` ${t("charts.stance.dots")}` : ""),
        credit: credit(run),
      },
    };
  },
};

/** @type {Picture} */
export const deputies = {
  id: "deputies",
  draw(run) {
    const index = council(run.notes);
    const parties = run.notes.parties;
    const at = (/** @type {import("../engine/rows.js").Day} */ day, /** @type {number} */ party) =>
      day.deputiesByParty[index * parties.length + party];
    const seated = parties.map((_, party) => party).filter((party) => run.days.some((day) => at(day, party) > 0.5));
    const body = run.notes.bodies[index];
    const dots = recorded(run, `deputies.${body?.id}`, { format: whole, colour: "var(--ink)" });
    return {
      spec: {
        ...base(run),
        isStacked: true,
        format: whole,
        dots,
        marks: marks(run, ["council_constituted"]),
        series: seated.map((party) => ({
          label: parties[party].label,
          colour: palette.colour(party),
          points: run.days.map((day) => /** @type {[number, number]} */ ([noon(day.day), at(day, party)])),
        })),
      },
      caption: {
        title: t("charts.deputies.title", { body: body?.label ?? "" }),
        reading: t("charts.deputies.reading") + (dots.length ? ` ${t("charts.dots")}` : ""),
        credit: credit(run),
      },
    };
  },
};

/** @type {Picture} */
export const councils = {
  id: "councils",
  draw(run) {
    const dots = recorded(run, "councils", { format: whole, colour: palette.vermilion });
    return {
      spec: {
        ...base(run),
        format: whole,
        dots,
        marks: marks(run, ["conference_met"]),
        series: [
          {
            label: t("charts.councils.councils"),
            colour: palette.vermilion,
            points: run.days.map((day) => [noon(day.day), day.councils]),
          },
          {
            label: t("charts.councils.open"),
            colour: palette.orange,
            dash: "7 3",
            points: run.days.map((day) => [noon(day.day), day.openTowns]),
          },
        ],
      },
      caption: {
        title: t("charts.councils.title"),
        reading: t("charts.councils.reading") + (dots.length ? ` ${t("charts.dots")}` : ""),
        credit: credit(run),
      },
    };
  },
};

/** @type {Picture} */
export const writOfAll = {
  id: "writ-of-all",
  draw: (run) => ({
    spec: {
      ...base(run),
      domain: [0, 1],
      format: percent,
      series: [
        ...run.notes.lines.map((line, index) => ({
          label: line.label,
          colour: palette.colour(index),
          dash: palette.dashes[index],
          points: run.days.map((day) => /** @type {[number, number]} */ ([noon(day.day), day.writOfAll[index]])),
        })),
        {
          label: t("charts.writ.nobody"),
          colour: palette.grey,
          dash: "2 4",
          width: 2,
          points: run.days.map((day) => [noon(day.day), day.noneOfAll]),
        },
      ],
    },
    caption: { title: t("charts.writOfAll.title"), reading: t("charts.writOfAll.reading"), credit: credit(run) },
  }),
};

/** The pictures of a scenario, in order; `stratum` is that of the first. @param {Notes} notes @param {number} stratum @returns {Picture[]} */
export function pictures(notes, stratum) {
  const wider = isCountry(notes) ? [councils, writOfAll] : [];
  return [...wider, writ, authorities, active(stratum), garrison, stance, deputies];
}

/** The stratum to begin with: the one that the record counts most often. @param {Notes} notes */
export function firstStratum(notes) {
  const counts = notes.strata.map(({ id }) => notes.observations.filter((row) => row.series === `active.${id}`).length);
  return counts.indexOf(Math.max(...counts));
}

/** What two worlds are compared by. @param {Notes} notes @returns {Measure[]} */
export function measures(notes) {
  const stratum = firstStratum(notes);
  const body = council(notes);
  const all = [
    {
      id: "councils",
      format: whole,
      value: (/** @type {Run} */ run, /** @type {number} */ i) => run.days[i].councils,
      isOfCountry: true,
    },
    {
      id: "writ",
      format: percent,
      domain: [0, 1],
      value: (/** @type {Run} */ run, /** @type {number} */ i) => body < 0 ? 0 : run.days[i].writ[body],
    },
    {
      id: "authorities",
      format: hundredths,
      value: (/** @type {Run} */ run, /** @type {number} */ i) => run.days[i].effectiveAuthorities,
    },
    {
      id: "none",
      format: percent,
      domain: [0, 1],
      value: (/** @type {Run} */ run, /** @type {number} */ i) => run.days[i].none,
    },
    {
      id: "active",
      format: whole,
      value: (/** @type {Run} */ run, /** @type {number} */ i) => run.days[i].active[stratum],
    },
    {
      id: "garrison",
      format: percent,
      domain: [0, 1],
      isHourly: true,
      value: (/** @type {Run} */ run, /** @type {number} */ i) => run.hours[i].garrisonOver,
    },
    { id: "relation", format: hundredths, domain: [-1, 1], value: relation },
    {
      id: "deputies",
      format: whole,
      value: (/** @type {Run} */ run, /** @type {number} */ i) => body < 0 ? 0 : run.days[i].deputies[body],
    },
  ];
  return all.filter((one) => !one.isOfCountry || isCountry(notes)).map((one) => ({
    .../** @type {any} */ (one),
    title: t(`measures.${one.id}.title`, {
      body: notes.bodies[body]?.label ?? "",
      stratum: lowered(notes.strata[stratum].label),
    }),
    reading: t(`measures.${one.id}.reading`),
  }));
}

/** A measure in one run. @param {Measure} measure @param {Run} run @returns {[number, number][]} */
export function curve(measure, run) {
  return measure.isHourly
    ? run.hours.map((hour, index) => [hour.tick, measure.value(run, index)])
    : run.days.map((day, index) => [noon(day.day), measure.value(run, index)]);
}

/** A measure in two worlds over one another. @param {Measure} measure @param {Run} one @param {Run} other @returns {{spec: Spec, caption: Caption}} */
export function paired(measure, one, other) {
  return {
    spec: {
      ...base(one),
      format: measure.format,
      domain: measure.id === "authorities" ? span([one, other]) : measure.domain,
      isPaired: true,
      levels: measure.id === "authorities" ? [1, 2] : [],
      series: [
        { label: t("clauses.with"), colour: palette.grey, points: curve(measure, one) },
        { label: t("clauses.without"), colour: palette.vermilion, dash: "7 3", points: curve(measure, other) },
      ],
    },
    caption: { title: measure.title, reading: measure.reading, credit: credit(other) },
  };
}
