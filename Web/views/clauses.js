// @ts-check
/** The clauses: one world and the world without a mechanism, side by side. */

import { wantedPack, wantedWorld, worldOf, writeAddress } from "../address.js";
import { Chart } from "../charts/chart.js";
import { curve, measures, paired } from "../charts/curves.js";
import { valueAt } from "../charts/overlay.js";
import { loadPack } from "../engine/packs.js";
import { Cancelled, startRun } from "../engine/run.js";
import { Player } from "../player.js";
import { t } from "../words/text.js";
import { Form } from "./form.js";
import { table } from "./table.js";

/** @typedef {import("../engine/run.js").Run} Run */
/** @typedef {import("../address.js").Wanted} Wanted */

/** Events that are set beside one another. */
const TURNS = [
  "outbreak",
  "mutiny",
  "fire_ordered",
  "regime_fell",
  "council_constituted",
  "committee_formed",
  "government_formed",
  "power_ceded",
  "power_claimed",
  "crisis",
  "coalition",
  "overthrow",
  "recognised_abroad",
  "conference_met",
];

export class Clauses {
  /** @param {HTMLElement} host @param {import("../engine/packs.js").Listed[]} listed */
  constructor(host, listed) {
    this.listed = listed;
    /** @type {{key: string, run: Run} | null} */
    this.base = null;
    /** @type {Run | null} */
    this.other = null;
    /** @type {string[]} */
    this.off = [];
    this.scenario = "";
    /** The scenario whose charts are laid out. */
    this.drawn = "";
    /** The pair of runs that is tabled. */
    this.curved = "";
    /** @type {Map<string, Chart>} */
    this.charts = new Map();
    /** @type {(() => void)[]} */
    this.cancels = [];
    host.innerHTML = `<header><h1>${t("clauses.title")}</h1><p class="about">${t("clauses.about")}</p></header>
      <div class="form"></div><ul class="findings" role="alert" hidden></ul>
      <div class="worlds"><section class="switches"><h2>${t("clauses.switches")}</h2><ul></ul></section>
      <section class="pair"><p class="before">${t("clauses.choose")}</p><div class="result" hidden>
        <h2 class="world"></h2><p class="parted"></p><p class="outcomes"></p>
        <div class="bar-of-time"></div><div class="charts"></div>
        <div class="halves"><section class="differences"></section><section class="turns"></section></div>
        <p class="caveat">${t("clauses.caveat")}</p><p class="again"></p></div></section></div>`;
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (host.querySelector(selector));
    this.form = new Form(listed, { start: (wanted) => this.start(wanted), stop: () => this.stop() });
    find(".form").append(this.form.element);
    this.player = new Player((tick) => this.at(tick));
    find(".bar-of-time").append(this.player.element);
    this.parts = {
      list: find(".switches ul"),
      before: find(".before"),
      result: find(".result"),
      world: find(".world"),
      parted: find(".parted"),
      outcomes: find(".outcomes"),
      charts: find(".charts"),
      differences: find(".differences"),
      turns: find(".turns"),
      again: find(".again"),
      findings: find(".findings"),
    };
    this.form.scenario.addEventListener("change", () => this.switches());
  }

  /** Takes what the address asks for. */
  async open() {
    const query = new URLSearchParams(location.search);
    /** @type {string[]} */
    const findings = [];
    const { entry, seed } = wantedPack(query, this.listed, findings);
    // A tenth of the people needs seconds for two worlds, a hundredth less than one.
    const quick = query.has("scale")
      ? entry
      : this.listed.filter((one) => one.scenario === entry.scenario).reduce((a, b) => b.scale > a.scale ? b : a, entry);
    this.form.show({ entry: quick, seed, until: query.get("until") ?? quick.until, without: [], run: false, at: "" });
    const pack = await loadPack(quick);
    const { until, without } = wantedWorld(query, pack, quick, findings);
    this.parts.findings.hidden = findings.length === 0;
    this.parts.findings.textContent = findings.join(" ");
    this.form.show({ entry: quick, seed, until, without, run: false, at: "" });
    this.off = without;
    await this.switches();
    if (query.get("run") === "1" && without.length) await this.start(this.form.wanted);
  }

