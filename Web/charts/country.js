// @ts-check
/** A country on a map: a point for each town, a key, what is under the pointer in words, and all of it as a table. */

import { escape } from "../words/safe.js";
import { t } from "../words/text.js";
import { whole } from "../words/wording.js";
import { boxOf, landAbout, projection } from "./albers.js";
import { Atlas, canDraw, rgb } from "./atlas.js";
import * as palette from "./palette.js";
import { states, writ } from "./progress.js";

/** @typedef {import("../engine/run.js").Run} Run */
/** @typedef {import("./albers.js").Point} Point */
/** @typedef {{town: number, position: Point, persons: number, radius: number}} Spot */

const STATES = [palette.green, palette.orange, palette.blue, palette.vermilion, palette.purple];
const CLASSES = [
  palette.green,
  palette.grey,
  palette.blue,
  palette.sky,
  palette.yellow,
  palette.orange,
  palette.vermilion,
];

export class CountryMap {
  /** @param {() => void} onMode called when another mode is chosen */
  constructor(onMode) {
    this.mode = "councils";
    this.shown = "";
    /** Towns, the largest first. @type {Spot[]} */
    this.spots = [];
    /** Those of the mode. @type {Spot[]} */
    this.listed = [];
    /** The same as the map shows them. @type {import("./atlas.js").Mark[]} */
    this.marks = [];
    /** Rings of land, once they are there. @type {[number, number][][] | undefined} */
    this.outlines = undefined;
    /** How far each town has come. @type {number[]} */
    this.levels = [];
    this.element = document.createElement("div");
    this.element.className = "country";
    this.element.innerHTML = `<div class="modes" role="group" aria-label="${t("map.modes")}">
      <button type="button" data-mode="councils">${t("map.councils")}</button>
      <button type="button" data-mode="writ">${t("map.writ")}</button></div>
      <ul class="key"></ul>
      <div class="sheet-of-map"><div class="atlas" role="group"></div>
      <div class="zoom"><button type="button" data-near="1" aria-label="${t("map.nearer")}">+</button>
      <button type="button" data-near="-1" aria-label="${t("map.farther")}">−</button>
      <button type="button" data-near="0">${t("map.whole")}</button></div></div>
      <p class="touched" aria-live="polite"></p><p class="about"></p>
      <details><summary>${t("chart.numbers")}</summary><div class="table" tabindex="0" role="region" aria-label="${
      t("map.table")
    }"></div></details>`;
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (this.element.querySelector(selector));
    this.parts = {
      key: find(".key"),
      map: find(".sheet-of-map"),
      atlas: find(".atlas"),
      touched: find(".touched"),
      about: find(".about"),
      details: /** @type {HTMLDetailsElement} */ (find("details")),
      table: find(".table"),
    };
    this.atlas = new Atlas(this.parts.atlas, (index) => this.touch(index));
    this.parts.details.addEventListener("toggle", () => this.fillTable());
    this.element.addEventListener("click", ({ target }) => {
      const { mode, near } = target instanceof HTMLElement ? target.dataset : {};
      if (near) Number(near) ? this.atlas.near(Number(near)) : this.atlas.fit();
      if (!mode) return;
      this.mode = mode;
      this.shown = "";
      this.list();
      this.key();
      onMode();
    });
  }

  /** Lays out the map of a scenario. @param {Run} run */
  async lay(run) {
    const { notes } = run;
    this.run = run;
    this.shown = "";
    this.parts.touched.textContent = t("map.touch");
    this.parts.about.textContent = t("map.country", { capital: notes.towns[notes.capital].label });
    const persons = notes.towns.map(() => 0);
    for (const place of notes.places) persons[place.town] += place.persons;
    const most = Math.max(...persons);
    const mapped = notes.towns.filter((town) => town.kind !== "remote");
    const project = projection(mapped);
    this.standing = new Set(
      notes.bodies.slice(notes.nationals).filter((body) => body.region < 0).map((body) => body.seat),
    );
    this.spots = notes.towns.map((town, index) => ({
      town: index,
      position: project(town),
      persons: persons[index],
      radius: Math.max(1.2, 6 * Math.sqrt(persons[index] / most)),
    })).filter(({ town, persons }) => !["remote", "occupied"].includes(notes.towns[town].kind) && persons > 0)
      .sort((a, b) => b.persons - a.persons);
    this.list();
    this.key();
    if (!canDraw()) return this.withoutMap(t("map.none"));
    const box = boxOf(mapped.map(project));
    this.outlines ??= await outlines();
    await this.atlas.lay({
      land: landAbout(this.outlines, project, box),
      signs: [
        ...notes.towns.filter((town) => town.kind === "occupied").map((town) => ({
          sign: "×",
          position: project(town),
        })),
        { sign: "◇", position: project(notes.towns[notes.capital]) },
      ],
      box,
    }).catch((error) => this.withoutMap(t("page.failed", { message: error.message })));
  }

  /** Says why there is no map; the table tells the same. @param {string} reason */
  withoutMap(reason) {
    this.parts.map.hidden = true;
    this.parts.touched.textContent = reason;
    this.parts.details.open = true;
  }

