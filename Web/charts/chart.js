// @ts-check
/**
 * A chart over time: lines, areas, dots of what was recorded, uprights at events, and a cursor.
 * Vega-Lite draws it, once for each change of its numbers or of its width.
 */

import { citation, escape } from "../words/safe.js";
import { t } from "../words/text.js";
import { saveImage, saveText } from "./export.js";
import { Overlay } from "./overlay.js";
import { sourceLine } from "./sources.js";
import { dotsOf, frame, tables } from "./spec.js";
import { embed, refill } from "./vega.js";

/** @typedef {import("./spec.js").Spec} Spec */
/** @typedef {{title: string, reading: string, credit: string}} Caption */

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
    this.width = 0;
    /** What is drawn. @type {{spec: Spec, width: number, frame: string, view: import("./vega.js").View} | null} */
    this.drawn = null;
    /** @type {Promise<unknown> | undefined} */
    this.painting = undefined;
    /** The dots whose sources are named. */
    this.sourced = "[]";
    this.overlay = new Overlay((dot) => this.cite(dot));
    this.figure = document.createElement("figure");
    this.figure.className = "chart";
    this.figure.id = id;
    this.figure.innerHTML = `<h3></h3><p class="reading"></p>
      <div class="plot" role="group"><div class="stage"><div class="drawing" aria-hidden="true"></div></div></div>
      <p class="source" aria-live="polite" hidden></p><div class="from"></div>
      <div class="tools"><span class="save"></span>
      <details><summary>${
      escape(t("chart.numbers"))
    }</summary><div class="table" tabindex="0" role="region"></div></details></div>`;
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (this.figure.querySelector(selector));
    this.plot = find(".plot");
    this.stage = find(".stage");
    this.drawing = find(".drawing");
    this.note = find(".source");
    this.from = find(".from");
    this.details = /** @type {HTMLDetailsElement} */ (find("details"));
    this.details.addEventListener("toggle", () => this.fillTable());
    this.stage.append(this.overlay.cursor, this.overlay.dots);
    this.plot.append(this.overlay.names);
    for (const kind of /** @type {const} */ (["svg", "png", "csv"])) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain";
      button.textContent = kind.toUpperCase();
      button.dataset.save = kind;
      button.addEventListener("click", () => this.save(kind));
      find(".save").append(button);
    }
    this.watch();
  }

  /** Draws; of several drawings asked for at once only the last is made. @param {Spec} spec @param {Caption} caption */
  draw(spec, caption) {
    this.spec = spec;
    this.caption = caption;
    const [title, reading] = this.figure.querySelectorAll("h3, p.reading");
    if (title.textContent !== caption.title) {
      title.textContent = caption.title;
      this.plot.setAttribute("aria-label", caption.title);
      for (const button of this.figure.querySelectorAll("button[data-save]")) {
        const kind = /** @type {HTMLElement} */ (button).dataset.save?.toUpperCase();
        button.setAttribute("aria-label", t("chart.save", { kind, title: caption.title }));
      }
      this.figure.querySelector(".table")?.setAttribute("aria-label", t("chart.tableOf", { title: caption.title }));
    }
    if (reading.textContent !== caption.reading) reading.textContent = caption.reading;
    if (this.details.open) this.fillTable();
    return this.paint();
  }

  /** Moves the cursor. @param {number} tick */
  at(tick) {
    this.tick = tick;
    this.overlay.at(tick);
  }

  /** Brings the drawing up to what is to be shown, one drawing at a time. */
  paint() {
    this.painting ??= this.catchUp()
      .catch((error) => this.drawing.textContent = t("page.failed", { message: error.message }))
      .finally(() => this.painting = undefined);
    return this.painting;
  }

  async catchUp() {
    while (this.spec && this.width && (this.drawn?.spec !== this.spec || this.drawn.width !== this.width)) {
      const { spec, width } = this;
      const framed = frame(spec, width);
      const key = JSON.stringify(framed);
      if (this.drawn?.frame === key) await refill(this.drawn.view, tables(spec));
      const view = this.drawn?.frame === key ? this.drawn.view : await this.embed(framed, spec);
      this.drawn = { spec, width, frame: key, view };
      const [left, top] = view.origin();
      const dots = dotsOf(spec);
      this.overlay.lay(spec, dots, { left, top, width: view.width(), height: view.height(), y: view.scale("y") });
      this.overlay.at(this.tick);
      this.nameSources(dots);
    }
  }

  /** Writes which sources the dots are from, where they are others than before. @param {import("./spec.js").Dot[]} dots */
  nameSources(dots) {
    const key = JSON.stringify(dots.map(({ label, url, colour }) => [label, url, colour]));
    if (key === this.sourced) return;
    this.sourced = key;
    this.from.replaceChildren(...(dots.length ? [sourceLine(dots)] : []));
  }

  /** @param {object} framed @param {Spec} spec */
  embed(framed, spec) {
    this.drawn?.view.finalize();
    return embed(this.drawing, { ...framed, datasets: tables(spec) }, (text) => this.stage.title = text);
  }

  watch() {
    new ResizeObserver(() => {
      this.width = Math.floor(this.stage.clientWidth);
      this.paint();
    }).observe(this.stage);
    const seek = (/** @type {PointerEvent} */ event) => {
      const tick = this.overlay.tickAt(event.clientX, this.stage);
      if (tick !== null) this.seek?.(tick);
    };
    const isDot = (/** @type {Event} */ event) => event.target instanceof Element && event.target.matches(".dot");
    this.stage.addEventListener("pointerdown", (event) => isDot(event) || seek(event));
    this.stage.addEventListener("pointermove", (event) => {
      if (event.buttons & 1 && event.pointerType === "mouse") seek(event);
    });
  }

  /** Shows the source of a dot. @param {import("./spec.js").Dot} dot */
  cite(dot) {
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
    if (!this.spec) return;
    if (kind !== "csv") return saveImage(this.id, kind, this.spec, this.caption);
    const quote = (/** @type {string} */ cell) => /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    saveText(`${this.id}.csv`, "text/csv", this.table().map((row) => row.map(quote).join(",")).join("\n") + "\n");
  }
}
