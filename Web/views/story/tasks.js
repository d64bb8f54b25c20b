// @ts-check
/** What a reader does before being told: draw, choose, or set a number. */

import { t } from "../../words/text.js";
import { lowered, whole } from "../../words/wording.js";

/** @typedef {{element: HTMLElement, value: () => any, said: () => string}} Control */

/** @param {import("./scenes.js").Scene} scene @param {import("../../engine/packs.js").Pack} pack @returns {Control} */
export function task(scene, pack) {
  if (scene.task.kind === "draw") return draw(scene.task, pack);
  if (scene.task.kind === "choose") return choose(scene);
  return slide(scene, scene.task);
}

/** @param {import("./scenes.js").Scene} scene @returns {Control} */
function choose(scene) {
  const options = /** @type {Record<string, string>} */ (t(`story.scenes.${scene.id}.options`));
  const element = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = t("story.choose");
  legend.className = "hidden";
  element.append(legend);
  for (const [value, label] of Object.entries(options)) {
    const line = document.createElement("label");
    const input = document.createElement("input");
    input.type = "radio";
    input.name = `choice-${scene.id}`;
    input.value = value;
    input.required = true;
    line.append(input, label);
    element.append(line);
  }
  const value = () => /** @type {HTMLInputElement | null} */ (element.querySelector("input:checked"))?.value ?? null;
  return { element, value, said: () => lowered(options[value() ?? ""] ?? "") };
}

/** @param {import("./scenes.js").Scene} scene @param {{low: number, high: number, step: number, start: number}} range @returns {Control} */
function slide(scene, { low, high, step, start }) {
  const unit = t(`story.scenes.${scene.id}.unit`);
  const element = document.createElement("label");
  element.className = "slide";
  const output = document.createElement("output");
  const input = document.createElement("input");
  input.type = "range";
  for (const [key, value] of Object.entries({ min: low, max: high, step, value: start })) {
    input.setAttribute(key, String(value));
  }
  const name = document.createElement("span");
  name.className = "hidden";
  name.textContent = t("story.slide");
  const said = () => `${input.value} ${unit}`;
  const say = () => {
    output.textContent = said();
    input.setAttribute("aria-valuetext", said());
  };
  input.addEventListener("input", say);
  say();
  element.append(name, input, output);
  return { element, value: () => Number(input.value), said };
}

/** @param {{days: string[], high: number}} wanted @param {import("../../engine/packs.js").Pack} pack @returns {Control} */
function draw({ days, high }, { calendar }) {
  const element = document.createElement("div");
  element.className = "draw";
  const help = document.createElement("p");
  help.className = "small";
  help.textContent = t("story.drawHelp");
  const plot = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const isNarrow = matchMedia("(max-width: 36rem)").matches;
  const [width, height, foot] = [isNarrow ? 380 : 640, 220, 40];
  plot.setAttribute("viewBox", `0 0 ${width} ${height + foot}`);
  plot.setAttribute("aria-hidden", "true");
  plot.setAttribute("font-size", "13");
  const sliders = document.createElement("div");
  sliders.className = "sliders";
  const x = (/** @type {number} */ i) => 70 + (width - 110) * i / (days.length - 1);
  const y = (/** @type {number} */ value) => height - 12 - (height - 30) * value / high;
  const inputs = days.map((date) => {
    const label = document.createElement("label");
    const name = document.createElement("span");
    const day = calendar.day(date) ?? 0;
    name.textContent = calendar.short(day);
    const input = document.createElement("input");
    input.type = "range";
    input.min = "0";
    input.max = String(high);
    input.step = "10000";
    input.value = "0";
    const output = document.createElement("output");
    input.setAttribute("aria-label", t("story.draw", { day: calendar.short(day) }));
    input.addEventListener("input", paint);
    label.append(name, output, input);
    sliders.append(label);
    return { input, output, day };
  });
  function paint() {
    const values = inputs.map(({ input }) => Number(input.value));
    inputs.forEach(({ output }, i) => output.textContent = whole(values[i]));
    const grid = [0, high / 4, high / 2, 3 * high / 4, high].map((value) =>
      `<line x1="70" x2="${width - 40}" y1="${y(value)}" y2="${y(value)}" stroke="var(--line)"/><text x="62" y="${
        y(value) + 4
      }" text-anchor="end" fill="var(--soft)">${whole(value)}</text>`
    );
    const labels = inputs.flatMap(({ day }, i) =>
      isNarrow && i % 2
        ? []
        : calendar.axis(day).map((text, row) =>
          `<text x="${x(i)}" y="${height + 8 + 16 * row}" text-anchor="middle" fill="var(${
            row ? "--soft" : "--ink"
          })">${text}</text>`
        )
    );
    const line = values.map((value, i) => `${i ? "L" : "M"}${x(i)} ${y(value)}`).join("");
    const dots = values.map((value, i) =>
      `<circle cx="${x(i)}" cy="${y(value)}" r="8" fill="#CC79A7" stroke="var(--paper)" stroke-width="2"/>`
    );
    plot.innerHTML = `${grid.join("")}${
      labels.join("")
    }<path d="${line}" fill="none" stroke="#CC79A7" stroke-width="3"/>${dots.join("")}`;
  }
  const pull = (/** @type {PointerEvent} */ event) => {
    const box = plot.getBoundingClientRect();
    const [px, py] = [
      (event.clientX - box.left) / box.width * width,
      (event.clientY - box.top) / box.height * (height + foot),
    ];
    const i = Math.max(0, Math.min(days.length - 1, Math.round((px - 70) / (width - 110) * (days.length - 1))));
    const value = (height - 12 - py) / (height - 30) * high;
    inputs[i].input.value = String(Math.max(0, Math.min(high, value)));
    paint();
  };
  plot.addEventListener("pointerdown", (event) => {
    plot.setPointerCapture(event.pointerId);
    pull(event);
  });
  plot.addEventListener("pointermove", (event) => {
    if (event.buttons & 1) pull(event);
  });
  paint();
  element.append(help, plot, sliders);
  const value = () => inputs.map(({ input }) => Number(input.value));
  return { element, value, said: () => value().map(whole).join(", ") };
}
