// @ts-check
/** Libraries that are no modules. */

/** @type {Map<string, Promise<void>>} */
const loaded = new Map();

/** Loads a script once. @param {string} path @returns {Promise<void>} */
export function loadScript(path) {
  const known = loaded.get(path);
  if (known) return known;
  const loading = new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = path;
    script.onload = () => resolve(undefined);
    script.onerror = () => reject(new Error(path));
    document.head.append(script);
  });
  loaded.set(path, loading);
  return loading;
}
