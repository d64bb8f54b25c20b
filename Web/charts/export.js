// @ts-check
/** Charts as files. */

/** @typedef {import("./chart.js").Caption} Caption */

/** Saves a text. @param {string} name @param {string} type @param {string} text */
export function saveText(name, type, text) {
  saveBlob(name, new Blob([text], { type }));
}

/** @param {string} name @param {Blob} blob */
function saveBlob(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A chart that stands alone: title above, credit below, the page's colours written out. @param {SVGSVGElement} svg @param {Caption} caption */
function standalone(svg, caption) {
  const css = getComputedStyle(document.documentElement);
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  copy.querySelector(".cursor")?.remove();
  for (const value of copy.querySelectorAll("[data-value]")) value.textContent = "";
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `0 -34 ${width} ${height + 56}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height + 56));
  const ns = "http://www.w3.org/2000/svg";
  const back = document.createElementNS(ns, "rect");
  for (const [key, value] of Object.entries({ x: 0, y: -34, width, height: height + 56, fill: "var(--paper)" })) {
    back.setAttribute(key, String(value));
  }
  copy.prepend(back);
  /** @type {[string, number, number, string][]} */
  const lines = [[caption.title, -12, 16, "var(--ink)"], [caption.credit, height + 14, 10, "var(--soft)"]];
  for (const [text, y, size, fill] of lines) {
    const line = document.createElementNS(ns, "text");
    for (const [key, value] of Object.entries({ x: 8, y, "font-size": size, fill })) {
      line.setAttribute(key, String(value));
    }
    line.textContent = text;
    copy.append(line);
  }
  return new XMLSerializer().serializeToString(copy)
    .replace(/var\((--[a-z]+)\)/g, (_, name) => css.getPropertyValue(name).trim());
}

/** @param {string} id @param {SVGSVGElement} svg @param {Caption} caption */
export function saveSVG(id, svg, caption) {
  saveText(`${id}.svg`, "image/svg+xml", standalone(svg, caption));
}

/** @param {string} id @param {SVGSVGElement} svg @param {Caption} caption */
export function savePNG(id, svg, caption) {
  const { width, height } = svg.viewBox.baseVal;
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = 2 * width;
    canvas.height = 2 * (height + 56);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && saveBlob(`${id}.png`, blob));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg, caption))}`;
}
