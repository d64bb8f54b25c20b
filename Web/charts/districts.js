// @ts-check
/** The districts of the capital as tiles: the scenario holds no outlines of them, and none are invented. */

import { escape } from "../words/safe.js";
import { t } from "../words/text.js";
import { count, percent, whole } from "../words/wording.js";
import * as palette from "./palette.js";

/** @typedef {import("../engine/run.js").Run} Run */

export class Districts {
  constructor() {
    this.element = document.createElement("div");
    this.element.className = "districts";
    /** @type {{place: number, out: Element, bars: HTMLElement[], people: Element, tile: HTMLElement}[]} */
    this.tiles = [];
    this.shown = "";
  }

  /** Lays out the tiles of a scenario. @param {Run} run */
  lay(run) {
    const { notes } = run;
    this.shown = "";
    const key = [...notes.lines.map((line) => line.label), t("charts.writ.nobody")].map((label, index) =>
      `<li><i data-colour="${index}"></i>${escape(label)}</li>`
    ).join("");
    this.element.innerHTML = `<ul class="key">${key}</ul><ol class="tiles"></ol><p class="about">${
      escape(t("map.districts", { place: notes.towns[notes.capital].label }))
    }</p>`;
    const list = /** @type {HTMLElement} */ (this.element.querySelector(".tiles"));
    this.colours(this.element.querySelectorAll("[data-colour]"), notes.lines.length);
    this.tiles = notes.places.map((place, index) => ({ place, index }))
      .filter(({ place }) => place.town === notes.capital && place.persons > 0)
      .map(({ place, index }) => {
        const tile = document.createElement("li");
        tile.innerHTML = `<h4></h4><p class="out"></p><p class="people"></p><div class="bar" aria-hidden="true"></div>`;
        const title = /** @type {Element} */ (tile.querySelector("h4"));
        title.textContent = place.label;
        const bar = /** @type {HTMLElement} */ (tile.querySelector(".bar"));
        const bars = [...notes.lines, null].map((_, line) => {
          const part = document.createElement("i");
          part.dataset.colour = String(line);
          bar.append(part);
          return part;
        });
        this.colours(bars, notes.lines.length);
        list.append(tile);
        return {
          place: index,
          out: /** @type {Element} */ (tile.querySelector(".out")),
          people: /** @type {Element} */ (tile.querySelector(".people")),
          bars,
          tile,
        };
      });
  }

  /** @param {Iterable<Element>} parts @param {number} lines */
  colours(parts, lines) {
    for (const part of parts) {
      const index = Number(/** @type {HTMLElement} */ (part).dataset.colour);
      /** @type {HTMLElement} */ (part).style.background = index < lines ? palette.colour(index) : palette.grey;
    }
  }

  /** Shows a day. @param {Run} run @param {number} tick */
  at(run, tick) {
    const day = run.dayAt(tick);
    const rows = run.places[day];
    if (!rows || this.shown === `${day}/${run.done}`) return;
    this.shown = `${day}/${run.done}`;
    for (const { place, out, people, bars, tile } of this.tiles) {
      const row = rows[place];
      const persons = run.notes.places[place].persons;
      out.textContent = percent(row.active / persons);
      people.textContent = t("map.out", { people: whole(row.active), of: count(persons, "person") });
      const shares = [...[...row.writ].map((share) => share * (1 - row.none)), row.none];
      shares.forEach((share, index) => bars[index].style.flexGrow = String(share));
      const heard = shares.map((share, index) =>
        `${run.notes.lines[index]?.label ?? t("charts.writ.nobody")} ${percent(share)}`
      ).join(", ");
      tile.setAttribute(
        "aria-label",
        `${run.notes.places[place].label}: ${out.textContent} ${t("map.outShort")}; ${heard}`,
      );
    }
  }
}
