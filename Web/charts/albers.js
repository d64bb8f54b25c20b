// @ts-check
/**
 * Albers' equal-area conic projection for a country.
 * Its parallels and meridian are chosen as `DualPowerArchive/Report/Country/MapView.swift` chooses them.
 */

/** @typedef {{latitude: number, longitude: number}} Spot */
/** @typedef {[number, number]} Point across and upwards, in thousandths of the Earth's radius */

const DEGREE = Math.PI / 180;
const UNIT = 1000;

/** The turn between two longitudes, in -180...180. @param {number} degrees */
const turn = (degrees) => degrees - 360 * Math.round(degrees / 360);

/** @param {number[]} parallels @param {number} meridian @returns {(spot: Spot) => Point} */
function cone(parallels, meridian) {
  const first = Math.sin(parallels[0] * DEGREE);
  const n = (first + Math.sin(parallels[1] * DEGREE)) / 2;
  const c = 1 + first * (2 * n - first);
  return ({ latitude, longitude }) => {
    const angle = turn(longitude - meridian) * DEGREE * n;
    const radius = Math.sqrt(Math.max(0, c - 2 * n * Math.sin(latitude * DEGREE))) / n;
    return [UNIT * radius * Math.sin(angle), UNIT * (Math.sqrt(c) / n - radius * Math.cos(angle))];
  };
}

/** The projection that suits towns. @param {Spot[]} towns */
export function projection(towns) {
  const latitudes = towns.map((town) => town.latitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const sorted = towns.map((town) => town.longitude).sort((a, b) => a - b);
  let widest = sorted[0] + 360 - sorted[sorted.length - 1];
  let [west, east] = [sorted[0], sorted[sorted.length - 1]];
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] - sorted[i - 1] > widest) {
      widest = sorted[i] - sorted[i - 1];
      [west, east] = [sorted[i], sorted[i - 1] + 360];
    }
  }
  const parallels = [Math.floor((south + north) / 20) * 10, Math.max(10, Math.ceil(north / 10) * 10)].map((p) =>
    Math.min(80, p)
  );
  return cone(parallels, Math.ceil((west + east) / 10) * 5);
}

/** The box of points: west, south, east, north. @param {Point[]} points */
export const boxOf = (points) => [
  Math.min(...points.map(([x]) => x)),
  Math.min(...points.map(([, y]) => y)),
  Math.max(...points.map(([x]) => x)),
  Math.max(...points.map(([, y]) => y)),
];

/**
 * Outlines of land about a box; a ring that reaches the far side of the Earth, where a cone tears, is left out.
 * @param {[number, number][][]} rings longitude and latitude
 * @param {(spot: Spot) => Point} project
 * @param {number[]} box
 */
export function landAbout(rings, project, [west, south, east, north]) {
  const [width, height] = [east - west, north - south];
  return rings.filter((ring) => ring.every(([, latitude]) => latitude >= 15))
    .map((ring) => ring.map(([longitude, latitude]) => project({ latitude, longitude })))
    .filter((ring) =>
      ring.every(([x, y]) =>
        x > west - 2 * width && x < east + 2 * width && y > south - 2 * height && y < north + 2 * height
      )
    );
}
