// @ts-check
/** The model's exports, and how a society is run by them; in a Worker, or in node for tests. */

/** @typedef {{society: ArrayBuffer, seed: bigint, off: number[], ticks: number}} Task */
/** @typedef {{ticks: number, rows: Float64Array}} Step */

/**
 * Runs a society day by day.
 * @param {WebAssembly.Instance} instance
 * @param {Task} task
 * @param {(step: Step) => void} tell called after each day with what is new
 * @returns {{digest: string, outcome: number}}
 */
export function runModel(instance, { society, seed, off, ticks }, tell) {
  const model = /** @type {any} */ (instance.exports);
  const pointer = model.dp_alloc(society.byteLength);
  new Uint8Array(model.memory.buffer, pointer, society.byteLength).set(new Uint8Array(society));
  const isLoaded = model.dp_load(pointer, society.byteLength);
  model.dp_free(pointer);
  if (!isLoaded) throw new Error("the pack is no society of this module's version");
  for (const mechanism of off) model.dp_switch_off(mechanism);
  model.dp_begin(Number(seed & 0xffffffffn), Number(seed >> 32n));
  let done = 0;
  while (done < ticks) {
    const step = Math.min(24 - (done % 24), ticks - done);
    model.dp_tick(step);
    tell({ ticks: done + step, rows: rows(model, done) });
    done += step;
  }
  const half = (/** @type {number} */ value) => (value >>> 0).toString(16).padStart(8, "0");
  return { digest: half(model.dp_digest_high()) + half(model.dp_digest_low()), outcome: model.dp_outcome() };
}

/** @param {any} model @param {number} from */
function rows(model, from) {
  const pointer = model.dp_rows(from);
  const count = new Float64Array(model.memory.buffer, pointer, 1)[0];
  const copy = new Float64Array(model.memory.buffer, pointer + 8, count).slice();
  model.dp_free(pointer);
  return copy;
}
