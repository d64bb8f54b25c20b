// @ts-check
/**
 * What lies over a drawing of Vega's: a cursor, names with their values at the cursor, and a button on each
 * dot. While time plays only this moves, and nothing is drawn anew.
 */

import { middle } from "./spec.js";

/** @typedef {import("./spec.js").Spec} Spec */
/** @typedef {import("./spec.js").Dot} Dot */
/** Where a drawing's plot lies in it. @typedef {{left: number, top: number, width: number, height: number, y: (value: number) => number}} Place */

export class Overlay {
  /** @param {(dot: Dot) => void} cite called with a dot that is pressed */
  constructor(cite) {
    this.cite = cite;
    this.cursor = document.createElement("div");
    this.cursor.className = "cursor";
    this.dots = document.createElement("div");
    this.dots.className = "dots";
    this.names = document.createElement("ul");
    this.names.className = "names";
    /** @type {Dot[]} */
    this.shown = [];
    /** What the names were written from. */
    this.named = "";
    /** @type {{value: Element, points: [number, number][]}[]} */
    this.values = [];
    this.dots.addEventListener("click", ({ target }) => this.press(target));
    this.dots.addEventListener("keydown", (event) => this.move(event));
  }

  /** Lays itself over a drawing. @param {Spec} spec @param {Dot[]} dots @param {Place} place */
  lay(spec, dots, place) {
    this.spec = spec;
    this.place = place;
    this.cursor.style.top = `${place.top}px`;
    this.cursor.style.height = `${place.height}px`;
    this.layDots(dots);
    this.name(spec);
    this.stack(spec);
  }

  /** Moves the cursor. @param {number} tick */
  at(tick) {
    const { spec, place } = this;
    if (!spec || !place) return;
    const from = spec.from ?? 0;
    this.cursor.hidden = tick < from || tick > spec.ticks;
    const x = place.left + place.width * (tick - from) / Math.max(1, spec.ticks - from);
    this.cursor.style.transform = `translateX(${x.toFixed(1)}px)`;
    for (const { value, points } of this.values) {
      const number = valueAt(points, tick);
      const text = number === null ? "–" : spec.format(number);
      if (value.textContent !== text) value.textContent = text;
    }
  }

  /** The hour under a point of the screen; null beside the plot. @param {number} clientX @param {Element} stage */
  tickAt(clientX, stage) {
    if (!this.spec || !this.place) return null;
    const share = (clientX - stage.getBoundingClientRect().left - this.place.left) / this.place.width;
    if (share < -0.02 || share > 1.02) return null;
    const { from = 0, ticks } = this.spec;
    return Math.max(from, Math.min(ticks - 1, Math.round(from + share * (ticks - from))));
  }

  /** One of the dots can be reached by the tabulator, the others from it by arrows. @param {Dot[]} dots */
  layDots(dots) {
    const { place, spec } = this;
    if (!place || !spec) return;
    this.shown = dots;
    if (this.dots.childElementCount !== dots.length) {
      this.dots.replaceChildren(...dots.map((_, index) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "dot";
        button.tabIndex = index === 0 ? 0 : -1;
        return button;
      }));
    }
    const from = spec.from ?? 0;
    dots.forEach((dot, index) => {
      const button = /** @type {HTMLButtonElement} */ (this.dots.children[index]);
      button.setAttribute("aria-label", dot.text);
      button.style.left = `${place.left + place.width * (dot.t - from) / Math.max(1, spec.ticks - from)}px`;
      button.style.top = `${place.top + place.y(middle(dot))}px`;
    });
  }

  /** @param {EventTarget | null} target */
  press(target) {
    const dot = this.shown[[...this.dots.children].indexOf(/** @type {Element} */ (target))];
    if (dot) this.cite(dot);
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const buttons = /** @type {HTMLButtonElement[]} */ ([...this.dots.children]);
    const from = buttons.findIndex((button) => button === event.target);
    const next = buttons[from + (way ?? 0)];
    if (!way) return;
    event.preventDefault();
    if (!next) return;
    buttons[from].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  /** Writes the names, where others are to be written. @param {Spec} spec */
  name(spec) {
    const named = spec.series.flatMap((series, index) => series.label ? [{ series, index }] : []);
    const key = JSON.stringify(named.map(({ series }) => [series.label, series.colour, series.dash]));
    if (this.named !== key) {
      this.named = key;
      this.names.replaceChildren(...named.map(({ series }) => {
        const item = document.createElement("li");
        item.innerHTML = spec.isStacked
          ? `<svg width="14" height="12" aria-hidden="true"><rect width="12" height="12" fill="${series.colour}" fill-opacity=".82"/></svg>`
          : `<svg width="14" height="12" aria-hidden="true"><path d="M0 6H14" stroke="${series.colour}" stroke-width="2.6" stroke-dasharray="${
            series.dash ?? ""
          }"/></svg>`;
        const value = document.createElement("b");
        const name = document.createElement("span");
        name.textContent = series.label;
        item.append(value, name);
        return item;
      }));
    }
    // Room for the widest of all values, so that names stand in line and nothing shifts while time plays.
    const values = named.flatMap(({ series }) => series.points.map(([, value]) => value));
    const [least, most] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [0, 0]);
    const room = Math.max(spec.format(least).length, spec.format(most).length);
    this.values = named.map(({ series }, row) => {
      const value = /** @type {HTMLElement} */ (this.names.children[row].querySelector("b"));
      value.style.minWidth = `${room}ch`;
      return { value, points: series.points };
    });
    this.rows = named.map(({ index }) => index);
  }

  /** Sets each name beside the end of what it names, and all of them clear of one another. @param {Spec} spec */
  stack(spec) {
    const { place } = this;
    if (!place || !this.rows) return;
    const last = spec.series.map((series) => series.points.at(-1)?.[1] ?? 0);
    const sums = last.map((_, index) => last.slice(0, index).reduce((sum, value) => sum + value, 0));
    const wanted = this.rows.map((index, row) => {
      const item = /** @type {HTMLElement} */ (this.names.children[row]);
      const value = spec.isStacked ? sums[index] + last[index] / 2 : last[index];
      const height = item.offsetHeight;
      return { item, height, at: place.top + place.y(value) - height / 2 };
    }).sort((a, b) => a.at - b.at);
    let least = 0;
    for (const one of wanted) {
      one.at = Math.max(one.at, least);
      least = one.at + one.height;
    }
    let most = place.top + place.height + 12;
    for (const one of wanted.toReversed()) {
      one.at = Math.min(one.at, most - one.height);
      most = one.at;
      one.item.style.setProperty("--at", `${Math.max(0, one.at).toFixed(1)}px`);
    }
  }
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
