// @ts-check
/** The lab: one history, by the hour. */

import { wantedPack, wantedWorld, worldOf, writeAddress } from "../address.js";
import { Chart } from "../charts/chart.js";
import { CountryMap } from "../charts/country.js";
import { command, firstStratum, nationals, pictures } from "../charts/curves.js";
import { Districts } from "../charts/districts.js";
import { loadPack } from "../engine/packs.js";
import { Cancelled, startRun } from "../engine/run.js";
import { Player } from "../player.js";
import { chronicle, elsewhere } from "../words/chronicle.js";
import { t } from "../words/text.js";
import { hundredths, percent, whole } from "../words/wording.js";
import { Form } from "./form.js";
import { keptRuns } from "./kept.js";
import { table } from "./table.js";

/** @typedef {import("../engine/run.js").Run} Run */
/** @typedef {import("../address.js").Wanted} Wanted */

/** Between two drawings of a run that comes in, in milliseconds. */
const MOMENT = 400;

export class Lab {
  /** @param {HTMLElement} host @param {import("../engine/packs.js").Listed[]} listed */
  constructor(host, listed) {
    this.host = host;
    this.listed = listed;
    /** @type {Run | null} */
    this.run = null;
    this.stratum = 0;
    /** @type {Map<string, Chart>} */
    this.charts = new Map();
    /** @type {{tick: number, element: HTMLElement}[]} */
    this.told = [];
    /** What the chronicle has come to. @type {HTMLElement | null} */
    this.current = null;
    host.innerHTML = `<header><h1>${t("lab.title")}</h1><p class="about">${t("lab.about")}</p></header>
      <div class="form"></div><ul class="findings" role="alert" hidden></ul>
      <p class="before">${t("lab.before")}</p>
      <div class="result" hidden>
        <p class="outcome"></p>
        <div class="bar-of-time"></div>
        <dl class="figures" aria-label="${t("lab.figures")}"></dl>
        <div class="halves"><section class="where"><h2>${t("lab.map")}</h2></section>
        <section class="what"><h2>${t("lab.chronicle")}</h2>
        <label class="check"><input type="checkbox"> ${t("lab.all")}</label>
        <div class="chronicle" tabindex="0" role="region" aria-label="${t("lab.chronicle")}"></div></section></div>
        <section><div class="head"><h2>${t("lab.charts")}</h2><label class="stratum">${
      t("lab.stratum")
    }<select></select></label></div><div class="charts"></div></section>
        <section class="beside"></section>
        <p class="again"></p>
      </div>`;
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (host.querySelector(selector));
    this.form = new Form(listed, { start: (wanted) => this.start(wanted), stop: () => this.stop() }, {
      hasSwitches: true,
    });
    find(".form").append(this.form.element);
    this.player = new Player((tick) => this.at(tick));
    find(".bar-of-time").append(this.player.element);
    this.parts = {
      result: find(".result"),
      before: find(".before"),
      outcome: find(".outcome"),
      figures: find(".figures"),
      where: find(".where"),
      chronicle: find(".chronicle"),
      charts: find(".charts"),
      beside: find(".beside"),
      again: find(".again"),
      findings: find(".findings"),
      stratum: /** @type {HTMLSelectElement} */ (host.querySelector(".stratum select")),
      all: /** @type {HTMLInputElement} */ (host.querySelector(".check input")),
    };
    this.parts.all.addEventListener("change", () => this.tell());
    this.parts.stratum.addEventListener("change", () => {
      this.stratum = Number(this.parts.stratum.value);
      this.draw();
    });
    this.player.slider.addEventListener("change", () => this.writeTime());
    this.districts = new Districts();
    this.country = new CountryMap(() => this.run && this.country.at(this.run, this.player.tick));
  }

  /** Takes what the address asks for. */
  async open() {
    keptRuns(this.listed).then((list) => list && this.host.append(list));
    const query = new URLSearchParams(location.search);
    /** @type {string[]} */
    const findings = [];
    const { entry, seed } = wantedPack(query, this.listed, findings);
    this.form.show({ entry, seed, until: query.get("until") ?? entry.until, without: [], run: false, at: "" });
    if (!query.has("run") && !query.has("until") && !query.has("without")) return this.say(findings);
    const pack = await loadPack(entry);
    const { until, without } = wantedWorld(query, pack, entry, findings);
    const wanted = { entry, seed, until, without, run: query.get("run") === "1", at: query.get("at") ?? "" };
    this.form.show(wanted);
    this.say(findings);
    if (wanted.run) await this.start(wanted);
  }

