// @ts-check
/** A run on the server, for what is too large for a browser: its days come as Server-Sent Events. */

/** What a server refuses, in its own words. */
class Refused extends Error {}

/** @param {Response} response */
async function checked(response) {
  if (response.ok) return response;
  const { findings } = await response.json().catch(() => ({ findings: [`${response.status} ${response.statusText}`] }));
  throw new Refused(findings.join(" "));
}

/**
 * @param {import("./packs.js").Pack} pack
 * @param {{seed: bigint, without: string[], ticks: number}} options
 * @param {import("./run.js").Course} course
 * @returns {() => void} what ends it
 */
export function runOnServer({ notes, calendar }, { seed, ticks, without }, course) {
  const until = calendar.date(ticks / 24 - 1);
  const asked = { scenario: notes.scenario, scale: notes.scale, seed: String(seed), until, without };
  /** @type {EventSource | undefined} */
  let events;
  let address = "";
  let isOver = false;
  const stop = () => {
    isOver = true;
    events?.close();
    // Where the reader leaves without a word, the server finds out in some seconds.
    if (address) fetch(address, { method: "DELETE", keepalive: true }).catch(() => {});
  };
  fetch("api/runs", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(asked) })
    .then(checked).then((response) => response.json()).then((run) => {
      address = `api/runs/${run.id}`;
      if (isOver) return stop();
      follow(run.events);
    }).catch((error) => isOver || course.fail(error));

  /** @param {string} path */
  function follow(path) {
    // Frames are fetched one after the other: a step must not overtake another.
    let queue = Promise.resolve();
    events = new EventSource(path);
    events.addEventListener("step", ({ data }) => {
      const { ticks: done, frame } = JSON.parse(data);
      queue = queue.then(async () => {
        if (isOver) return;
        const bytes = await fetch(frame).then(checked).then((response) => response.arrayBuffer());
        if (!isOver) course.step(done, new Float64Array(bytes));
      });
      queue.catch(course.fail);
    });
    events.addEventListener("end", ({ data }) => {
      events?.close();
      const { state, digest, outcome, reason } = JSON.parse(data);
      queue = queue.then(() => {
        if (isOver) return;
        if (state === "done") course.end(digest, outcome);
        else course.fail(new Refused(reason));
      });
      queue.catch(course.fail);
    });
  }
  return stop;
}
