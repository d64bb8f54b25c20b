// @ts-check
/** Origin of the dual power: eight scenes over live runs; the reader acts before being told. */

import { Chart } from "../charts/chart.js";
import { loadPack } from "../engine/packs.js";
import { startRun } from "../engine/run.js";
import { citation } from "../words/safe.js";
import { t } from "../words/text.js";
import { lowered, whole } from "../words/wording.js";
import { scenes, SEED, UNTIL } from "./story/scenes.js";
import { task } from "./story/tasks.js";

/** @typedef {import("../engine/run.js").Run} Run */
/** @typedef {import("./story/scenes.js").Scene} Scene */

export class Story {
  /** @param {HTMLElement} host @param {import("../engine/packs.js").Listed[]} listed */
  constructor(host, listed) {
    this.host = host;
    const own = listed.filter((entry) => entry.scenario === "petrograd-1917");
    // The smallest: a scene is over in a second.
    this.entry = own.reduce((best, entry) => entry.scale > best.scale ? entry : best, own[0]);
    /** @type {Map<string, Promise<Run>>} */
    this.runs = new Map();
  }

  async open() {
    this.host.innerHTML = `<header class="opening"><h1>${t("story.title")}</h1><p class="about">${
      t("story.about")
    }</p><p class="small">${t("story.seed", { seed: String(SEED) })}</p><ol class="scene-list"></ol></header>`;
    this.pack = await loadPack(this.entry);
    const list = /** @type {HTMLElement} */ (this.host.querySelector(".scene-list"));
    scenes.forEach((scene, index) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#story/${index + 1}`;
      link.textContent = t(`story.scenes.${scene.id}.title`);
      item.append(link);
      list.append(item);
      this.host.append(this.scene(scene, index));
    });
    const end = document.createElement("p");
    end.className = "end";
    end.textContent = `${t("story.end")} `;
    for (const [href, path] of [["#clauses", "story.toClauses"], ["#lab", "story.toLab"]]) {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = t(path);
      end.append(link, " ");
    }
    this.host.append(end);
    addEventListener("hashchange", () => this.toScene());
    this.toScene();
  }

  toScene() {
    const number = /^#story\/(\d+)$/.exec(location.hash)?.[1];
    if (!number) return;
    const section = this.host.querySelectorAll(".scene")[Number(number) - 1];
    section?.scrollIntoView();
    /** @type {HTMLElement | null | undefined} */ (section?.querySelector("h2"))?.focus({ preventScroll: true });
  }

  /** A world's run, once. @param {string[]} without @param {bigint} [seed] */
  world(without, seed = SEED) {
    const { pack } = this;
    if (!pack) throw new Error("no pack");
    const key = `${seed}/${without.join()}`;
    const known = this.runs.get(key);
    if (known) return known;
    const ticks = 24 * ((pack.calendar.day(UNTIL) ?? pack.notes.days - 1) + 1);
    const run = startRun(pack, { seed, without, ticks }).done;
    this.runs.set(key, run);
    run.catch(() => this.runs.delete(key));
    return run;
  }

  /** @param {Scene} scene @param {number} index */
  scene(scene, index) {
    const pack = /** @type {import("../engine/packs.js").Pack} */ (this.pack);
    const words = t(`story.scenes.${scene.id}`);
    const mechanism = pack.notes.mechanisms.find((one) => one.id === scene.mechanism);
    const fill = {
      workers: whole(pack.notes.strata[0].persons),
      men: whole(pack.notes.garrisonMen),
      clause: mechanism?.clause ?? "",
    };
    const section = document.createElement("section");
    section.className = "scene";
    section.id = `scene-${scene.id}`;
    section.setAttribute("aria-labelledby", `title-${scene.id}`);
    const kicker = paragraph(t("story.scene", { number: index + 1, all: scenes.length }), "kicker");
    const title = document.createElement("h2");
    title.id = `title-${scene.id}`;
    title.tabIndex = -1;
    title.textContent = words.title;
    const lead = words.lead.map((/** @type {string} */ _, /** @type {number} */ i) =>
      paragraph(t(`story.scenes.${scene.id}.lead.${i}`, fill), "lead")
    );
    const form = document.createElement("form");
    form.className = "task";
    const ask = paragraph(words.ask, "ask");
    ask.id = `ask-${scene.id}`;
    form.setAttribute("aria-labelledby", ask.id);
    const control = task(scene, pack);
    const button = document.createElement("button");
    button.className = "primary";
    button.textContent = t("story.commit");
    const status = paragraph("", "status");
    status.setAttribute("role", "status");
    form.append(ask, control.element, button, status);
    const told = document.createElement("div");
    told.className = "told";
    told.setAttribute("aria-live", "polite");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (control.value() === null) return;
      button.disabled = true;
      status.textContent = t("story.running");
      try {
        const answer = /** @type {any} */ (control.value());
        const result = await scene.tell({
          answer,
          base: await this.world([]),
          world: (without, seed) => this.world(without, seed),
          far: (text) => status.textContent = text,
        });
        this.tell(told, scene, result, control.said());
        button.textContent = t("story.again");
        status.textContent = "";
      } catch (error) {
        status.textContent = t("page.failed", { message: error instanceof Error ? error.message : String(error) });
      }
      button.disabled = false;
    });
    section.append(kicker, title, ...lead, form, told);
    return section;
  }

  /**
   * @param {HTMLElement} place
   * @param {Scene} scene
   * @param {import("./story/scenes.js").Told} result
   * @param {string} said
   */
  tell(place, scene, result, said) {
    const part = (/** @type {string} */ path, /** @type {string} */ name) => {
      const element = document.createElement("h3");
      element.textContent = t(path);
      element.className = name;
      return element;
    };
    const options = /** @type {Record<string, string>} */ (result.was ? t(`story.scenes.${scene.id}.options`) : {});
    const was = result.was ? lowered(options[result.was]) : "";
    const verdict = !was ? "story.score" : was === said ? "story.right" : "story.was";
    place.replaceChildren(
      paragraph(t(verdict, { guess: said, was }), "said"),
      part("story.model", "model"),
      ...result.model.map((text) => paragraph(text)),
    );
    result.charts?.forEach(({ spec, caption }, index) => {
      const chart = new Chart(`story-${scene.id}-${index}`);
      place.append(chart.figure);
      chart.draw(spec, caption);
      chart.at(spec.ticks - 1);
    });
    if (result.table) place.append(result.table);
    place.append(part("story.record", "recorded"));
    for (const text of result.record) place.append(paragraph(text));
    for (const { source, url } of result.sources ?? []) {
      const line = paragraph("", "small");
      line.append(citation(t("story.source", { source }), url));
      place.append(line);
    }
  }
}

/** @param {string} text @param {string} [name] */
function paragraph(text, name = "") {
  const element = document.createElement("p");
  element.className = name;
  element.textContent = text;
  return element;
}