  /** Lays out the switches of the scenario. */
  async switches() {
    const { entry } = this.form.wanted;
    const { notes } = await loadPack(entry);
    if (this.scenario !== entry.scenario) {
      this.off = this.off.filter((id) => notes.mechanisms.some((one) => one.id === id));
    }
    this.scenario = entry.scenario;
    this.parts.list.replaceChildren(...notes.mechanisms.map((mechanism) => {
      const item = document.createElement("li");
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.type = "checkbox";
      input.setAttribute("role", "switch");
      input.checked = !this.off.includes(mechanism.id);
      input.dataset.mechanism = mechanism.id;
      input.addEventListener("change", () => {
        this.off = input.checked ? this.off.filter((id) => id !== mechanism.id) : [...this.off, mechanism.id];
        this.start(this.form.wanted);
      });
      const name = document.createElement("span");
      name.className = "name";
      name.textContent = mechanism.id.replaceAll("_", " ");
      const about = document.createElement("span");
      about.className = "what";
      const clause = mechanism.clause === null ? "" : `${t("clauses.clause", { clause: mechanism.clause })} · `;
      about.textContent = `${mechanism.about} ${clause}${t(`clauses.${mechanism.kind}`)}.`;
      label.append(input, name, about);
      item.append(label);
      return item;
    }));
  }

  /** Lets the address say what is shown. */
  isHere() {
    if (this.shown) writeAddress(worldOf(this.shown, this.off));
  }

  stop() {
    for (const cancel of this.cancels) cancel();
    this.cancels = [];
    this.player.pause();
  }

  /** @param {Wanted} wanted */
  async start(wanted) {
    this.stop();
    const off = [...this.off];
    delete document.documentElement.dataset.paired;
    this.shown = wanted;
    this.isHere();
    if (!off.length) {
      this.parts.result.hidden = true;
      this.parts.before.hidden = false;
      return;
    }
    this.form.running(true);
    const pack = await loadPack(wanted.entry);
    const day = pack.calendar.day(wanted.until);
    const ticks = 24 * ((day ?? pack.notes.days - 1) + 1);
    const key = [wanted.entry.file, wanted.seed, ticks].join("/");
    const options = { seed: wanted.seed, ticks };
    const far = (/** @type {Run} */ run) => {
      this.form.far(t("clauses.running", { day: run.done / 24, days: ticks / 24 }), run.done / ticks);
    };
    const second = startRun(pack, { ...options, without: off }, far);
    const first = this.base?.key === key ? null : startRun(pack, { ...options, without: [] });
    this.cancels = [second.cancel, ...(first ? [first.cancel] : [])];
    const mine = this.cancels;
    try {
      if (first) this.base = { key, run: await first.done };
      this.other = await second.done;
      await this.show();
    } catch (error) {
      if (!(error instanceof Cancelled)) {
        this.parts.findings.textContent = t("page.failed", {
          message: error instanceof Error ? error.message : String(error),
        });
      }
      this.parts.findings.hidden = error instanceof Cancelled;
    }
    if (this.cancels === mine) {
      this.form.running(false);
      this.form.far("", 1);
    }
  }

