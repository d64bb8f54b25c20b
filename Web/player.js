// @ts-check
/** Time as something to move through: a slider, a button that plays, both calendars' date. */

import { t } from "./words/text.js";

/** @typedef {import("./words/calendar.js").Calendar} Calendar */

export class Player {
  /** @param {(tick: number) => void} onTime called with each new hour */
  constructor(onTime) {
    this.onTime = onTime;
    this.tick = 0;
    this.ticks = 1;
    this.isPlaying = false;
    /** @type {Calendar | null} */
    this.calendar = null;
    this.element = document.createElement("div");
    this.element.className = "player";
    this.element.innerHTML = `<button type="button" class="play"></button>
      <label class="when"><output></output><span class="hidden">${t("time.slider")}</span>
      <input type="range" min="0" max="1" step="1" value="0"></label>
      <label class="speed"><span class="hidden">${t("time.speed")}</span><select></select></label>`;
    this.button = /** @type {HTMLButtonElement} */ (this.element.querySelector("button"));
    this.slider = /** @type {HTMLInputElement} */ (this.element.querySelector("input"));
    this.output = /** @type {HTMLOutputElement} */ (this.element.querySelector("output"));
    this.speed = /** @type {HTMLSelectElement} */ (this.element.querySelector("select"));
    for (const [value, label] of Object.entries(t("time.speeds"))) {
      this.speed.add(new Option(label, value, false, value === "24"));
    }
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
    this.slider.addEventListener("keydown", (event) => {
      // Arrows move by an hour, with the page keys by a day.
      const way = { PageUp: 24, PageDown: -24 }[event.key];
      if (!way) return;
      event.preventDefault();
      this.go(this.tick + way);
    });
    this.button.addEventListener("click", () => this.isPlaying ? this.pause() : this.play());
    this.face();
  }

  /** Sets the span. @param {Calendar} calendar @param {number} ticks */
  span(calendar, ticks) {
    this.calendar = calendar;
    this.ticks = ticks;
    this.slider.max = String(Math.max(0, ticks - 1));
  }

  /** Moves to an hour. @param {number} tick */
  go(tick) {
    this.tick = Math.max(0, Math.min(this.ticks - 1, Math.round(tick)));
    const moment = this.calendar?.moment(this.tick) ?? "";
    this.slider.value = String(this.tick);
    this.slider.setAttribute("aria-valuetext", moment);
    this.output.textContent = moment;
    this.onTime(this.tick);
  }

  play() {
    if (this.tick >= this.ticks - 1) this.go(0);
    this.isPlaying = true;
    this.face();
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let before = performance.now();
    let exact = this.tick;
    const frame = (/** @type {number} */ now) => {
      if (!this.isPlaying) return;
      // Those who want less motion are shown one still picture after another.
      if (!isCalm || now - before >= 1000) {
        exact += isCalm ? Number(this.speed.value) : Number(this.speed.value) * Math.min(100, now - before) / 1000;
        before = now;
        if (Math.floor(exact) !== this.tick) this.go(Math.floor(exact));
        if (this.tick >= this.ticks - 1) return this.pause();
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  pause() {
    this.isPlaying = false;
    this.face();
  }

  face() {
    this.button.textContent = t(this.isPlaying ? "time.pause" : "time.play");
    this.button.dataset.playing = String(this.isPlaying);
  }
}
