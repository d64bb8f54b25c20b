// @ts-check
/** The lesson sheet: `lesson.md` as a page that can be printed. */

import { t } from "../words/text.js";

export class Lesson {
  /** @param {HTMLElement} host */
  constructor(host) {
    this.host = host;
  }

  async open() {
    const text = await fetch("lesson.md").then((response) => response.text());
    const sheet = document.createElement("article");
    sheet.className = "sheet";
    sheet.append(...blocks(text));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "print";
    button.textContent = t("lesson.print");
    button.addEventListener("click", () => print());
    this.host.replaceChildren(button, sheet);
  }
}

/** Headings, paragraphs and lists: all that the sheet has. @param {string} text */
function blocks(text) {
  return text.split(/\n{2,}/).map((block) => block.trim()).filter(Boolean).map((block) => {
    const heading = /^(#+) (.*)$/s.exec(block);
    if (heading) return inline(document.createElement(`h${heading[1].length}`), heading[2]);
    const isNumbered = /^\d+\. /.test(block);
    if (!isNumbered && !block.startsWith("- ")) return inline(document.createElement("p"), block);
    const list = document.createElement(isNumbered ? "ol" : "ul");
    for (const item of block.split(/\n(?=\d+\. |- )/)) {
      list.append(inline(document.createElement("li"), item.replace(/^(\d+\.|-) /, "")));
    }
    return list;
  });
}

/** Emphasis, code and links within a line. @param {HTMLElement} element @param {string} text */
function inline(element, text) {
  for (const part of text.replace(/\s*\n\s*/g, " ").split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`|\[[^\]]+\]\([^)]+\))/)) {
    const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part);
    /** @type {[string, string] | null} */
    const kind = part.startsWith("**")
      ? ["strong", part.slice(2, -2)]
      : part.startsWith("*") && part.length > 2
      ? ["em", part.slice(1, -1)]
      : part.startsWith("`")
      ? ["code", part.slice(1, -1)]
      : null;
    if (link) {
      // Links within the lab lead there; those to other papers are named, since the site does not hold them.
      const child = document.createElement(link[2].startsWith("?") || link[2].startsWith("#") ? "a" : "em");
      if (child instanceof HTMLAnchorElement) child.href = link[2];
      child.textContent = link[1];
      element.append(child);
    } else if (kind) {
      const child = document.createElement(kind[0]);
      child.textContent = kind[1];
      element.append(child);
    } else if (part) element.append(part);
  }
  return element;
}
