// @ts-check
/** The page: words, then the view that the address names; the others when they are asked for. */

import { loadVega } from "./charts/vega.js";
import { listPacks } from "./engine/packs.js";
import { speak, t } from "./words/text.js";

const VIEWS = ["story", "lab", "clauses", "lesson"];
/** @typedef {{open: () => Promise<void>, isHere?: () => void}} View `isHere` is called when it is shown again */

/** @type {Map<string, Promise<View>>} */
const views = new Map();

/** The view that the address names: the lab where it says what to run. */
function named() {
  const view = location.hash.slice(1).split("/")[0];
  if (VIEWS.includes(view)) return view;
  return new URLSearchParams(location.search).has("scenario") ? "lab" : "story";
}

/** Puts a text of the page's frame in its place. @param {string} selector @param {string} path */
function say(selector, path) {
  const element = document.querySelector(selector);
  if (element) element.textContent = t(path);
}

/** @param {string} view @param {HTMLElement} host @returns {Promise<View>} */
async function make(view, host) {
  if (view === "lesson") return new (await import("./views/lesson.js")).Lesson(host);
  const listed = await listPacks();
  if (listed.some((entry) => entry.isNative)) say("footer p", "page.footerServed");
  if (view === "story") return new (await import("./views/story.js")).Story(host, listed);
  if (view === "lab") return new (await import("./views/lab.js")).Lab(host, listed);
  return new (await import("./views/clauses.js")).Clauses(host, listed);
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
  try {
    const known = views.get(view);
    if (known) return (await known).isHere?.();
    const made = make(view, host);
    views.set(view, made);
    await (await made).open();
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
  say(selector, path);
}
document.querySelector(".skip")?.addEventListener("click", (event) => {
  // The hash names a view: it is not to change.
  event.preventDefault();
  document.getElementById("main")?.focus();
});
addEventListener("hashchange", show);
await show();
// What draws charts comes when the view is there: nobody waits for it who looks at something else.
loadVega().catch(() => {});
