// @ts-check
/** Numbers and nouns as a person reads them; the same rules as `DualPowerArchive/Wording.swift`. */

import { t } from "./text.js";

/** A whole number with its thousands apart: 2,400,000. @param {number} value */
export function whole(value) {
  const number = Math.round(Math.abs(value));
  const digits = String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  return value < 0 && number > 0 ? `-${digits}` : digits;
}

/**
 * A number of things, by the words at `counts.NAME`: 1 deputy, 62 deputies.
 * @param {number} value
 * @param {string} name
 */
export function count(value, name) {
  const [one, many] = t(`counts.${name}`);
  return `${whole(value)} ${Math.round(value) === 1 ? one : many}`;
}

/** A share in full per cent. @param {number} share */
export const percent = (share) => `${whole(share * 100)}%`;

/** A number with two decimals. @param {number} value */
export function hundredths(value) {
  const hundredths = Math.round(Math.abs(value) * 100);
  const text = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
  return value < 0 && hundredths > 0 ? `-${text}` : text;
}

/** A stretch of time: in hours up to two days, then in days. @param {number} hours */
export const duration = (hours) => Math.round(hours) < 48 ? count(hours, "hour") : count(hours / 24, "day");

/** first, second … and 9th after that. @param {number} value */
export function ordinal(value) {
  const number = Math.round(value);
  const word = t("ordinals")[number - 1];
  if (word) return word;
  const ending = { 1: "st", 2: "nd", 3: "rd" }[number % 10];
  return `${number}${ending && Math.floor(number / 10) % 10 !== 1 ? ending : "th"}`;
}

/** A label as it stands within a sentence: the Putilov works. @param {string} label */
export function the(label) {
  const colon = label.indexOf(": ");
  if (colon >= 0) return `the ${label.slice(colon + 2)} of ${spot(label.slice(0, colon))}`;
  return label.toLowerCase().startsWith("the ") ? `the ${label.slice(4)}` : `the ${label}`;
}

/** A place as it stands within a sentence. @param {string} label */
export const spot = (label) => label.startsWith("The ") ? `the ${label.slice(4)}` : label;

/** A text that begins with a capital. @param {string} text */
export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A common noun within a sentence: Workers is workers; SR voters stays. @param {string} label */
export function lowered(label) {
  const second = label.charAt(1);
  const isWord = second !== "" && second === second.toLowerCase() && second !== second.toUpperCase();
  return isWord ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
