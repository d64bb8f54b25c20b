// @ts-check
/**
 * A country on a map: Albers' equal-area conic, land without any border, a point for each town.
 * The window and its parallels are chosen as `DualPowerArchive/Report/Country/MapView.swift` chooses them.
 */

import { escape } from "../words/safe.js";
import { t } from "../words/text.js";
import { whole } from "../words/wording.js";
import * as palette from "./palette.js";

/** @typedef {import("../engine/run.js").Run} Run */
/** @typedef {{town: number, x: number, y: number, radius: number, persons: number}} Spot */

const DEGREE = Math.PI / 180;
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

/** The turn between two longitudes, in -180...180. @param {number} degrees */
const turn = (degrees) => degrees - 360 * Math.round(degrees / 360);

/** @param {number[]} parallels @param {number} meridian */
function cone(parallels, meridian) {
  const first = Math.sin(parallels[0] * DEGREE);
  const n = (first + Math.sin(parallels[1] * DEGREE)) / 2;
  const c = 1 + first * (2 * n - first);
  return (/** @type {number} */ latitude, /** @type {number} */ longitude) => {
    const angle = turn(longitude - meridian) * DEGREE * n;
    const radius = Math.sqrt(Math.max(0, c - 2 * n * Math.sin(latitude * DEGREE))) / n;
    return [radius * Math.sin(angle), Math.sqrt(c) / n - radius * Math.cos(angle)];
  };
}

/** The window on towns. @param {{latitude: number, longitude: number}[]} towns */
function view(towns) {
  const latitudes = towns.map((town) => town.latitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const sorted = towns.map((town) => town.longitude).sort((a, b) => a - b);
  let widest = sorted[0] + 360 - sorted[sorted.length - 1];
  let [west, east] = [sorted[0], sorted[sorted.length - 1]];
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] - sorted[i - 1] > widest) {
      widest = sorted[i] - sorted[i - 1];
      [west, east] = [sorted[i], sorted[i - 1] + 360];
    }
  }
  const parallels = [Math.floor((south + north) / 20) * 10, Math.max(10, Math.ceil(north / 10) * 10)].map((p) =>
    Math.min(80, p)
  );
  return { project: cone(parallels, Math.ceil((west + east) / 10) * 5) };
}

export class CountryMap {
  /** @param {() => void} onMode called when another mode is chosen */
  constructor(onMode) {
    this.element = document.createElement("div");
    this.element.className = "country";
    this.mode = "councils";
    this.onMode = onMode;
    /** @type {Spot[]} */
    this.spots = [];
    this.shown = "";
    /** @type {number[][][]} */
    this.land = [];
    /** @type {number[]} */
    this.levels = [];
    new ResizeObserver(() => this.resize()).observe(this.element);
  }

  /** Lays out the map of a scenario. @param {Run} run */
  lay(run) {
    const { notes } = run;
    this.run = run;
    this.shown = "";
    this.element.innerHTML = `<div class="modes" role="group" aria-label="${t("map.modes")}">
      <button type="button" data-mode="councils">${t("map.councils")}</button>
      <button type="button" data-mode="writ">${t("map.writ")}</button></div>
      <ul class="key"></ul><canvas role="img"></canvas>
      <p class="touched" aria-live="polite">${t("map.touch")}</p>
      <p class="about">${escape(t("map.country", { capital: notes.towns[notes.capital].label }))}</p>
      <details><summary>${t("chart.numbers")}</summary><div class="table" tabindex="0" role="region" aria-label="${
      t("map.table")
    }"></div></details>`;
    this.canvas = /** @type {HTMLCanvasElement} */ (this.element.querySelector("canvas"));
    for (const button of this.element.querySelectorAll("button")) {
      button.addEventListener("click", () => {
        this.mode = button.dataset.mode ?? "councils";
        this.shown = "";
        this.key();
        this.onMode();
      });
    }
    this.details = /** @type {HTMLDetailsElement} */ (this.element.querySelector("details"));
    this.details.addEventListener("toggle", () => this.fillTable());
    this.canvas.addEventListener("pointermove", (event) => this.touch(event));
    this.canvas.addEventListener("pointerdown", (event) => this.touch(event));
    const mayStand = new Set(
      notes.bodies.slice(notes.nationals).filter((body) => body.region < 0).map((body) => body.seat),
    );
    const persons = notes.towns.map(() => 0);
    for (const place of notes.places) persons[place.town] += place.persons;
    this.persons = persons;
    this.standing = mayStand;
    const mapped = notes.towns.filter((town) => town.kind !== "remote");
    this.project = view(mapped).project;
    const points = mapped.map((town) => this.project?.(town.latitude, town.longitude) ?? [0, 0]);
    this.box = [
      Math.min(...points.map((p) => p[0])),
      Math.min(...points.map((p) => p[1])),
      Math.max(...points.map((p) => p[0])),
      Math.max(...points.map((p) => p[1])),
    ];
    this.key();
    if (!this.outlines) {
      fetch("parts/land.json").then((response) => response.ok ? response.json() : []).catch(() => []).then((rings) => {
        this.outlines = rings;
        this.resize();
      });
    }
    this.resize();
  }

