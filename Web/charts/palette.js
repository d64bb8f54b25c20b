// @ts-check
/**
 * Colours that people with any colour vision tell apart, on white and on near-black; those of reports.
 * Okabe and Ito, Color Universal Design (2008), without black.
 */

export const green = "#009E73";
export const blue = "#0072B2";
export const vermilion = "#D55E00";
export const purple = "#CC79A7";
export const orange = "#E69F00";
export const sky = "#56B4E9";
export const grey = "#888888";
export const yellow = "#F0E442";

/** Colours of bodies, lines and parties, by index. */
export const series = [green, blue, vermilion, purple, orange, sky, grey];
/** Strokes that tell the same apart without colour. */
export const dashes = ["7 3", "", "2 3", "9 3 2 3", "4 4", "1 4", "12 4"];
/** The colour of something by its index. @param {number} index */
export const colour = (index) => series[index % series.length];
/** Shapes of the dots of sources. */
export const sources = [vermilion, green, purple, orange, sky, grey];