  key() {
    const isWrit = this.mode === "writ";
    const labels = /** @type {string[]} */ (t(isWrit ? "map.classes" : "map.states"));
    this.parts.key.innerHTML = labels.map((label, index) => `<li><i data-index="${index}"></i>${label}</li>`).join("") +
      `<li><b aria-hidden="true">×</b>${t("map.occupied")}</li>`;
    for (const swatch of this.parts.key.querySelectorAll("i")) {
      swatch.style.background = this.colours()[Number(swatch.dataset.index)];
    }
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.element.querySelectorAll("[data-mode]"))) {
      button.setAttribute("aria-pressed", String(button.dataset.mode === this.mode));
    }
  }

  colours() {
    return this.mode === "writ" ? CLASSES : STATES;
  }

  /**
   * Lists the towns of the mode: countryside only where it may found a council of its own, armies only by their
   * obedience.
   */
  list() {
    const { run, mode, standing } = this;
    if (!run) return;
    const isWrit = mode === "writ";
    const kind = (/** @type {Spot} */ spot) => run.notes.towns[spot.town].kind;
    this.listed = this.spots.filter((spot) =>
      isWrit || (kind(spot) === "countryside" ? standing?.has(spot.town) : kind(spot) !== "army")
    );
    this.marks = this.listed.map(({ town, position, persons, radius }) => ({
      position,
      persons,
      radius: isWrit ? 0.8 * radius : 1.25 * radius,
      name: nameOf(run.notes.towns[town]),
    }));
  }

  /** Shows a time. @param {Run} run @param {number} tick */
  at(run, tick) {
    this.tick = tick;
    this.run = run;
    const step = this.mode === "writ" ? run.dayAt(tick) : Math.floor(tick / 3);
    const key = `${this.mode}/${step}/${run.done}`;
    if (this.shown === key) return;
    this.shown = key;
    this.levels = this.mode === "writ" ? writ(run, step) : states(run, tick);
    const colours = this.colours().map(rgb);
    this.atlas.show(this.marks, this.listed.map(({ town }) => colours[this.levels[town]]));
    const counts = this.counts().map(([label, number]) => `${label} ${number}`).join(", ");
    this.parts.atlas.setAttribute("aria-label", t("map.label", { counts }));
    this.fillTable();
  }

  /** How many places stand in each class. @returns {[string, string][]} */
  counts() {
    const labels = /** @type {string[]} */ (t(this.mode === "writ" ? "map.classes" : "map.states"));
    const counts = labels.map(() => 0);
    for (const spot of this.listed) counts[this.levels[spot.town]]++;
    return labels.map((label, index) => [label, whole(counts[index])]);
  }

  fillTable() {
    const { run } = this;
    if (!run || !this.levels.length) return;
    if (!this.parts.details.open) return this.parts.table.replaceChildren();
    const labels = /** @type {string[]} */ (t(this.mode === "writ" ? "map.classes" : "map.states"));
    const rows = this.listed.slice(0, 60).map((spot) => {
      const cells = [run.notes.towns[spot.town].label, whole(spot.persons), labels[this.levels[spot.town]]];
      return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`;
    });
    const all = this.counts().map(([label, number]) =>
      `<tr><td>${t("map.all")}</td><td>${number}</td><td>${label}</td></tr>`
    );
    this.parts.table.innerHTML = `<table><thead><tr>${
      t("map.head").map((/** @type {string} */ cell) => `<th scope="col">${cell}</th>`).join("")
    }</tr></thead><tbody>${all.join("")}${rows.join("")}</tbody></table>`;
  }

  /** Tells of a town. @param {number} index among those that are listed */
  touch(index) {
    const spot = this.listed[index];
    if (!this.run || !spot) return;
    const { notes, calendar } = this.run;
    const row = this.run.towns.find((one) => one.town === spot.town);
    const tick = this.tick ?? 0;
    const when = (/** @type {number} */ at) => `${calendar.hour(at)}, ${calendar.short(Math.floor(at / 24))}`;
    const told = [t("map.people", { town: notes.towns[spot.town].label, people: whole(spot.persons) })];
    if (row && row.heardAt >= 0 && row.heardAt <= tick) told.push(t("map.heard", { when: when(row.heardAt) }));
    if (row && row.openedAt >= 0 && row.openedAt <= tick) told.push(t("map.opened", { when: when(row.openedAt) }));
    for (const organ of this.run.organs) {
      const body = notes.bodies[organ.body];
      if (body.seat === spot.town && body.region < 0 && organ.since <= tick) {
        told.push(t("map.body", { body: body.label.split(": ").at(-1), when: when(organ.since) }));
      }
    }
    this.parts.touched.textContent = told.join("; ") + ".";
  }
}

/** What the map calls a place: villages and armies nothing, nor towns that are called after their district alone. @param {{label: string, kind: string}} town */
const nameOf = ({ label, kind }) => kind === "countryside" || kind === "army" || label.includes(",") ? "" : label;

/** Rings of land; none where set-up had none to give. @returns {Promise<[number, number][][]>} */
async function outlines() {
  const answer = await fetch("parts/land.json");
  return answer.ok ? answer.json() : [];
}
