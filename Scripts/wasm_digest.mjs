// Runs a packed society in the WebAssembly build and prints the digest as 16 hex digits.
// node Scripts/wasm_digest.mjs MODULE.wasm SOCIETY.bin SEED TICKS [OFF]
// OFF has one bit for each mechanism that does not work, as in Sources/DualPower/Mechanisms.swift.
import { readFileSync } from "node:fs";

const [modulePath, societyPath, seedText, tickText, offText = "0"] = process.argv.slice(2);
if (tickText === undefined) {
  console.error("usage: node Scripts/wasm_digest.mjs MODULE.wasm SOCIETY.bin SEED TICKS [OFF]");
  process.exit(2);
}

const { instance } = await WebAssembly.instantiate(readFileSync(modulePath), {});
const model = instance.exports;
const society = readFileSync(societyPath);
const seed = BigInt.asUintN(64, BigInt(seedText));

const pointer = model.dp_alloc(society.length);
new Uint8Array(model.memory.buffer, pointer, society.length).set(society);
const isLoaded = model.dp_load(pointer, society.length);
if (!isLoaded) {
  console.error(`${societyPath}: no packed society of this version. dualpower pack writes one.`);
  process.exit(1);
}
model.dp_free(pointer);
for (let bit = 0; bit < 32; bit++) if (Number(offText) & (1 << bit)) model.dp_switch_off(bit);
model.dp_begin(Number(seed & 0xffffffffn), Number(seed >> 32n));
model.dp_tick(Number(tickText));

const half = (value) => (value >>> 0).toString(16).padStart(8, "0");
console.log(half(model.dp_digest_high()) + half(model.dp_digest_low()));
