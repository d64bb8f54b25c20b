// @ts-check
/** One run in a thread of its own; the page ends the thread to cancel it. */

import { runModel } from "./model.js";

const port = /** @type {any} */ (self);

port.onmessage = (/** @type {MessageEvent} */ { data }) => {
  try {
    const instance = new WebAssembly.Instance(data.module, {});
    const end = runModel(instance, data.task, (step) => {
      port.postMessage({ kind: "step", ...step }, [step.rows.buffer]);
    });
    port.postMessage({ kind: "end", ...end });
  } catch (error) {
    port.postMessage({ kind: "failure", message: error instanceof Error ? error.message : String(error) });
  }
};
