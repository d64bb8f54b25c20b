// @ts-check
/** Which sources the dots of a chart are from, so that nobody needs to press them all. */

import { citation } from "../words/safe.js";
import { t } from "../words/text.js";

/** @typedef {import("./spec.js").Dot} Dot */

/** A line with each source once, in the colour of its dots where they have one. @param {Dot[]} dots */
export function sourceLine(dots) {
  /** @type {Map<string, Dot[]>} */
  const found = new Map();
  for (const dot of dots) found.set(dot.label, [...found.get(dot.label) ?? [], dot]);
  const line = document.createElement("p");
  line.className = "sources";
  line.append(`${t("chart.sources")} `);
  const isByColour = new Set(dots.map((dot) => dot.colour)).size > 1;
  for (const [name, own] of found) {
    const item = document.createElement("span");
    const colours = new Set(own.map((dot) => dot.colour));
    if (isByColour && colours.size === 1) {
      const swatch = document.createElement("i");
      swatch.textContent = "●";
      swatch.ariaHidden = "true";
      swatch.style.color = own[0].colour;
      // A space at which no line ends.
      item.append(swatch, "\u00a0");
    }
    const urls = [...new Set(own.map((dot) => dot.url).filter(Boolean))];
    item.append(citation(name, urls[0] ?? ""));
    urls.slice(1).forEach((url, index) => {
      const link = citation(String(index + 2), url);
      link.setAttribute("aria-label", `${name}, ${index + 2}`);
      item.append(" ", link);
    });
    line.append(item, " ");
  }
  return line;
}
