// @ts-check
/** Runs that were kept where the server lies: what each is, its report, and a way to run it again. */

import { t } from "../words/text.js";
import { table } from "./table.js";

/** @typedef {{name: string, scenario: string, seed: string, scale: number, until: string | null, without: string[], digest: string, command: string, isRepeatable: boolean, files: string[]}} Kept */

/**
 * The list, where a server offers one and there is something in it.
 * @param {import("../engine/packs.js").Listed[]} listed
 * @returns {Promise<HTMLElement | null>}
 */
export async function keptRuns(listed) {
  if (!listed.some((entry) => entry.isNative)) return null;
  /** @type {Kept[]} */
  const runs = await fetch("api/archives").then((response) => response.ok ? response.json() : []);
  if (!runs.length) return null;
  const box = document.createElement("details");
  box.className = "kept";
  const summary = document.createElement("summary");
  summary.textContent = t("lab.kept");
  const about = document.createElement("p");
  about.textContent = t("lab.keptAbout");
  const rows = runs.map((run) => {
    const without = run.without.length ? `, ${t("form.without", { list: run.without.join(", ") })}` : "";
    const digest = document.createElement("code");
    digest.textContent = run.digest;
    digest.title = run.command;
    return [t("lab.keptRun", { ...run, without }), run.until ?? "–", digest, links(run, listed)];
  });
  box.append(summary, about, table(t("lab.kept"), t("lab.keptHead"), rows));
  return box;
}

/** @param {Kept} run @param {import("../engine/packs.js").Listed[]} listed */
function links(run, listed) {
  const links = [];
  if (run.files.includes("report.html")) {
    links.push(link(t("lab.report"), `api/archives/${encodeURIComponent(run.name)}/report.html`));
  }
  const entry = listed.find((one) => one.scenario === run.scenario && one.scale === run.scale);
  if (entry && run.isRepeatable) {
    const query = new URLSearchParams({ scenario: run.scenario, seed: run.seed, scale: `1:${run.scale}`, run: "1" });
    if (run.until) query.set("until", run.until);
    if (run.without.length) query.set("without", run.without.join(","));
    links.push(" · ", link(t("lab.runAgain"), `?${query}#lab`));
  }
  return links;
}

/** @param {string} text @param {string} address */
function link(text, address) {
  const element = document.createElement("a");
  element.href = address;
  element.textContent = text;
  return element;
}
