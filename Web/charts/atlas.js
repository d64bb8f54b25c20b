// @ts-check
/**
 * A map that deck.gl draws: land, towns as points, crosses where nothing is known. It is moved and drawn nearer by
 * pointer, fingers, keys or the buttons beside it.
 */

import { loadScript } from "./script.js";

/** @typedef {import("./albers.js").Point} Point */
/** @typedef {{position: Point, radius: number, name: string, persons: number}} Mark a town; its name may be empty */
/** @typedef {{land: Point[][], signs: {sign: string, position: Point}[], box: number[]}} Ground `signs` are crosses and the capital's diamond */

/** The share of the width that stays free at each side. */
const MARGIN = 0.04;
const NEAREST = 5;
/** So many of the largest towns may be named. */
const CANDIDATES = 300;

/** Whether this browser can draw a map. */
export const canDraw = () => document.createElement("canvas").getContext("webgl2") !== null;

export class Atlas {
  /**
   * @param {HTMLElement} host
   * @param {(index: number) => void} touch told which town is under the pointer
   */
  constructor(host, touch) {
    this.host = host;
    this.touch = touch;
    /** @type {any} */
    this.library = null;
    /** @type {any} */
    this.deck = null;
    /** @type {Ground | null} */
    this.ground = null;
    /** The largest first. @type {Mark[]} */
    this.marks = [];
    /** Of each mark. @type {number[][]} */
    this.colours = [];
    this.view = { target: [0, 0, 0], zoom: 0 };
    new ResizeObserver(() => this.fit()).observe(host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.dress());
  }

  /** Takes other ground. @param {Ground} ground */
  async lay(ground) {
    this.ground = ground;
    await loadScript("parts/deck.min.js");
    this.library = /** @type {any} */ (globalThis).deck;
    this.dress();
    this.fit();
  }

  /** Takes the page's colours. */
  dress() {
    const css = getComputedStyle(document.documentElement);
    const [land, ink, soft] = ["--land", "--ink", "--soft"].map((name) => rgb(css.getPropertyValue(name).trim()));
    this.dyes = { land, ink, soft };
    this.paint();
  }

  /** Takes other towns, or the same in other colours. @param {Mark[]} marks @param {number[][]} colours */
  show(marks, colours) {
    this.marks = marks;
    this.colours = colours;
    this.paint();
  }

  /** The whole of the country. */
  fit() {
    const width = this.host.clientWidth;
    if (!this.ground || !width) return;
    const [west, south, east, north] = this.ground.box;
    const scale = width * (1 - 2 * MARGIN) / (east - west);
    this.host.style.height = `${Math.round(scale * (north - south) + 2 * MARGIN * width)}px`;
    this.least = Math.log2(scale);
    this.look([(west + east) / 2, (south + north) / 2, 0], this.least);
  }

  /** Draws nearer or farther by a factor of two to a power; from the whole it goes to where people are. @param {number} power */
  near(power) {
    const isWhole = this.view.zoom === this.least;
    this.look(isWhole ? middle(this.marks) : this.view.target, this.view.zoom + power);
  }

  /** @param {number[]} target @param {number} zoom */
  look(target, zoom) {
    const least = this.least ?? 0;
    this.view = { target, zoom: Math.max(least, Math.min(least + NEAREST, zoom)) };
    this.paint();
  }

  /** Hands deck.gl what is to be seen; it finds out by itself what of it is new. */
  paint() {
    const { library, ground, dyes } = this;
    if (!library || !ground || !dyes) return;
    const least = this.least ?? 0;
    const props = {
      viewState: { ...this.view, minZoom: least, maxZoom: least + NEAREST },
      layers: [
        ...groundLayers(library, ground, dyes),
        ...townLayers(library, this.marks, this.colours, dyes, this.view.zoom, least),
      ],
    };
    this.deck ??= new library.Deck({
      parent: this.host,
      views: new library.OrthographicView({ flipY: false }),
      // A wheel and a finger that goes up or down move the page, as everywhere on it.
      controller: { scrollZoom: false, keyboard: true, inertia: false },
      touchAction: "pan-y",
      pickingRadius: 10,
      getCursor: (/** @type {{isDragging: boolean, isHovering: boolean}} */ at) =>
        at.isDragging ? "grabbing" : at.isHovering ? "pointer" : "grab",
      onViewStateChange: (/** @type {{viewState: {target: number[], zoom: number}}} */ { viewState }) =>
        this.look(viewState.target, viewState.zoom),
      onHover: (/** @type {{index: number}} */ { index }) => index >= 0 && this.touch(index),
      onClick: (/** @type {{index: number}} */ { index }) => index >= 0 && this.touch(index),
    });
    this.deck.setProps(props);
  }
}

