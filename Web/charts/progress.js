// @ts-check
/** How far each town of a country has come at an hour, as an index into the words of a map's key. */

/** @typedef {import("../engine/run.js").Run} Run */

/** How far each town has come when a tick is over. @param {Run} run @param {number} tick */
export function states(run, tick) {
  const { notes } = run;
  const has = notes.towns.map(() => [false, false, false]);
  for (const town of run.towns) if (town.openedAt >= 0 && town.openedAt <= tick) has[town.town][0] = true;
  for (const organ of run.organs) {
    const body = notes.bodies[organ.body];
    if (organ.since > tick || body.region >= 0) continue;
    has[body.seat][notes.lines[body.line].claim === "constituent" ? 2 : 1] = true;
  }
  for (const event of run.events) {
    if (event.tick > tick || event.body >= notes.nationals) continue;
    const kind = notes.eventKinds[event.kind];
    if (kind === "capital_lost" || kind === "regime_fell") has[notes.capital][0] = true;
    if (kind === "committee_formed" || kind === "government_formed") has[notes.capital][1] = true;
    if (kind === "council_constituted") has[notes.capital][2] = true;
  }
  return has.map(([opened, committee, council]) => council ? (committee ? 4 : 3) : committee ? 2 : opened ? 1 : 0);
}

/** Whom people of each town obey on a day. @param {Run} run @param {number} day */
export function writ(run, day) {
  const { notes } = run;
  const sums = notes.towns.map(() => [0, 0, 0, 0]);
  const claims = notes.lines.map((line) => ["incumbent", "successor", "constituent"].indexOf(line.claim));
  for (const row of run.places[day] ?? []) {
    const place = notes.places[row.place];
    const sum = sums[place.town];
    sum[3] += place.persons;
    row.writ.forEach((share, line) => sum[claims[line]] += place.persons * (1 - row.none) * share);
  }
  return sums.map(([old, legal, council, persons]) => {
    const some = old + legal + council;
    if (persons === 0 || some < persons / 2) return 1;
    if (old >= Math.max(legal, council)) return 0;
    const share = Math.round(100 * council / (legal + council));
    return 2 + [30, 45, 56, 71].filter((edge) => edge <= share).length;
  });
}
