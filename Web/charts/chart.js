// @ts-check
/**
 * A chart over time: lines, areas, dots of what was recorded, uprights at events, and a cursor.
 *
 * Drawn as SVG once for each change of data; while time plays only the cursor and the values beside
 * the labels change.
 */

import { citation, escape } from "../words/safe.js";
import { t } from "../words/text.js";
import { savePNG, saveSVG, saveText } from "./export.js";

/** @typedef {{t: number, low: number | null, central: number | null, high: number | null, colour: string, label: string, text: string, source: string, url: string}} Dot */
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
/** @typedef {{title: string, reading: string, credit: string}} Caption */

const NARROW = 560;
const HEIGHT = 250;
export class Chart {
  /**
   * @param {string} id
   * @param {{seek?: (tick: number) => void}} [options] `seek` is called when a time is pointed at
   */
  constructor(id, options = {}) {
    this.id = id;
    this.seek = options.seek;
    /** @type {Spec | null} */
    this.spec = null;
    /** @type {Caption} */
    this.caption = { title: "", reading: "", credit: "" };
    this.tick = 0;
    /** Where a tick lies across. @type {(tick: number) => number} */
    this.x = () => 0;
    this.figure = document.createElement("figure");
    this.figure.className = "chart";
    this.figure.id = id;
    this.figure.innerHTML = `<h3></h3><p class="reading"></p><div class="plot"></div>
      <p class="source" aria-live="polite" hidden></p>
      <div class="tools"><span class="save"></span>
      <details><summary>${
      escape(t("chart.numbers"))
    }</summary><div class="table" tabindex="0" role="region"></div></details></div>`;
    this.plot = /** @type {HTMLElement} */ (this.figure.querySelector(".plot"));
    this.note = /** @type {HTMLElement} */ (this.figure.querySelector(".source"));
    this.details = /** @type {HTMLDetailsElement} */ (this.figure.querySelector("details"));
    this.details.addEventListener("toggle", () => this.fillTable());
    const save = /** @type {HTMLElement} */ (this.figure.querySelector(".save"));
    for (const kind of /** @type {const} */ (["svg", "png", "csv"])) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain";
      button.textContent = kind.toUpperCase();
      button.dataset.save = kind;
      button.addEventListener("click", () => this.save(kind));
      save.append(button);
    }
    this.watch();
  }

  /** Draws. @param {Spec} spec @param {Caption} caption */
  draw(spec, caption) {
    this.spec = spec;
    this.caption = caption;
    const [title, reading] = this.figure.querySelectorAll("h3, p.reading");
    if (title.textContent !== caption.title) {
      title.textContent = caption.title;
      for (const button of this.figure.querySelectorAll("button[data-save]")) {
        const kind = /** @type {HTMLElement} */ (button).dataset.save?.toUpperCase();
        button.setAttribute("aria-label", t("chart.save", { kind, title: caption.title }));
      }
      this.figure.querySelector(".table")?.setAttribute("aria-label", t("chart.tableOf", { title: caption.title }));
    }
    if (reading.textContent !== caption.reading) reading.textContent = caption.reading;
    this.paint();
    if (this.details.open) this.fillTable();
  }

  /** Moves the cursor. @param {number} tick */
  at(tick) {
    this.tick = tick;
    if (!this.spec || !this.cursor) return;
    const isWithin = tick >= (this.spec.from ?? 0) && tick <= this.spec.ticks;
    this.cursor.setAttribute("visibility", isWithin ? "visible" : "hidden");
    this.cursor.setAttribute("transform", `translate(${this.x(tick)} 0)`);
    this.spec.series.forEach((series, index) => {
      const label = this.values?.get(index);
      if (!label) return;
      const value = valueAt(series.points, tick);
      const text = value === null ? "–" : this.spec?.format(value) ?? "";
      if (label.textContent !== text) label.textContent = text;
    });
  }

  paint() {
    const spec = this.spec;
    const width = Math.max(260, Math.round(this.plot.clientWidth || 600));
    if (!spec) return;
    this.painted = width;
    const isWide = width >= NARROW;
    const longest = Math.max(0, ...spec.series.map((series) => wide(series.label)));
    const stacked = spec.isStacked ? stack(spec.series) : null;
    const tops = stacked ?? spec.series.map((series) => series.points);
    const [low, high] = spec.domain ?? reach(tops, spec.dots ?? []);
    const ticks = niceTicks(low, high);
    const left = 12 + Math.max(...ticks.map((tick) => wide(spec.format(tick))));
    const valueRoom = Math.max(...spec.series.map((series) => wide(spec.format(-maximum(series.points)), true)), 24) +
      8;
    const named = spec.series.filter((series) => series.label).length;
    const right = isWide && named ? Math.min(0.45 * width, 26 + valueRoom + longest) : 12;
    const rows = isWide ? 0 : named;
    const top = 10 + 18 * rows;
    const dateRows = spec.calendar.axis(0).length;
    const height = HEIGHT + 18 * rows;
    const bottom = height - 8 - 15 * dateRows;
    const from = spec.from ?? 0;
    const scale = (width - left - right) / Math.max(1, spec.ticks - from);
    const y = (/** @type {number} */ value) => bottom - ((value - low) / (high - low || 1)) * (bottom - top);
    this.x = (/** @type {number} */ tick) => left + (tick - from) * scale;
    const x = this.x;
    const parts = [];
    for (const tick of ticks) {
      parts.push(
        `<line x1="${left}" x2="${width - right}" y1="${r(y(tick))}" y2="${
          r(y(tick))
        }" stroke="var(--line)" stroke-width="${tick === 0 ? 1.2 : 0.7}"/>`,
      );
      parts.push(
        `<text x="${left - 6}" y="${r(y(tick) + 4)}" text-anchor="end" fill="var(--soft)">${
          escape(spec.format(tick))
        }</text>`,
      );
    }
    for (const level of spec.levels ?? []) {
      parts.push(
        `<line x1="${left}" x2="${width - right}" y1="${r(y(level))}" y2="${
          r(y(level))
        }" stroke="var(--soft)" stroke-dasharray="4 4" stroke-width="1"/>`,
      );
    }
    const [firstDay, days] = [Math.ceil(from / 24), (spec.ticks - from) / 24];
    const every = [1, 2, 3, 5, 7, 10, 14, 21, 28, 42].find((step) => (width - left - right) / days * step >= 78) ?? 42;
    for (let day = firstDay; day * 24 < spec.ticks; day += every) {
      const at = r(x(day * 24));
      parts.push(`<line x1="${at}" x2="${at}" y1="${bottom}" y2="${bottom + 4}" stroke="var(--soft)"/>`);
      const anchor = at < left + 20 ? "start" : at > width - 30 ? "end" : "middle";
      const start = anchor === "start" ? at - 8 : at;
      spec.calendar.axis(day).forEach((text, row) => {
        parts.push(
          `<text x="${start}" y="${bottom + 16 + 14 * row}" text-anchor="${anchor}" fill="var(${
            row ? "--soft" : "--ink"
          })">${escape(text)}</text>`,
        );
      });
    }
    for (const mark of spec.marks ?? []) {
      parts.push(
        `<line x1="${r(x(mark.t))}" x2="${
          r(x(mark.t))
        }" y1="${top}" y2="${bottom}" stroke="var(--soft)" stroke-width="1.2" opacity=".75"><title>${
          escape(mark.text)
        }</title></line>`,
      );
    }
    if (stacked) {
      spec.series.forEach((series, index) => {
        const under = index > 0 ? stacked[index - 1] : series.points.map(([at]) => [at, 0]);
        const edge = path(stacked[index], x, y);
        if (!edge) return;
        const back = [...under].reverse().map(([at, value]) => `L${r(x(at))} ${r(y(value))}`).join("");
        parts.push(
          `<path d="${edge}${back}Z" fill="${series.colour}" fill-opacity=".82" stroke="var(--paper)" stroke-width=".8"/>`,
        );
      });
    } else {
      if (spec.isPaired && spec.series.length > 1) {
        const [one, other] = spec.series;
        const edge = path(one.points, x, y);
        const back = [...other.points].reverse().map(([at, value]) => `L${r(x(at))} ${r(y(value))}`).join("");
        if (edge && back) parts.push(`<path d="${edge}${back}Z" fill="${other.colour}" fill-opacity=".16"/>`);
      }
      for (const series of spec.series) {
        parts.push(
          `<path d="${path(series.points, x, y)}" fill="none" stroke="${series.colour}" stroke-width="${
            series.width ?? 2.4
          }" stroke-linejoin="round"${series.dash ? ` stroke-dasharray="${series.dash}"` : ""}/>`,
        );
      }
    }
    parts.push(this.dots(spec, x, y));
    parts.push(this.labels(spec, tops, { isWide, width, right, top, bottom, left, valueRoom }, y));
    const cursor =
      `<g class="cursor"><line y1="${top}" y2="${bottom}" stroke="var(--ink)" stroke-width="1.2"/><circle cy="${bottom}" r="3.5" fill="var(--ink)"/></g>`;
    this.plot.innerHTML =
      `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-size="12" font-family="system-ui, 'DejaVu Sans', sans-serif" role="group" aria-label="${
        escape(this.caption.title)
      }">${parts.join("")}${cursor}</svg>`;
    this.svg = /** @type {SVGSVGElement} */ (this.plot.querySelector("svg"));
    this.cursor = this.svg.querySelector(".cursor");
    this.values = new Map(
      [...this.svg.querySelectorAll("[data-value]")].map((label) => [Number(label.getAttribute("data-value")), label]),
    );
    this.area = { left, right: width - right };
    this.at(this.tick);
  }

  /** @param {Spec} spec @param {(t: number) => number} x @param {(v: number) => number} y */
  dots(spec, x, y) {
    return (spec.dots ?? []).map((dot, index) => {
      const value = dot.central ?? ((dot.low ?? 0) + (dot.high ?? dot.low ?? 0)) / 2;
      const at = r(x(dot.t));
      const bar = dot.low !== null && dot.high !== null && dot.low !== dot.high
        ? `<line x1="${at}" x2="${at}" y1="${r(y(dot.low))}" y2="${
          r(y(dot.high))
        }" stroke="${dot.colour}" stroke-width="1.6" opacity=".8"/>`
        : "";
      return `<g class="dot" role="button" tabindex="${index === 0 ? 0 : -1}" data-dot="${index}" aria-label="${
        escape(dot.text)
      }">${bar}<circle cx="${at}" cy="${r(y(value))}" r="9" fill="transparent"/><circle cx="${at}" cy="${
        r(y(value))
      }" r="4.2" fill="${dot.colour}" stroke="var(--paper)" stroke-width="1.4"/></g>`;
    }).join("");
  }

  /**
   * Names beside the ends of lines where there is room, else above; each with its value at the cursor.
   * @param {Spec} spec
   * @param {[number, number][][]} tops
   * @param {{isWide: boolean, width: number, right: number, top: number, bottom: number, left: number, valueRoom: number}} box
   * @param {(v: number) => number} y
   */
  labels(spec, tops, box, y) {
    const swatch = (/** @type {Series} */ series, /** @type {number} */ px, /** @type {number} */ py) =>
      spec.isStacked
        ? `<rect x="${px}" y="${py - 9}" width="11" height="11" fill="${series.colour}" fill-opacity=".82"/>`
        : `<line x1="${px}" x2="${px + 14}" y1="${py - 4}" y2="${py - 4}" stroke="${series.colour}" stroke-width="2.6"${
          series.dash ? ` stroke-dasharray="${series.dash}"` : ""
        }/>`;
    const label = (
      /** @type {Series} */ series,
      /** @type {number} */ index,
      /** @type {number} */ px,
      /** @type {number} */ py,
    ) =>
      `${swatch(series, px, py)}<text x="${
        px + 18 + box.valueRoom - 6
      }" y="${py}" text-anchor="end" fill="var(--ink)" font-weight="600" data-value="${index}"></text><text x="${
        px + 18 + box.valueRoom
      }" y="${py}" fill="var(--ink)">${escape(series.label)}</text>`;
    if (!box.isWide) {
      return spec.series.map((series, index) => series.label ? label(series, index, box.left - 6, 14 + 18 * index) : "")
        .join("");
    }
    const wanted = spec.series.map((series, index) => {
      const last = tops[index].at(-1)?.[1] ?? 0;
      const under = spec.isStacked && index > 0 ? tops[index - 1].at(-1)?.[1] ?? 0 : spec.isStacked ? 0 : last;
      return { series, index, at: y((last + under) / 2) + 4 };
    }).filter(({ series }) => series.label).sort((a, b) => a.at - b.at);
    const step = 16;
    wanted.forEach((one, index) => {
      one.at = Math.max(one.at, index > 0 ? wanted[index - 1].at + step : box.top + 8);
    });
    for (
      let index = wanted.length - 1, most = box.bottom + 2;
      index >= 0;
      index--, most = wanted[index + 1].at - step
    ) {
      wanted[index].at = Math.min(wanted[index].at, most);
    }
    return wanted.map(({ series, index, at }) => label(series, index, box.width - box.right + 6, r(at))).join("");
  }

  watch() {
    new ResizeObserver(() => {
      if (this.spec && this.painted !== Math.max(260, Math.round(this.plot.clientWidth))) this.paint();
    }).observe(this.plot);
    const seek = (/** @type {PointerEvent} */ event) => {
      if (!this.spec || !this.svg || !this.area || !this.seek) return;
      const box = this.svg.getBoundingClientRect();
      const at = event.clientX - box.left;
      if (at < this.area.left - 8 || at > this.area.right + 8) return;
      const share = (at - this.area.left) / (this.area.right - this.area.left);
      const from = this.spec.from ?? 0;
      this.seek(Math.max(from, Math.min(this.spec.ticks - 1, Math.round(from + share * (this.spec.ticks - from)))));
    };
    this.plot.addEventListener("pointerdown", (event) => {
      const dot = event.target instanceof Element ? event.target.closest("[data-dot]") : null;
      if (!dot) seek(event);
    });
    this.plot.addEventListener("pointermove", (event) => {
      if (event.buttons & 1 && event.pointerType === "mouse") seek(event);
    });
    this.plot.addEventListener("click", (event) => {
      const dot = event.target instanceof Element ? event.target.closest("[data-dot]") : null;
      if (dot) this.cite(Number(dot.getAttribute("data-dot")));
    });
    this.plot.addEventListener("keydown", (event) => {
      const dot = event.target instanceof Element ? event.target.closest("[data-dot]") : null;
      if (!dot) return;
      const index = Number(dot.getAttribute("data-dot"));
      const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Enter" || event.key === " ") {
        this.cite(index);
        event.preventDefault();
      } else if (way) {
        const next = this.svg?.querySelector(`[data-dot="${index + way}"]`);
        if (next instanceof SVGElement) {
          dot.setAttribute("tabindex", "-1");
          next.setAttribute("tabindex", "0");
          next.focus();
        }
        event.preventDefault();
      }
    });
  }

  /** Shows the source of a dot. @param {number} index */
  cite(index) {
    const dot = this.spec?.dots?.[index];
    if (!dot) return;
    this.note.hidden = false;
    this.note.textContent = `${dot.text} `;
    this.note.append(citation(t("chart.source", { source: dot.source }), dot.url));
  }

  /** The numbers as rows, the head first. @returns {string[][]} */
  table() {
    const spec = this.spec;
    if (!spec) return [];
    const times = [...new Set(spec.series.flatMap((series) => series.points.map(([at]) => at)))].sort((a, b) => a - b);
    const isHourly = times.some((at) => at % 24 !== 12);
    const head = [
      t("chart.date"),
      ...(spec.calendar.isJulian ? [t("chart.gregorian")] : []),
      ...spec.series.map((series) => series.label),
    ];
    const maps = spec.series.map((series) => new Map(series.points));
    const rows = times.map((at) => {
      const cut = (/** @type {string} */ text) => isHourly ? text.replace("T", " ") : text.slice(0, 10);
      return [
        cut(spec.calendar.at(at)),
        ...(spec.calendar.isJulian ? [cut(spec.calendar.atGregorian(at))] : []),
        ...maps.map((map) => map.has(at) ? String(Number((map.get(at) ?? 0).toPrecision(6))) : ""),
      ];
    });
    return [head, ...rows];
  }

  fillTable() {
    const place = /** @type {HTMLElement} */ (this.figure.querySelector(".table"));
    if (!this.details.open) return place.replaceChildren();
    const [head, ...rows] = this.table();
    const shown = rows.length > 400 ? rows.filter((_, index) => index % 6 === 0) : rows;
    place.innerHTML = `<table><thead><tr>${
      head.map((cell) => `<th scope="col">${escape(cell)}</th>`).join("")
    }</tr></thead><tbody>${
      shown.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`).join("")
    }</tbody></table>`;
  }

  /** Saves the chart as a file. @param {"svg" | "png" | "csv"} kind */
  save(kind) {
    if (!this.svg) return;
    const quote = (/** @type {string} */ cell) => /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    if (kind === "csv") {
      saveText(
        `${this.id}.csv`,
        "text/csv",
        this.table().map((row) => row.map(quote).join(",")).join("\n") + "\n",
      );
    } else if (kind === "svg") saveSVG(this.id, this.svg, this.caption);
    else savePNG(this.id, this.svg, this.caption);
  }
}

const ruler = document.createElement("canvas").getContext("2d");
/** How wide a label is drawn. @param {string} text @param {boolean} [isBold] */
function wide(text, isBold = false) {
  if (!ruler) return 7 * text.length;
  ruler.font = `${isBold ? "600 " : ""}12px system-ui, "DejaVu Sans", sans-serif`;
  return ruler.measureText(text).width;
}

const r = (/** @type {number} */ value) => Math.round(value * 10) / 10;
const maximum = (/** @type {[number, number][]} */ points) =>
  points.reduce((most, [, value]) => Math.max(most, Math.abs(value)), 0);

/** @param {[number, number][]} points @param {(t: number) => number} x @param {(v: number) => number} y */
function path(points, x, y) {
  return points.map(([at, value], index) => `${index ? "L" : "M"}${r(x(at))} ${r(y(value))}`).join("");
}

/** @param {Series[]} series @returns {[number, number][][]} */
function stack(series) {
  /** @type {[number, number][][]} */
  const stacked = [];
  series.forEach(({ points }, index) => {
    stacked.push(points.map(([at, value], row) => [at, value + (index > 0 ? stacked[index - 1][row]?.[1] ?? 0 : 0)]));
  });
  return stacked;
}

/** @param {[number, number][][]} lines @param {Dot[]} dots @returns {[number, number]} */
function reach(lines, dots) {
  let most = 0;
  for (const line of lines) for (const [, value] of line) most = Math.max(most, value);
  for (const dot of dots) most = Math.max(most, dot.high ?? 0, dot.central ?? 0);
  return [0, most > 0 ? most * 1.04 : 1];
}

/** @param {number} low @param {number} high */
function niceTicks(low, high) {
  const rough = (high - low) / 4;
  const unit = 10 ** Math.floor(Math.log10(rough || 1));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * unit).find((size) => size >= rough * 0.999) ?? unit;
  const ticks = [];
  for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + step * 1e-6; at += step) {
    ticks.push(Math.abs(at) < step * 1e-6 ? 0 : at);
  }
  return ticks;
}

/** The value of the last point that has come. @param {[number, number][]} points @param {number} tick */
export function valueAt(points, tick) {
  let low = 0;
  let high = points.length - 1;
  if (high < 0) return null;
  // A day's value stands at its noon and holds for all of the day.
  const until = points.length > 1 && points[1][0] - points[0][0] >= 24 ? tick + 12 : tick;
  if (points[0][0] > until) return points[0][1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (points[middle][0] <= until) low = middle;
    else high = middle - 1;
  }
  return points[low][1];
}
