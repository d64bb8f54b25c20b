// @ts-check
/** Days in a scenario's own calendar and in the Gregorian beside it. */

import { t } from "./text.js";

/** @typedef {{year: number, month: number, day: number}} Parts */

/**
 * The Julian Day Number of a date's noon, which counts days in both calendars.
 * Richards, in Explanatory Supplement to the Astronomical Almanac, 3rd ed. (2013), 15.11.
 * @param {Parts} date
 * @param {boolean} isJulian
 */
export function dayNumber(date, isJulian) {
  const fromMarch = (date.month + 9) % 12;
  const years = date.year + 4800 - (date.month < 3 ? 1 : 0);
  const days = date.day + Math.floor((153 * fromMarch + 2) / 5) + 365 * years + Math.floor(years / 4);
  return isJulian ? days - 32083 : days - Math.floor(years / 100) + Math.floor(years / 400) - 32045;
}

/**
 * The date of a Julian Day Number.
 * @param {number} number
 * @param {boolean} isJulian
 * @returns {Parts}
 */
export function dateOf(number, isJulian) {
  let f = number + 1401;
  if (!isJulian) f += Math.floor((Math.floor((4 * number + 274277) / 146097) * 3) / 4) - 38;
  const e = 4 * f + 3;
  const h = 5 * Math.floor((e % 1461) / 4) + 2;
  const day = Math.floor((h % 153) / 5) + 1;
  const month = ((Math.floor(h / 153) + 2) % 12) + 1;
  return { year: Math.floor(e / 1461) - 4716 + Math.floor((14 - month) / 12), month, day };
}

const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
const iso = (/** @type {Parts} */ p) => `${p.year}-${two(p.month)}-${two(p.day)}`;

/** The days of one scenario. */
export class Calendar {
  /**
   * @param {boolean} isJulian
   * @param {string} start the first day, as 1917-02-15
   * @param {number} days
   */
  constructor(isJulian, start, days) {
    const [year, month, day] = start.split("-").map(Number);
    this.isJulian = isJulian;
    this.days = days;
    this.first = dayNumber({ year, month, day }, isJulian);
  }

  /** The date of a day as 1917-02-23, in the scenario's own calendar. @param {number} day */
  date(day) {
    return iso(dateOf(this.first + day, this.isJulian));
  }

  /** The hour of a tick as 1917-02-27T07:00. @param {number} tick */
  at(tick) {
    return `${this.date(Math.floor(tick / 24))}T${two(tick % 24)}:00`;
  }

  /** The same hour by the Gregorian calendar. @param {number} tick */
  atGregorian(tick) {
    return `${iso(dateOf(this.first + Math.floor(tick / 24), false))}T${two(tick % 24)}:00`;
  }

  /**
   * The day of a date in the scenario's own calendar; null where it has no such day.
   * @param {string} text
   */
  day(text) {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    if (!match) return null;
    const [year, month, day] = match.slice(1).map(Number);
    const index = dayNumber({ year, month, day }, this.isJulian) - this.first;
    return index >= 0 && index < this.days && this.date(index) === text ? index : null;
  }

  /** The tick of an hour as 1917-02-27T07:00, or of the first hour of a date. @param {string} text */
  tick(text) {
    const match = /^([\d-]{10})(?:T(\d{2})(?::00)?)?$/.exec(text);
    const day = match ? this.day(match[1]) : null;
    const hour = match?.[2] ? Number(match[2]) : 0;
    return day === null || hour > 23 ? null : day * 24 + hour;
  }

  /** A day in both styles where they differ: Monday 27 February (12 March) 1917. @param {number} day */
  long(day) {
    const own = dateOf(this.first + day, this.isJulian);
    const gregorian = dateOf(this.first + day, false);
    const weekday = t("weekdays")[(this.first + day) % 7];
    if (iso(own) === iso(gregorian)) return `${weekday} ${dayAndMonth(own)} ${own.year}`;
    const year = own.year === gregorian.year ? "" : ` ${own.year}`;
    return own.year === gregorian.year
      ? `${weekday} ${dayAndMonth(own)} (${dayAndMonth(gregorian)}) ${own.year}`
      : `${weekday} ${dayAndMonth(own)}${year} (${dayAndMonth(gregorian)} ${gregorian.year})`;
  }

  /** A day without its weekday and year: 27 February (12 March). @param {number} day */
  short(day) {
    const own = dayAndMonth(dateOf(this.first + day, this.isJulian));
    const gregorian = dayAndMonth(dateOf(this.first + day, false));
    return own === gregorian ? own : `${own} (${gregorian})`;
  }

  /** What stands under an axis: the day in the own calendar, then in the Gregorian. @param {number} day */
  axis(day) {
    const own = brief(dateOf(this.first + day, this.isJulian));
    const gregorian = brief(dateOf(this.first + day, false));
    return own === gregorian ? [own] : [own, `(${gregorian})`];
  }

  /** The hour of a tick: 07:00. @param {number} tick */
  hour(tick) {
    return `${two(tick % 24)}:00`;
  }

  /** Hour and day: 07:00, Monday 27 February (12 March) 1917. @param {number} tick */
  moment(tick) {
    return `${this.hour(tick)}, ${this.long(Math.floor(tick / 24))}`;
  }
}

const dayAndMonth = (/** @type {Parts} */ p) => `${p.day} ${t("months")[p.month - 1]}`;
const brief = (/** @type {Parts} */ p) => `${p.day} ${t("months")[p.month - 1].slice(0, 3)}`;
