// @ts-check
/** Vega-Lite, which set-up fetches; it is loaded when the first chart asks for it, or a little ahead. */

import { loadScript } from "./script.js";

/**
 * What is used of vega-embed and of Vega's View.
 * @typedef {object} View
 * @property {() => [number, number]} origin where the plot begins within the drawing
 * @property {() => number} width
 * @property {() => number} height
 * @property {(name: string) => (value: number) => number} scale
 * @property {(name: string, rows: object[]) => View} data
 * @property {() => Promise<View>} runAsync
 * @property {() => Promise<string>} toSVG
 * @property {(type: string, factor: number) => Promise<string>} toImageURL
 * @property {() => void} finalize
 */
/** @typedef {{vegaEmbed: (place: HTMLElement, spec: object, options: object) => Promise<{view: View}>}} Library */

export const loadVega = () => loadScript("parts/vega-bundle.js");

/**
 * Draws a specification into a place. Expressions are interpreted, since the page's policy forbids that
 * any be compiled, and no style is added, since it forbids that too.
 * @param {HTMLElement} place
 * @param {object} spec
 * @param {(text: string) => void} [point] told what is under the pointer
 */
export async function embed(place, spec, point = () => {}) {
  await loadVega();
  const { view } = await library().vegaEmbed(place, spec, {
    mode: "vega-lite",
    renderer: "svg",
    ast: true,
    actions: false,
    // A table that is empty as yet is no fault.
    logLevel: 1,
    defaultStyle: false,
    tooltip: (/** @type {unknown[]} */ ...told) => point(String(told[3] ?? "")),
  });
  return view;
}

/** Puts other rows into tables of a drawing. @param {View} view @param {Record<string, object[]>} tables */
export function refill(view, tables) {
  for (const [name, rows] of Object.entries(tables)) view.data(name, rows);
  return view.runAsync();
}

const library = () => /** @type {Library} */ (/** @type {unknown} */ (globalThis));
