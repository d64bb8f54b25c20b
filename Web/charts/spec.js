// @ts-check
/** What a chart shows, as a Vega-Lite specification. */

import { hundredths, percent, whole } from "../words/wording.js";

/** @typedef {{t: number, low: number | null, central: number | null, high: number | null, colour: string, label: string, text: string, source: string, url: string}} Dot `label` is its source in short */
/** @typedef {{label: string, colour: string, dash?: string, width?: number, points: [number, number][]}} Series */
/**
 * What a chart shows.
 * @typedef {object} Spec
 * @property {Series[]} series
 * @property {boolean} [isStacked] areas on one another, and not lines
 * @property {[number, number]} [domain] of values; by the data where it is missing
 * @property {(value: number) => string} format of values
 * @property {number} ticks the hour with which the axis ends
 * @property {number} [from] the hour with which it begins; the first where it is missing
 * @property {import("../words/calendar.js").Calendar} calendar
 * @property {Dot[]} [dots]
 * @property {{t: number, text: string}[]} [marks]
 * @property {number[]} [levels] values that are ruled across
 * @property {boolean} [isPaired] shades what lies between the first two series
 */

const HEIGHT = 250;
/** The least room for a day's dates in both calendars. */
const DATE_ROOM = 76;

/** How an axis writes what a function of ours writes elsewhere. */
const NUMBERS = new Map([
  [whole, { format: ",.0f", tickMinStep: 1 }],
  [percent, { format: ".0%" }],
  [hundredths, { format: ".1f" }],
]);

/** The value at which a dot stands. @param {Dot} dot */
export const middle = (dot) => dot.central ?? ((dot.low ?? 0) + (dot.high ?? dot.low ?? 0)) / 2;

/** The dots that stand within the axis. @param {Spec} spec */
export const dotsOf = ({ dots = [], from = 0, ticks }) => dots.filter((dot) => dot.t >= from && dot.t <= ticks);

/** The tables of a chart, by name. @param {Spec} spec @returns {Record<string, object[]>} */
export function tables(spec) {
  const { series, marks = [], levels = [], from = 0, ticks } = spec;
  const [one, other] = series;
  return {
    points: series.flatMap(({ points, width = 2.4 }, index) =>
      points.map(([t, value]) => ({ t, value, series: index, width }))
    ),
    ...(spec.isPaired
      ? {
        between: one.points.slice(0, other.points.length)
          .map(([t, low], row) => ({ t, low, high: other.points[row][1] })),
      }
      : {}),
    marks: marks.filter(({ t }) => t >= from && t <= ticks),
    levels: levels.map((value) => ({ value })),
    dots: dotsOf(spec).map((dot) => ({
      t: dot.t,
      value: middle(dot),
      low: dot.low,
      high: dot.high,
      colour: dot.colour,
    })),
  };
}

/**
 * A chart without its numbers: it stays the same while a run goes on and only its tables grow.
 * @param {Spec} spec
 * @param {number} width
 */
export function frame(spec, width) {
  const { series, isStacked, isPaired, from = 0, ticks, domain } = spec;
  const x = {
    field: "t",
    type: "quantitative",
    scale: { domain: [from, ticks], nice: false },
    axis: dates(spec, width),
  };
  const y = (/** @type {string} */ field) => ({
    field,
    type: "quantitative",
    title: null,
    scale: domain ? { domain, nice: false } : { zero: true },
    axis: { ...NUMBERS.get(spec.format), tickCount: 5 },
  });
  const each = (/** @type {(one: Series) => unknown} */ look) => ({
    field: "series",
    type: "ordinal",
    scale: { domain: series.map((_, index) => index), range: series.map(look) },
    legend: null,
  });
  const colour = each((one) => one.colour);
  const layer = (
    /** @type {string} */ name,
    /** @type {Record<string, unknown>} */ mark,
    /** @type {object} */ encoding,
  ) => ({ data: { name }, mark, encoding });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    width,
    height: HEIGHT,
    padding: 2,
    autosize: { type: "fit", contains: "padding" },
    config: CONFIG,
    layer: [
      layer("levels", { type: "rule", color: "var(--soft)", strokeDash: [4, 4] }, { y: y("value") }),
      layer("marks", { type: "rule", color: "var(--soft)", strokeWidth: 1.2, opacity: 0.75 }, { x }),
      // The same, wide enough to be met by a pointer.
      layer("marks", { type: "rule", color: "transparent", strokeWidth: 11 }, {
        x,
        tooltip: { field: "text", type: "nominal" },
      }),
      ...(isPaired
        ? [layer("between", { type: "area", color: series[1].colour, opacity: 0.16 }, {
          x,
          y: y("low"),
          y2: { field: "high" },
        })]
        : []),
      isStacked
        ? layer("points", { type: "area", fillOpacity: 0.82, stroke: "var(--paper)", strokeWidth: 0.8 }, {
          x,
          y: { ...y("value"), stack: "zero" },
          order: { field: "series" },
          fill: colour,
        })
        : layer("points", { type: "line", strokeJoin: "round" }, {
          x,
          y: y("value"),
          stroke: colour,
          strokeDash: each((one) => (one.dash || "1 0").split(" ").map(Number)),
          strokeWidth: { field: "width", type: "quantitative", scale: null },
        }),
      layer("dots", { type: "rule", strokeWidth: 1.6, opacity: 0.8 }, {
        x,
        y: y("low"),
        y2: { field: "high" },
        color: { field: "colour", type: "nominal", scale: null },
      }),
      layer("dots", { type: "circle", size: 62, opacity: 1, stroke: "var(--paper)", strokeWidth: 1.4 }, {
        x,
        y: y("value"),
        fill: { field: "colour", type: "nominal", scale: null },
      }),
    ],
  };
}

