// @ts-check
/** What came from a scenario and not from us, made safe to show. */

/** A text as HTML. @param {unknown} text */
export function escape(text) {
  return String(text).replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? "",
  );
}

/**
 * Who says so: a link where it leads to the web, else a plain text.
 * @param {string} text
 * @param {string} url
 */
export function citation(text, url) {
  const isOfWeb = /^https?:\/\//.test(url);
  const element = document.createElement(isOfWeb ? "a" : "span");
  element.textContent = text;
  if (element instanceof HTMLAnchorElement) {
    element.href = url;
    element.rel = "noopener noreferrer";
    element.target = "_blank";
  }
  return element;
}