  async show() {
    if (!this.base || !this.other) return;
    const [one, other] = [this.base.run, this.other];
    const { notes, calendar } = one;
    this.parts.before.hidden = true;
    this.parts.result.hidden = false;
    const names = other.without.map((id) => id.replaceAll("_", " ")).join(", ");
    this.parts.world.textContent = t("clauses.world", { list: names });
    const parted = partedAt(one, other);
    this.parts.parted.textContent = parted === null
      ? t("clauses.never")
      : t("clauses.parted", { moment: calendar.moment(parted) });
    this.parts.outcomes.replaceChildren(
      ...[[t("clauses.with"), one], [t("clauses.without"), other]].map(([label, run]) => {
        const line = document.createElement("span");
        line.textContent = `${label}: ${/** @type {Run} */ (run).outcome?.text}`;
        return line;
      }),
    );
    this.list = measures(notes);
    if (this.drawn !== notes.scenario) {
      this.drawn = notes.scenario;
      this.charts = new Map(
        this.list.map(({ id }) => [id, new Chart(`pair-${id}`, { seek: (tick) => this.player.go(tick) })]),
      );
      this.parts.charts.replaceChildren(...[...this.charts.values()].map((chart) => chart.figure));
    }
    const drawn = this.list.map((measure) => {
      const { spec, caption } = paired(measure, one, other);
      return this.charts.get(measure.id)?.draw(spec, caption);
    });
    const when = (/** @type {Run} */ run, /** @type {string} */ kind) => {
      const event = run.first(kind);
      return event ? `${calendar.hour(event.tick)}, ${calendar.short(Math.floor(event.tick / 24))}` : t("clauses.not");
    };
    const rows = TURNS.filter((kind) => one.first(kind) || other.first(kind)).map((
      kind,
    ) => [t(`kinds.${kind}`), when(one, kind), when(other, kind)]);
    const title = document.createElement("h3");
    title.textContent = t("clauses.turns");
    this.parts.turns.replaceChildren(title, table(t("clauses.turns"), t("clauses.turnsHead"), rows));
    this.parts.again.textContent = t("clauses.digests", { one: one.digest, other: other.digest });
    this.player.span(calendar, one.ticks);
    this.player.go(one.ticks - 1);
    await Promise.all(drawn);
    document.documentElement.dataset.digest = one.digest;
    document.documentElement.dataset.paired = other.digest;
  }

  /** @param {number} tick */
  at(tick) {
    for (const chart of this.charts.values()) chart.at(tick);
    if (!this.base || !this.other || !this.list) return;
    const [one, other] = [this.base.run, this.other];
    const key = `${one.digest}/${other.digest}`;
    if (this.curved !== key) {
      this.curved = key;
      this.curves = this.list.map((measure) => [curve(measure, one), curve(measure, other)]);
      const title = document.createElement("h3");
      title.textContent = t("clauses.differences");
      const box = table(
        t("clauses.differences"),
        t("clauses.head"),
        this.list.map((measure) => [measure.title, "", "", ""]),
      );
      this.cells = [...box.querySelectorAll("tbody tr")].map((row) => [...row.children]);
      this.parts.differences.replaceChildren(title, box);
    }
    this.list.forEach((measure, index) => {
      const [a, b] = (this.curves?.[index] ?? []).map((points) => valueAt(points, tick) ?? 0);
      const sign = b - a > 0 ? "+" : "";
      const texts = [measure.format(a), measure.format(b), sign + measure.format(b - a)];
      texts.forEach((text, column) => {
        const cell = this.cells?.[index][column + 1];
        if (cell && cell.textContent !== text) cell.textContent = text;
      });
    });
  }
}

/** The first hour whose row differs; null where none does. @param {Run} one @param {Run} other */
function partedAt(one, other) {
  const differs = (/** @type {Float64Array} */ a, /** @type {Float64Array} */ b) =>
    a.some((value, index) => value !== b[index]);
  const hour = one.hours.findIndex((row, index) => {
    const twin = other.hours[index];
    return row.crowd !== twin.crowd || row.garrisonOver !== twin.garrisonOver || row.force !== twin.force ||
      row.ration !== twin.ration ||
      differs(row.active, twin.active) || differs(row.casualties, twin.casualties);
  });
  const day = one.days.findIndex((row, index) => {
    const twin = other.days[index];
    return row.none !== twin.none || differs(row.writ, twin.writ) || differs(row.stance, twin.stance) ||
      differs(row.deputies, twin.deputies) ||
      differs(row.deputiesByParty, twin.deputiesByParty) || differs(row.recognition, twin.recognition) ||
      differs(row.grievance, twin.grievance) || row.councils !== twin.councils;
  });
  const event = one.events.findIndex((row, index) => {
    const twin = other.events[index];
    return !twin || row.tick !== twin.tick || row.kind !== twin.kind || row.body !== twin.body ||
      row.amount !== twin.amount;
  });
  const extra = event < 0 && other.events.length > one.events.length ? other.events[one.events.length].tick : null;
  const found = [
    hour >= 0 ? one.hours[hour].tick : null,
    day >= 0 ? day * 24 + 12 : null,
    event >= 0 ? Math.min(one.events[event].tick, other.events[event]?.tick ?? Infinity) : null,
    extra,
  ].filter((tick) => tick !== null);
  return found.length ? Math.min(...found) : null;
}