/**
 * A chart that stands alone: its numbers within, a title, a credit and a legend.
 * @param {Spec} spec
 * @param {import("./chart.js").Caption} caption
 */
export function standalone(spec, caption) {
  const framed = frame(spec, 760);
  const labels = spec.series.map((series) => series.label);
  const named = labels.flatMap((label, index) => label ? [index] : []);
  const legend = {
    title: null,
    orient: "bottom",
    columns: 3,
    values: named,
    labelExpr: `${JSON.stringify(labels)}[datum.value]`,
    labelLimit: 220,
    symbolType: spec.isStacked ? "square" : "stroke",
    symbolSize: spec.isStacked ? 120 : 500,
  };
  const told = framed.layer.find((one) => one.data.name === "points");
  for (const channel of Object.values(/** @type {Record<string, any>} */ (told?.encoding ?? {}))) {
    if (channel.legend === null && named.length) channel.legend = legend;
  }
  const title = { text: caption.title, subtitle: caption.credit, anchor: "start", frame: "group", offset: 14 };
  const whole = { ...framed, height: 400, padding: 16, background: "var(--paper)", title, datasets: tables(spec) };
  const css = getComputedStyle(document.documentElement);
  return JSON.parse(
    JSON.stringify(whole).replace(/var\((--[a-z]+)\)/g, (_, name) => css.getPropertyValue(name).trim()),
  );
}

/** An axis of days, in both calendars where they differ. @param {Spec} spec @param {number} width */
function dates({ calendar, from = 0, ticks }, width) {
  const days = (ticks - from) / 24;
  const every = [1, 2, 3, 5, 7, 10, 14, 21, 28, 42].find((step) => (width - 60) / days * step >= DATE_ROOM) ?? 42;
  /** @type {Record<number, string[]>} */
  const labels = {};
  for (let day = Math.ceil(from / 24); day * 24 < ticks; day += every) labels[24 * day] = calendar.axis(day);
  return {
    title: null,
    grid: false,
    values: Object.keys(labels).map(Number),
    labelExpr: `${JSON.stringify(labels)}[datum.value]`,
    labelOverlap: false,
    labelLineHeight: 14,
    labelColor: "var(--ink)",
  };
}

/** Colours are the page's own names for them, so that a change of scheme draws nothing anew. */
const CONFIG = {
  font: 'system-ui, "DejaVu Sans", sans-serif',
  background: null,
  aria: false,
  view: { stroke: null },
  axis: {
    labelFontSize: 12,
    labelColor: "var(--soft)",
    gridColor: "var(--line)",
    domainColor: "var(--line)",
    tickColor: "var(--soft)",
  },
  axisY: { domain: false, ticks: false, labelPadding: 6 },
  axisX: { tickSize: 4, labelPadding: 5 },
  title: { color: "var(--ink)", fontSize: 16, fontWeight: 600, subtitleColor: "var(--soft)", subtitleFontSize: 10 },
  legend: { labelColor: "var(--ink)", labelFontSize: 12, symbolStrokeWidth: 2.4 },
};