  key() {
    const isWrit = this.mode === "writ";
    const labels = /** @type {string[]} */ (t(isWrit ? "map.classes" : "map.states"));
    const key = this.element.querySelector(".key");
    if (!key) return;
    key.innerHTML = labels.map((label, index) => `<li><i data-index="${index}"></i>${label}</li>`).join("") +
      `<li><b aria-hidden="true">×</b>${t("map.occupied")}</li>`;
    for (const swatch of key.querySelectorAll("i")) {
      swatch.style.background = (isWrit ? CLASSES : STATES)[Number(swatch.dataset.index)];
    }
    for (const button of this.element.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.mode === this.mode));
    }
  }

  resize() {
    if (!this.canvas || !this.run || !this.box || !this.project || !this.element.clientWidth) return;
    const { notes } = this.run;
    const [west, south, east, north] = this.box;
    const width = this.element.clientWidth;
    const margin = 0.03;
    const scale = width * (1 - 2 * margin) / (east - west);
    const height = Math.round(scale * (north - south) + 2 * margin * width);
    const ratio = devicePixelRatio || 1;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.size = { width, height, ratio };
    const place = (/** @type {number} */ latitude, /** @type {number} */ longitude) => {
      const [x, y] = this.project?.(latitude, longitude) ?? [0, 0];
      return [margin * width + scale * (x - west), height - margin * width - scale * (y - south)];
    };
    this.place = place;
    this.land = (this.outlines ?? []).map((/** @type {number[][]} */ ring) =>
      ring.map(([longitude, latitude]) => latitude < 15 ? [NaN, NaN] : place(latitude, longitude))
    )
      .filter((/** @type {number[][]} */ ring) =>
        ring.every(([x, y]) =>
          Number.isFinite(x) && x > -2 * width && x < 3 * width && y > -2 * height && y < 3 * height
        )
      );
    const most = Math.max(...(this.persons ?? [1]));
    this.spots = notes.towns.map((town, index) => {
      const [x, y] = place(town.latitude, town.longitude);
      const persons = this.persons?.[index] ?? 0;
      return { town: index, x, y, persons, radius: Math.max(1.1, width / 110 * Math.sqrt(persons / most)) };
    }).filter(({ town, persons }) =>
      notes.towns[town].kind !== "remote" && notes.towns[town].kind !== "occupied" && persons > 0
    )
      .sort((a, b) => b.persons - a.persons);
    this.shown = "";
    this.at(this.run, this.tick ?? 0);
  }

  /** Whether a spot shows in the mode. @param {Spot} spot */
  isShown(spot) {
    const kind = this.run?.notes.towns[spot.town].kind;
    if (this.mode === "writ") return true;
    return kind === "countryside" ? this.standing?.has(spot.town) : kind !== "army";
  }

  /** How far each town has come when a tick is over. @param {Run} run @param {number} tick */
  states(run, tick) {
    const { notes } = run;
    const has = notes.towns.map(() => [false, false, false]);
    for (const town of run.towns) if (town.openedAt >= 0 && town.openedAt <= tick) has[town.town][0] = true;
    for (const organ of run.organs) {
      const body = notes.bodies[organ.body];
      if (organ.since > tick || body.region >= 0) continue;
      has[body.seat][notes.lines[body.line].claim === "constituent" ? 2 : 1] = true;
    }
    for (const event of run.events) {
      if (event.tick > tick || event.body >= notes.nationals) continue;
      const kind = notes.eventKinds[event.kind];
      if (kind === "capital_lost" || kind === "regime_fell") has[notes.capital][0] = true;
      if (kind === "committee_formed" || kind === "government_formed") has[notes.capital][1] = true;
      if (kind === "council_constituted") has[notes.capital][2] = true;
    }
    return has.map(([opened, committee, council]) => council ? (committee ? 4 : 3) : committee ? 2 : opened ? 1 : 0);
  }

  /** Whom people of each town obey on a day. @param {Run} run @param {number} day */
  writ(run, day) {
    const { notes } = run;
    const sums = notes.towns.map(() => [0, 0, 0, 0]);
    const claims = notes.lines.map((line) => ["incumbent", "successor", "constituent"].indexOf(line.claim));
    for (const row of run.places[day] ?? []) {
      const place = notes.places[row.place];
      const sum = sums[place.town];
      sum[3] += place.persons;
      row.writ.forEach((share, line) => sum[claims[line]] += place.persons * (1 - row.none) * share);
    }
    return sums.map(([old, legal, council, persons]) => {
      const some = old + legal + council;
      if (persons === 0 || some < persons / 2) return 1;
      if (old >= Math.max(legal, council)) return 0;
      const share = Math.round(100 * council / (legal + council));
      return 2 + [30, 45, 56, 71].filter((edge) => edge <= share).length;
    });
  }

  /** Shows a time. @param {Run} run @param {number} tick */
  at(run, tick) {
    this.tick = tick;
    this.run = run;
    const step = this.mode === "writ" ? run.dayAt(tick) : Math.floor(tick / 3);
    if (!this.size || this.shown === `${this.mode}/${step}/${run.done}`) return;
    this.shown = `${this.mode}/${step}/${run.done}`;
    this.levels = this.mode === "writ" ? this.writ(run, step) : this.states(run, tick);
    this.paint(run);
    if (this.details?.open) this.fillTable();
  }

  /** @param {Run} run */
  paint(run) {
    const context = this.canvas?.getContext("2d");
    if (!context || !this.size || !this.place || !this.canvas) return;
    const { width, height, ratio } = this.size;
    const css = getComputedStyle(document.documentElement);
    const colour = (/** @type {string} */ name) => css.getPropertyValue(name).trim();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.fillStyle = context.strokeStyle = colour("--land");
    context.lineWidth = 0.8;
    for (const ring of this.land) {
      context.beginPath();
      ring.forEach(([x, y], index) => index ? context.lineTo(x, y) : context.moveTo(x, y));
      context.fill();
      context.stroke();
    }
    context.strokeStyle = palette.grey;
    context.lineWidth = 1;
    for (const town of run.notes.towns) {
      if (town.kind !== "occupied") continue;
      const [x, y] = this.place(town.latitude, town.longitude);
      context.beginPath();
      context.moveTo(x - 2, y - 2);
      context.lineTo(x + 2, y + 2);
      context.moveTo(x - 2, y + 2);
      context.lineTo(x + 2, y - 2);
      context.stroke();
    }
    const colours = this.mode === "writ" ? CLASSES : STATES;
    context.globalAlpha = 0.88;
    for (const spot of this.spots) {
      if (!this.isShown(spot)) continue;
      context.fillStyle = colours[this.levels[spot.town]];
      context.beginPath();
      context.arc(spot.x, spot.y, this.mode === "writ" ? spot.radius * 0.8 : spot.radius * 1.25, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
    const capital = run.notes.towns[run.notes.capital];
    const [x, y] = this.place(capital.latitude, capital.longitude);
    context.strokeStyle = colour("--ink");
    context.lineWidth = 1.4;
    context.beginPath();
    for (const [dx, dy] of [[0, -9], [9, 0], [0, 9], [-9, 0]]) context.lineTo(x + dx, y + dy);
    context.closePath();
    context.stroke();
    this.canvas.setAttribute(
      "aria-label",
      t("map.label", { counts: this.counts().map(([label, number]) => `${label} ${number}`).join(", ") }),
    );
  }

  /** How many places stand in each class. @returns {[string, string][]} */
  counts() {
    const labels = /** @type {string[]} */ (t(this.mode === "writ" ? "map.classes" : "map.states"));
    const counts = labels.map(() => 0);
    for (const spot of this.spots) if (this.isShown(spot)) counts[this.levels[spot.town]]++;
    return labels.map((label, index) => [label, whole(counts[index])]);
  }

  fillTable() {
    const place = this.element.querySelector(".table");
    if (!place || !this.run) return;
    if (!this.details?.open) return place.replaceChildren();
    const labels = /** @type {string[]} */ (t(this.mode === "writ" ? "map.classes" : "map.states"));
    const rows = this.spots.filter((spot) => this.isShown(spot)).slice(0, 60).map((spot) => {
      const cells = [this.run?.notes.towns[spot.town].label ?? "", whole(spot.persons), labels[this.levels[spot.town]]];
      return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`;
    });
    const all = this.counts().map(([label, number]) =>
      `<tr><td>${t("map.all")}</td><td>${number}</td><td>${label}</td></tr>`
    );
    place.innerHTML = `<table><thead><tr>${
      t("map.head").map((/** @type {string} */ cell) => `<th scope="col">${cell}</th>`).join("")
    }</tr></thead><tbody>${all.join("")}${rows.join("")}</tbody></table>`;
  }

  /** Names what is under the pointer. @param {PointerEvent} event */
  touch(event) {
    if (!this.run || !this.canvas) return;
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let near = null;
    let least = 14;
    for (const spot of this.spots) {
      const way = Math.hypot(spot.x - x, spot.y - y);
      if (this.isShown(spot) && way < least) [near, least] = [spot, way];
    }
    const line = this.element.querySelector(".touched");
    if (!line || !near) return;
    const { notes, calendar } = this.run;
    const row = this.run.towns.find((one) => one.town === near?.town);
    const tick = this.tick ?? 0;
    const when = (/** @type {number} */ at) => `${calendar.hour(at)}, ${calendar.short(Math.floor(at / 24))}`;
    const told = [t("map.people", { town: notes.towns[near.town].label, people: whole(near.persons) })];
    if (row && row.heardAt >= 0 && row.heardAt <= tick) told.push(t("map.heard", { when: when(row.heardAt) }));
    if (row && row.openedAt >= 0 && row.openedAt <= tick) told.push(t("map.opened", { when: when(row.openedAt) }));
    for (const organ of this.run.organs) {
      const body = notes.bodies[organ.body];
      if (body.seat === near.town && body.region < 0 && organ.since <= tick) {
        told.push(t("map.body", { body: body.label.split(": ").at(-1), when: when(organ.since) }));
      }
    }
    line.textContent = told.join("; ") + ".";
  }
}
