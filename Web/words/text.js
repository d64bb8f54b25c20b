// @ts-check
/** All words of the page come from one file, `text/en.json`; another language is another file. */

/** @type {Record<string, any>} */
let words = {};

/** Takes the words of a language. @param {Record<string, any>} all */
export function speak(all) {
  words = all;
}

/**
 * The words at a path such as `lab.run`, with `{name}` filled in.
 * @param {string} path
 * @param {Record<string, unknown>} [values]
 * @returns {any} a text, or what else stands there
 */
export function t(path, values) {
  let found = words;
  for (const key of path.split(".")) found = found?.[key];
  if (found === undefined) throw new Error(`text/en.json has no ${path}`);
  return typeof found === "string" && values ? fill(found, values) : found;
}

/**
 * A text with `{name}` filled in.
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}