/** @typedef {{land: number[], ink: number[], soft: number[]}} Dyes */

const fontFamily = 'system-ui, "DejaVu Sans", sans-serif';

/** @param {any} library @param {Ground} ground @param {Dyes} dyes */
function groundLayers({ PathLayer, SolidPolygonLayer, TextLayer }, ground, { land, ink, soft }) {
  return [
    new SolidPolygonLayer({
      id: "land",
      data: ground.land,
      getPolygon: same,
      getFillColor: land,
      updateTriggers: { getFillColor: land },
    }),
    new PathLayer({
      id: "seams",
      data: ground.land,
      getPath: same,
      // The colour of the land: it closes seams, and no border is seen.
      getColor: land,
      getWidth: 1,
      widthUnits: "pixels",
      updateTriggers: { getColor: land },
    }),
    new TextLayer({
      id: "signs",
      data: ground.signs,
      fontFamily,
      characterSet: ["×", "◇"],
      getPosition: (/** @type {{position: Point}} */ one) => one.position,
      getText: (/** @type {{sign: string}} */ one) => one.sign,
      getSize: (/** @type {{sign: string}} */ one) => one.sign === "×" ? 9 : 26,
      getColor: (/** @type {{sign: string}} */ one) => one.sign === "×" ? soft : ink,
      updateTriggers: { getColor: ink },
    }),
  ];
}

/**
 * @param {any} library
 * @param {Mark[]} marks
 * @param {number[][]} colours
 * @param {Dyes} dyes
 * @param {number} zoom
 * @param {number} least the zoom at which the whole is seen
 */
function townLayers({ ScatterplotLayer, TextLayer }, marks, colours, { ink }, zoom, least) {
  const getPosition = (/** @type {Mark} */ mark) => mark.position;
  return [
    new ScatterplotLayer({
      id: "towns",
      data: marks,
      getPosition,
      getRadius: (/** @type {Mark} */ mark) => mark.radius,
      getFillColor: (/** @type {Mark} */ _, /** @type {{index: number}} */ { index }) => colours[index],
      radiusUnits: "pixels",
      // A town grows as one comes nearer, but less than the country does.
      radiusScale: 2 ** (0.4 * (zoom - least)),
      opacity: 0.88,
      pickable: true,
      autoHighlight: true,
      highlightColor: [...ink, 255],
      updateTriggers: { getFillColor: colours },
    }),
    new TextLayer({
      id: "names",
      data: named(marks, zoom),
      fontFamily,
      fontWeight: 600,
      fontSettings: { fontSize: 48, buffer: 6 },
      characterSet: "auto",
      getPosition,
      getText: (/** @type {Mark} */ mark) => mark.name,
      getSize: 11,
      getPixelOffset: [0, -13],
      getColor: ink,
      updateTriggers: { getColor: ink },
    }),
  ];
}

/** @template T @param {T} one */
const same = (one) => one;

/** The mean place of the people of towns. @param {Mark[]} marks */
function middle(marks) {
  const all = marks.reduce((sum, mark) => sum + mark.persons, 0);
  const mean = (/** @type {0 | 1} */ axis) =>
    marks.reduce((sum, mark) => sum + mark.persons * mark.position[axis], 0) / all;
  return [mean(0), mean(1), 0];
}

/**
 * The largest towns whose names are clear of those of larger ones.
 * @param {Mark[]} marks the largest first
 * @param {number} zoom
 */
function named(marks, zoom) {
  if (shown.marks === marks && shown.zoom === zoom) return shown.names;
  /** @type {{mark: Mark, x: number, y: number, half: number}[]} */
  const placed = [];
  for (const mark of marks.slice(0, CANDIDATES).filter(({ name }) => name)) {
    const [x, y] = mark.position.map((at) => at * 2 ** zoom);
    const half = 3.8 * mark.name.length + 4;
    if (placed.every((one) => Math.abs(one.x - x) > one.half + half || Math.abs(one.y - y) > 16)) {
      placed.push({ mark, x, y, half });
    }
  }
  shown = { marks, zoom, names: placed.map(({ mark }) => mark) };
  return shown.names;
}
/** The names that were chosen last. @type {{marks: Mark[], zoom: number, names: Mark[]}} */
let shown = { marks: [], zoom: 0, names: [] };

/** A colour as #rrggbb in numbers. @param {string} text */
export const rgb = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