  /** @param {string[]} findings */
  say(findings) {
    this.parts.findings.hidden = findings.length === 0;
    this.parts.findings.replaceChildren(...findings.map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    }));
  }

  /** @param {Wanted} wanted */
  async start(wanted) {
    this.stop();
    delete document.documentElement.dataset.digest;
    this.form.running(true);
    this.form.far(t("form.loading"), 0);
    this.shown = wanted;
    this.isHere();
    const pack = await loadPack(wanted.entry);
    const days = (pack.calendar.day(wanted.until) ?? 0) + 1;
    const options = { seed: wanted.seed, without: wanted.without, ticks: 24 * days };
    const { run, done, cancel } = startRun(pack, options, () => this.step());
    this.cancel = cancel;
    this.begin(run);
    try {
      await done;
      await this.finish(wanted);
    } catch (error) {
      if (!(error instanceof Cancelled)) {
        this.say([t("page.failed", { message: error instanceof Error ? error.message : String(error) })]);
      } else if (this.run === run && run.done) {
        this.form.far(t("form.stopped", { day: run.calendar.long(run.done / 24 - 1) }), 1);
      }
    }
    if (this.run === run) this.form.running(false);
  }

  stop() {
    this.cancel?.();
    this.cancel = undefined;
    this.player.pause();
  }

  /** @param {Run} run */
  begin(run) {
    const isOther = this.run?.notes.scenario !== run.notes.scenario;
    this.run = run;
    const { notes } = run;
    this.parts.before.hidden = true;
    this.parts.result.hidden = false;
    this.parts.beside.replaceChildren();
    this.parts.again.replaceChildren();
    this.parts.chronicle.replaceChildren();
    this.told = [];
    this.parts.outcome.textContent = run.without.length
      ? `${notes.title}, ${t("form.without", { list: run.without.join(", ") })}`
      : notes.title;
    const isCountry = notes.bodies.length > notes.nationals;
    this.map = isCountry ? this.country : this.districts;
    const other = isCountry ? this.districts : this.country;
    other.element.remove();
    this.parts.where.append(this.map.element);
    this.map.lay(run);
    if (isOther) {
      this.stratum = firstStratum(notes);
      this.parts.stratum.replaceChildren(
        ...notes.strata.map((name, index) => new Option(name.label, String(index), false, index === this.stratum)),
      );
      this.charts = new Map();
      this.parts.charts.replaceChildren(
        ...pictures(notes, this.stratum).map(({ id }) => {
          const chart = new Chart(id, { seek: (tick) => this.player.go(tick) });
          this.charts.set(id, chart);
          return chart.figure;
        }),
      );
    }
    this.player.span(run.calendar, run.ticks);
  }

  /** Another day is over; of the days of a moment only the last is shown, so that the run is not kept waiting. */
  step() {
    if (this.pending) return;
    this.pending = true;
    setTimeout(() => {
      this.pending = false;
      const { run } = this;
      if (!run || run.digest) return;
      const days = run.ticks / 24;
      this.form.far(t("form.running", { day: run.done / 24, days }), run.done / run.ticks);
      this.draw();
      this.player.go(run.done - 1);
    }, MOMENT);
  }

  /** @param {Wanted} wanted */
  async finish(wanted) {
    const { run } = this;
    if (!run?.outcome) return;
    this.form.far("", 1);
    this.parts.outcome.textContent = run.outcome.text +
      (run.without.length ? ` (${t("form.without", { list: run.without.join(", ") })})` : "");
    const drawn = this.draw();
    this.tell();
    this.record();
    this.parts.again.replaceChildren(
      `${t("lab.again")}: `,
      code(`./${command(run)}`),
      ` ${t("lab.digest")}: `,
      code(run.digest),
    );
    const at = wanted.at ? run.calendar.tick(wanted.at) : null;
    const turn = run.first("regime_fell") ?? run.first("mutiny");
    this.player.go(at !== null && at < run.ticks ? at : turn ? turn.tick : run.ticks - 1);
    await drawn;
    if (this.run === run) document.documentElement.dataset.digest = run.digest;
  }

  /** Draws the curves as far as they have come. */
  async draw() {
    const { run } = this;
    if (!run?.days.length) return;
    await Promise.all(
      pictures(run.notes, this.stratum).map((picture) => {
        const { spec, caption } = picture.draw(run);
        return this.charts.get(picture.id)?.draw(spec, caption);
      }),
    );
  }

  /** Writes the chronicle. */
  tell() {
    const { run } = this;
    if (!run) return;
    const entries = chronicle(run);
    const shown = entries.filter((entry) =>
      this.parts.all.checked ? entry.isOfAll || entry.kind !== "news" && entry.isMajor : entry.isMajor && entry.isOfAll
    );
    const towns = elsewhere(entries.filter((entry) => !(entry.isMajor && entry.isOfAll)));
    const days = new Set([
      ...shown.map((entry) => Math.floor(entry.event.tick / 24)),
      ...(run.towns.length ? towns.keys() : []),
    ]);
    this.told = [];
    this.parts.chronicle.replaceChildren(
      ...[...days].sort((a, b) => a - b).flatMap((day) => {
        const head = document.createElement("h3");
        head.textContent = run.calendar.long(day);
        const list = document.createElement("ul");
        for (const entry of shown.filter((one) => Math.floor(one.event.tick / 24) === day)) {
          const item = document.createElement("li");
          const time = document.createElement("time");
          time.textContent = run.calendar.hour(entry.event.tick);
          const text = document.createElement("span");
          text.textContent = entry.text;
          item.append(time, text);
          list.append(item);
          this.told.push({ tick: entry.event.tick, element: item });
        }
        const rest = run.towns.length ? towns.get(day) : undefined;
        if (rest) {
          const item = document.createElement("li");
          item.className = "rest";
          item.textContent = rest;
          list.append(item);
          this.told.push({ tick: day * 24 + 23, element: item });
        }
        return [head, list];
      }),
    );
    this.follow(this.player.tick);
  }

  /** When things happened in the run and in the record. */
  record() {
    const { run } = this;
    if (!run) return;
    const { notes, calendar } = run;
    const rows = notes.eventKinds.flatMap((kind) => {
      const found = notes.observations.find((row) => row.series === `event.${kind}`);
      if (!found) return [];
      const inRun = run.first(kind);
      const hour = found.hour === null ? "" : ` ${String(found.hour).padStart(2, "0")}:00`;
      return [[
        t(`kinds.${kind}`),
        inRun ? calendar.at(inRun.tick).replace("T", " ") : t("lab.notInRun"),
        found.date + hour,
        found.source,
      ]];
    });
    if (!rows.length) return;
    const title = document.createElement("h2");
    title.textContent = t("lab.beside");
    const about = document.createElement("p");
    about.textContent = t("lab.besideAbout", { style: notes.isJulian ? t("lab.oldStyle") : "" });
    this.parts.beside.replaceChildren(title, about, table(t("lab.beside"), t("lab.besideHead"), rows));
  }

  /** Shows an hour. @param {number} tick */
  at(tick) {
    const { run } = this;
    if (!run?.days.length) return;
    for (const chart of this.charts.values()) chart.at(tick);
    this.map?.at(run, tick);
    this.follow(tick);
    this.figures(tick);
  }

  /** @param {number} tick */
  figures(tick) {
    const { run } = this;
    if (!run) return;
    const { notes } = run;
    const hour = run.hours[Math.min(tick, run.hours.length - 1)];
    const day = run.days[run.dayAt(tick)];
    const shares = nationals(notes).map((body, index) => ({
      label: body.label,
      share: day.writ[index] * (1 - day.none),
    }));
    const lead = shares.reduce((best, one) => one.share > best.share ? one : best);
    const capital = notes.towns[notes.capital].label;
    const figures = [
      [whole(hour.active.reduce((sum, one) => sum + one, 0)), t("figures.out", { capital })],
      [percent(hour.garrisonOver), t("figures.over")],
      [hundredths(day.effectiveAuthorities), t("figures.authorities")],
      [
        day.none > lead.share
          ? t("figures.nobody", { share: percent(day.none) })
          : t("figures.writ", { body: lead.label, share: percent(lead.share) }),
        t("figures.lead"),
      ],
      ...(run.towns.length ? [[whole(day.councils), t("figures.councils")]] : []),
    ];
    if (this.parts.figures.childElementCount !== figures.length) {
      this.parts.figures.replaceChildren(...figures.map(() => {
        const box = document.createElement("div");
        box.append(document.createElement("dt"), document.createElement("dd"));
        return box;
      }));
    }
    figures.forEach(([value, label], index) => {
      const [dt, dd] = this.parts.figures.children[index].children;
      if (dt.textContent !== label) dt.textContent = label;
      if (dd.textContent !== value) dd.textContent = value;
    });
  }

  /** Brings the chronicle to an hour. @param {number} tick */
  follow(tick) {
    /** @type {HTMLElement | null} */
    let last = null;
    for (const { tick: at, element } of this.told) {
      const isPast = at <= tick;
      if (isPast) last = element;
      if (element.classList.contains("future") === isPast) element.classList.toggle("future", !isPast);
    }
    if (last === this.current) return;
    this.current?.classList.remove("now");
    this.current = last;
    last?.classList.add("now");
    const box = this.parts.chronicle;
    box.scrollTop = last ? Math.max(0, last.offsetTop - box.clientHeight * 0.6) : 0;
  }

  /** Lets the address say what is shown. */
  isHere() {
    if (this.shown) writeAddress(worldOf(this.shown, this.shown.without));
  }

  writeTime() {
    if (this.run) writeAddress({ at: this.run.calendar.at(this.player.tick) });
  }
}

/** @param {string} text */
function code(text) {
  const element = document.createElement("code");
  element.textContent = text;
  return element;
}
