// Holds what the page says of a run against the command's `run --json`: digest, outcome, every sentence.
// node Scripts/check_page.mjs SITE RUN.json PACK: PACK is a name in SITE/packs, such as petrograd-1917-100.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { runModel } from "../Web/engine/model.js";
import { Run } from "../Web/engine/run.js";
import { Calendar } from "../Web/words/calendar.js";
import { chronicle } from "../Web/words/chronicle.js";
import { speak } from "../Web/words/text.js";

const [site, runPath, name] = process.argv.slice(2);
if (name === undefined) {
  console.error("usage: node Scripts/check_page.mjs SITE RUN.json PACK");
  process.exit(2);
}
speak(JSON.parse(readFileSync(new URL("../Web/text/en.json", import.meta.url), "utf8")));
const command = JSON.parse(readFileSync(runPath, "utf8"));
const notes = JSON.parse(gunzipSync(readFileSync(`${site}/packs/${name}.json.gz`)).toString());
const society = new Uint8Array(gunzipSync(readFileSync(`${site}/packs/${name}.bin.gz`))).buffer;
const calendar = new Calendar(notes.isJulian, notes.start, notes.days);
const seed = BigInt(command.seed);
const run = new Run({ notes, calendar, society }, { seed, without: [], ticks: command.ticks });
const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(`${site}/model.wasm`)), {});
const start = performance.now();
const end = runModel(instance, { society, seed, off: [], ticks: command.ticks }, (step) => run.add(step.ticks, step.rows));
const seconds = (performance.now() - start) / 1000;

let failures = 0;
function check(claim, isSo, detail) {
  console.log(isSo ? `ok: page: ${name}: ${claim}` : `not ok: page: ${name}: ${claim}: ${detail}`);
  if (!isSo) failures++;
}
check(`the digest is the command's, in ${seconds.toFixed(1)} s`, end.digest === command.digest, `${end.digest}, the command has ${command.digest}`);
check("the outcome is the command's", notes.outcomes[end.outcome].id === command.outcome, notes.outcomes[end.outcome].id);
const told = chronicle(run);
const differing = command.events.findIndex((event, i) => {
  const own = told[i];
  return !own || own.text !== event.text || own.kind !== event.kind || calendar.at(own.event.tick) !== event.at ||
    calendar.atGregorian(own.event.tick) !== event.atGregorian;
});
check(`all ${told.length} sentences and dates are the command's`, differing < 0 && told.length === command.events.length,
  `${JSON.stringify(told[differing]?.text)}, the command says ${JSON.stringify(command.events[differing]?.text)} (${command.events.length} events)`);
const near = (a, b) => Math.abs(a - b) <= 1e-4 * Math.max(1, Math.abs(a));
const day = command.daily.findIndex((row, i) => {
  const own = run.days[i];
  return !own || calendar.date(i) !== row.date || !near(row.effectiveAuthorities, own.effectiveAuthorities) || !near(row.none, own.none) ||
    notes.strata.some(({ id }, s) => !near(row.active[id], own.active[s])) ||
    notes.bodies.slice(0, notes.nationals).some(({ id }, b) => !near(row.writ[id], own.writ[b]) || !near(row.deputies[id], own.deputies[b]));
});
check(`all ${run.days.length} days are the command's`, day < 0 && run.days.length === command.daily.length, `day ${day} differs`);
process.exit(failures ? 1 : 0);
