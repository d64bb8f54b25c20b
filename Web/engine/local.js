// @ts-check
/** A run in the browser: the model as WebAssembly, in a Worker of its own. */

import { compileModel } from "./packs.js";

/**
 * The mechanisms that are off, as the module numbers them.
 * @param {import("./packs.js").Notes} notes
 * @param {string[]} without
 */
export function switchedOff(notes, without) {
  return notes.mechanisms.filter(({ id }) => without.includes(id)).map(({ bit }) => bit);
}

/**
 * @param {import("./packs.js").Pack} pack
 * @param {{seed: bigint, without: string[], ticks: number}} options
 * @param {import("./run.js").Course} course
 * @returns {() => void} what ends it
 */
export function runInWorker(pack, { seed, ticks, without }, course) {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.onerror = (event) => course.fail(new Error(event.message || "the Worker did not start"));
  worker.onmessage = ({ data }) => {
    if (data.kind === "step") return course.step(data.ticks, data.rows);
    worker.terminate();
    if (data.kind === "failure") course.fail(new Error(data.message));
    else course.end(data.digest, pack.notes.outcomes[data.outcome].id);
  };
  compileModel().then((module) => {
    worker.postMessage({ module, task: { society: pack.society, seed, ticks, off: switchedOff(pack.notes, without) } });
  }, course.fail);
  return () => worker.terminate();
}
