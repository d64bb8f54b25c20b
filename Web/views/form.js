// @ts-check
/** What to run: scenario, scale, seed, last day; shared by the Lab and the Clauses. */

import { seedOf } from "../address.js";
import { loadPack } from "../engine/packs.js";
import { count } from "../words/wording.js";
import { t } from "../words/text.js";

/** @typedef {import("../address.js").Wanted} Wanted */
/** @typedef {import("../engine/packs.js").Listed} Listed */
/** @typedef {import("../engine/packs.js").Pack} Pack */

export class Form {
  /**
   * @param {Listed[]} listed
   * @param {{start: (wanted: Wanted) => void, stop: () => void}} actions
   * @param {{hasSwitches?: boolean}} [options] `hasSwitches` for a view with no switches of its own
   */
  constructor(listed, actions, { hasSwitches = false } = {}) {
    this.listed = listed;
    this.actions = actions;
    this.isRunning = false;
    this.element = document.createElement("form");
    this.element.className = "controls";
    this.element.setAttribute("aria-label", t("form.options"));
    this.element.innerHTML = `<label>${t("form.scenario")}<select name="scenario"></select></label>
      <label>${t("form.scale")}<select name="scale"></select></label>
      <label>${
      t("form.seed")
    }<input name="seed" inputmode="numeric" pattern="[0-9]{1,20}" required autocomplete="off" size="6"></label>
      <label><span>${
      t("form.until")
    } <output class="other-style"></output></span><input name="until" type="text" pattern="[0-9]{4}-[0-9]{2}-[0-9]{2}" required autocomplete="off" size="10"></label>
      <div class="buttons"><button type="submit" class="primary"></button><button type="button" class="reroll">${
      t("form.again")
    }</button></div>
      <details class="offs"${hasSwitches ? "" : " hidden"}><summary></summary><fieldset><legend class="hidden">${
      t("clauses.switches")
    }</legend></fieldset></details>
      <p class="status" aria-live="polite"></p><progress max="1" value="0" hidden aria-label="${
      t("form.run")
    }"></progress>`;
    const field = (
      /** @type {string} */ name,
    ) => /** @type {HTMLInputElement} */ (this.element.elements.namedItem(name));
    this.scenario = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (field("scenario")));
    this.scale = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (field("scale")));
    this.seed = field("seed");
    this.until = field("until");
    this.submit = /** @type {HTMLButtonElement} */ (this.element.querySelector("[type=submit]"));
    this.status = /** @type {HTMLElement} */ (this.element.querySelector(".status"));
    this.progress = /** @type {HTMLProgressElement} */ (this.element.querySelector("progress"));
    for (const one of new Map(listed.map((entry) => [entry.scenario, entry])).values()) {
      this.scenario.add(new Option(one.title, one.scenario));
    }
    this.offs = /** @type {HTMLElement} */ (this.element.querySelector(".offs"));
    /** @type {string[]} */
    this.without = [];
    this.scenario.addEventListener("change", () => {
      this.scales();
      this.know();
    });
    this.until.addEventListener("input", () => this.know());
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.isRunning) actions.stop();
      else this.start();
    });
    this.element.querySelector(".reroll")?.addEventListener("click", () => {
      const findings = /** @type {string[]} */ ([]);
      this.seed.value = String(seedOf(this.seed.value, findings) + 1n);
      actions.stop();
      this.start();
    });
    this.scales();
    this.running(false);
  }

  /** What stands in the form. @returns {Wanted} */
  get wanted() {
    const entry =
      this.listed.find((one) => one.scenario === this.scenario.value && one.scale === Number(this.scale.value)) ??
        this.listed[0];
    const without = this.offs.hidden ? [] : this.without;
    return { entry, seed: seedOf(this.seed.value, []), until: this.until.value, without, run: true, at: "" };
  }

  /** Fills the form. @param {Wanted} wanted */
  show(wanted) {
    this.scenario.value = wanted.entry.scenario;
    this.scales();
    this.scale.value = String(wanted.entry.scale);
    this.seed.value = String(wanted.seed);
    this.until.value = wanted.until;
    this.without = wanted.without;
    this.know();
  }

  /** Says what only the scenario's notes can say: the day in the other calendar, and the switches. */
  async know() {
    const { entry, until } = this.wanted;
    const { calendar, notes } = await loadPack(entry);
    const day = calendar.day(until);
    const [, other] = day === null ? [] : calendar.axis(day);
    const hint = /** @type {HTMLElement} */ (this.element.querySelector(".other-style"));
    hint.textContent = other ?? "";
    this.without = this.without.filter((id) => notes.mechanisms.some((one) => one.id === id));
    const summary = /** @type {HTMLElement} */ (this.offs.querySelector("summary"));
    const sum = () => {
      const list = this.without.map((id) => id.replaceAll("_", " ")).join(", ");
      summary.textContent = this.without.length ? t("form.off", { list }) : t("form.allOn");
    };
    sum();
    this.offs.querySelectorAll("label").forEach((label) => label.remove());
    this.offs.querySelector("fieldset")?.append(...notes.mechanisms.map(({ id, about }) => {
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.type = "checkbox";
      input.checked = !this.without.includes(id);
      label.title = about;
      input.addEventListener("change", () => {
        this.without = notes.mechanisms.map((one) => one.id).filter((one) =>
          one === id ? !input.checked : this.without.includes(one)
        );
        sum();
      });
      label.append(input, id.replaceAll("_", " "));
      return label;
    }));
  }

  scales() {
    const own = this.listed.filter((entry) => entry.scenario === this.scenario.value);
    this.scale.replaceChildren(
      ...own.map((entry) =>
        new Option(
          t(entry.isNative ? "form.scaleThere" : "form.scaleOf", {
            scale: entry.scale,
            agents: count(entry.agents, "agent"),
          }),
          String(entry.scale),
        )
      ),
    );
    this.until.value = own[0].until;
  }

  async start() {
    const { wanted } = this;
    const pack = await loadPack(wanted.entry);
    if (pack.calendar.day(wanted.until) === null) {
      const { calendar, notes } = pack;
      this.status.textContent = t("address.until", {
        scenario: wanted.entry.scenario,
        found: wanted.until,
        first: calendar.date(0),
        last: calendar.date(notes.days - 1),
      });
      this.until.setAttribute("aria-invalid", "true");
      this.until.focus();
      return;
    }
    this.until.removeAttribute("aria-invalid");
    this.actions.start(wanted);
  }

  /** Says whether a run is under way. @param {boolean} isRunning */
  running(isRunning) {
    this.isRunning = isRunning;
    this.submit.textContent = t(isRunning ? "form.cancel" : "form.run");
    this.progress.hidden = !isRunning;
    this.element.setAttribute("aria-busy", String(isRunning));
    // A listener wants to hear that it began and how it ended, and not each day.
    this.status.setAttribute("aria-live", isRunning ? "off" : "polite");
  }

  /** Says how far it has come. @param {string} text @param {number} share */
  far(text, share) {
    this.status.textContent = text;
    this.progress.value = share;
  }
}
