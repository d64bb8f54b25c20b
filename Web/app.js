// @ts-check
/** The page: words, then the view that the address names; the others when they are asked for. */

import { listPacks } from "./engine/packs.js";
import { speak, t } from "./words/text.js";

const VIEWS = ["story", "lab", "clauses", "lesson"];
/** @type {Map<string, Promise<void>>} */
const opened = new Map();

/** The view that the address names: the lab where it says what to run. */
function named() {
  const view = location.hash.slice(1).split("/")[0];
  if (VIEWS.includes(view)) return view;
  return new URLSearchParams(location.search).has("scenario") ? "lab" : "story";
}

/** @param {string} view @param {HTMLElement} host */
async function open(view, host) {
  if (view === "lesson") return (await import("./views/lesson.js")).showLesson(host);
  const listed = await listPacks();
  if (view === "story") return new (await import("./views/story.js")).Story(host, listed).open();
  if (view === "lab") return new (await import("./views/lab.js")).Lab(host, listed).open();
  return new (await import("./views/clauses.js")).Clauses(host, listed).open();
}

async function show() {
  const view = named();
  document.documentElement.dataset.view = view;
  document.title = `${t(`page.views.${view}`)} · ${t("page.title")}`;
  for (const one of VIEWS) {
    const host = document.getElementById(one);
    if (host) host.hidden = one !== view;
    const link = document.querySelector(`nav a[href="#${one}"]`);
    if (one === view) link?.setAttribute("aria-current", "page");
    else link?.removeAttribute("aria-current");
  }
  const host = document.getElementById(view);
  if (!host) return;
  if (!opened.has(view)) opened.set(view, open(view, host));
  try {
    await opened.get(view);
  } catch (error) {
    host.textContent = t("page.failed", { message: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

speak(await fetch("text/en.json").then((response) => response.json()));
const nav = /** @type {HTMLElement} */ (document.querySelector("nav"));
nav.setAttribute("aria-label", t("page.nav"));
for (const view of VIEWS) {
  const link = document.createElement("a");
  link.href = `#${view}`;
  link.textContent = t(`page.views.${view}`);
  nav.append(link);
}
for (const [selector, path] of [[".skip", "page.skip"], [".tagline", "page.tagline"], ["footer p", "page.footer"]]) {
  const element = document.querySelector(selector);
  if (element) element.textContent = t(path);
}
addEventListener("hashchange", show);
await show();
