// @ts-check
/** Charts as files. */

import { standalone } from "./spec.js";
import { embed } from "./vega.js";

/** Saves a text. @param {string} name @param {string} type @param {string} text */
export function saveText(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  saveAs(name, url);
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** @param {string} name @param {string} url */
function saveAs(name, url) {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/**
 * Saves a chart that stands alone.
 * @param {string} id
 * @param {"svg" | "png"} kind
 * @param {import("./spec.js").Spec} spec
 * @param {import("./chart.js").Caption} caption
 */
export async function saveImage(id, kind, spec, caption) {
  const view = await embed(document.createElement("div"), standalone(spec, caption));
  if (kind === "svg") saveText(`${id}.svg`, "image/svg+xml", await view.toSVG());
  else saveAs(`${id}.png`, await view.toImageURL("png", 2));
  view.finalize();
}
