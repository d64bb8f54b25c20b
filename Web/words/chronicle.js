// @ts-check
/**
 * What happened in a run, told: the sentences of `DualPowerArchive/Sentences.swift`, whose words stand in
 * `text/en.json` under `chronicle`. `Scripts/check_page.mjs` holds the two against each other.
 */

import { t } from "./text.js";
import { count, duration, hundredths, lowered, ordinal, percent, sentence, the, whole } from "./wording.js";

/** @typedef {import("../engine/rows.js").Event} Event */
/** @typedef {import("../engine/run.js").Run} Run */
/** @typedef {{event: Event, kind: string, text: string, isOfAll: boolean, isMajor: boolean}} Entry */

const MINOR = new Set(["order", "news", "vote", "officials_yielded", "news_withheld"]);
const OF_TOWNS = new Set(["council_constituted", "committee_formed", "councils_merged"]);
/** What is counted of towns, in the order in which it is told. */
const COUNTED = [
  "news",
  "news_withheld",
  "officials_yielded",
  "committee_formed",
  "council_constituted",
  "councils_merged",
];

/** Every event of a run with its sentence, in order of time. @param {Run} run @returns {Entry[]} */
export function chronicle(run) {
  return run.events.map((event) => {
    const kind = run.notes.eventKinds[event.kind];
    const isOfAll = event.body < run.notes.nationals;
    const isMajor = !MINOR.has(kind) && (isOfAll || !OF_TOWNS.has(kind));
    return { event, kind, isOfAll, isMajor, text: sentence(words(run, event, kind)) };
  });
}

/** What happened in towns on each day, counted, as sentences. @param {Entry[]} entries */
export function elsewhere(entries) {
  /** @type {Map<number, Map<string, number>>} */
  const days = new Map();
  for (const { event, kind, isOfAll, isMajor } of entries) {
    if ((isMajor && isOfAll) || !COUNTED.includes(kind)) continue;
    const day = Math.floor(event.tick / 24);
    const counts = days.get(day) ?? new Map();
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    days.set(day, counts);
  }
  return new Map([...days].map(([day, counts]) => {
    const told = COUNTED.filter((kind) => counts.has(kind)).map((kind) => {
      const [one, many] = t(`elsewhere.${kind}`);
      const number = counts.get(kind) ?? 0;
      return (number === 1 ? one : many).replace("{n}", whole(number));
    });
    return [day, t("elsewhere.all", { told: told.join(", ") })];
  }));
}

/** @param {Run} run @param {Event} event @param {string} kind */
function words(run, event, kind) {
  const { notes } = run;
  const amount = event.amount;
  const label = (/** @type {{label: string}[]} */ list) => list[event.subject]?.label;
  const town = notes.towns[event.town]?.label;
  const group = notes.phrases[notes.groups[event.subject]];
  const values = {
    body: body(run, event.body),
    other: body(run, event.subject),
    ofTown: town ? t("chronicle.ofTown", { town }) : "",
    town: town ?? t("chronicle.provinces"),
    city: town ?? t("chronicle.capital"),
    people: count(amount, "person"),
    men: count(amount, "man"),
    peopleWere: count(amount, "personWas"),
    duration: duration(amount),
    since: t("chronicle.since", { duration: duration(amount) }),
    number: whole(amount),
    share: percent(amount),
    size: hundredths(amount),
    ordinal: ordinal(amount),
    ministers: count(amount, "minister"),
    deputies: count(amount, "deputy"),
    party: party(run, event.subject),
    group: group ?? "",
    led: led(run, event.subject),
    subject: "",
    more: "",
  };
  switch (kind) {
    case "outbreak":
      values.subject = lowered(label(notes.strata) ?? "");
      break;
    case "mutiny": {
      const unit = notes.units[event.subject];
      values.more = unit ? t("chronicle.turnedFirst", { unit: the(unit) }) : "";
      break;
    }
    case "regime_fell":
      values.more = group ? t("chronicle.withdrewFirst", { group: sentence(group) }) : "";
      break;
    case "council_constituted":
      values.more = group ? t("chronicle.electedFirst", { group: sentence(group) }) : "";
      break;
    case "committee_formed":
      if (event.body >= notes.nationals) {
        values.more = amount < 1 ? "" : t("chronicle.afterYielding", values);
        return t("chronicle.committee_took_office", values);
      }
      values.group = group ?? t("chronicle.anAssembly");
      break;
    case "power_claimed":
      values.more = event.subject >= 0 ? t("chronicle.passedOver", values) : "";
      break;
    case "recognised_abroad":
      values.subject = label(notes.powers) ?? "";
      break;
    case "order": {
      const order = run.orders.find((row) =>
        row.tick === event.tick && row.body === event.body && row.domain === event.subject &&
        row.contestedBy >= 0
      );
      values.other = body(run, order?.contestedBy ?? -1);
      values.subject = lowered(label(notes.domains) ?? "");
      break;
    }
    case "crisis":
    case "concession":
      values.subject = lowered(label(notes.domains) ?? "");
      break;
    case "coalition":
      values.number = count(amount, "leader");
      values.more = t(Math.round(amount) === 1 ? "chronicle.asMinister" : "chronicle.asMinisters");
      break;
    case "news":
      values.subject = told(run, event);
      break;
    case "conference_met":
      values.number = count(amount, "delegate");
      values.more = count(event.subject, "council");
      break;
    case "vote": {
      const domain = label(notes.domains);
      values.body = event.body >= 0 ? values.body : t("chronicle.theConference");
      values.subject = domain ? t("chronicle.on", { subject: lowered(domain) }) : t("chronicle.onPower");
      break;
    }
    case "circle_withdrew":
      values.group = group ?? t("chronicle.aCircle");
      break;
    case "officials_yielded":
      values.more = amount > 0 ? t("chronicle.afterLoss", values) : "";
      break;
    case "news_withheld":
      values.more = t("chronicle.untils")[event.subject] ?? t("chronicle.untilKnown");
      break;
  }
  return t(`chronicle.${kind}`, values);
}

/** @param {Run} run @param {number} index */
function body(run, index) {
  const name = run.notes.bodies[index];
  return name ? the(name.label) : t("chronicle.nobody");
}

/** @param {Run} run @param {number} index */
function party(run, index) {
  const name = run.notes.parties[index];
  if (name?.isNone) return t("chronicle.noParty");
  return name ? the(name.label) : t("chronicle.aParty");
}

/** @param {Run} run @param {number} index */
function led(run, index) {
  const name = run.notes.parties[index];
  if (!name) return "";
  return name.isNone ? t("chronicle.ledByNone") : t("chronicle.led", { party: party(run, index) });
}

/** What news tells of. @param {Run} run @param {Event} news */
function told(run, news) {
  const kind = run.notes.eventKinds[news.subject];
  const of = run.events.filter((event) =>
    event.kind === news.subject && event.body === news.body && event.tick <= news.tick
  ).at(-1);
  if (!of) return t("chronicle.whatHappened");
  return t(`nouns.${t("nouns")[kind] ? kind : "other"}`, {
    body: body(run, of.body),
    other: body(run, of.subject),
    group: run.notes.phrases[run.notes.groups[of.subject]] ?? t("chronicle.aCircle"),
    town: run.notes.towns[of.town]?.label ?? t("chronicle.capital"),
    kind: kind?.replaceAll("_", " "),
  });
}
