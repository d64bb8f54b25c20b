extension Report {
  /// Nothing from anywhere else; Vega makes functions of its expressions, hence `unsafe-eval`.
  static let policy =
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
    + "img-src data:"

  /// Two overlapping discs.
  static let icon =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    + "%3Ccircle cx='6' cy='8' r='5' fill='%230072B2'/%3E"
    + "%3Ccircle cx='10' cy='8' r='5' fill='%23D55E00' fill-opacity='.8'/%3E%3C/svg%3E"

  static let style = """

    :root { --ink: #1b1d20; --soft: #5a6068; --line: #dcdfe3; --paper: #fdfdfc; --panel: #f4f4f1;
      --land: #e9e8e3;
      color-scheme: light dark; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e8e6e1; --soft: #a4a9b0; --line: #363a40; --paper: #15171a; --panel: #1d2024;
        --land: #2a2e33; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; }
    main { max-width: 76rem; margin: 0 auto; padding: 2rem 1rem; }
    h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; }
    h2 { font-size: 1.25rem; margin: 0 0 .25rem; }
    h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
    p { margin: 0 0 .75rem; max-width: 44rem; }
    code, figcaption { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .85em;
      overflow-wrap: anywhere; }
    .about { color: var(--soft); }
    .outcome { font-size: 1.15rem; font-weight: 600; }
    .missing { background: var(--panel); padding: .75rem 1rem; border-radius: .5rem; }
    dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
      gap: .5rem 2rem; margin: 1rem 0 2rem; }
    dt { color: var(--soft); font-size: .85rem; }
    dd { margin: 0; }
    section { margin: 0 0 2.5rem; }
    .story ul { list-style: none; margin: 0; padding: 0; }
    .story div { columns: 32rem; column-gap: 2rem; }
    .story h3 { break-after: avoid; }
    .story h3:first-child { margin-top: 0; }
    .story li { break-inside: avoid; display: flex; gap: .75rem; max-width: 48rem; }
    .story .rest { color: var(--soft); font-size: .9rem; margin: 0; }
    .story details time { flex: none; width: 8.5rem; }
    time { color: var(--soft); font-variant-numeric: tabular-nums; }
    .pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 32rem), 1fr));
      gap: 2.5rem 2rem; }
    .pictures + section { margin-top: 2.5rem; }
    figure { margin: 0; min-width: 0; }
    figure.wide { grid-column: 1 / -1; }
    figure p { color: var(--soft); }
    .picture { width: 100%; overflow: hidden; }
    figcaption { color: var(--soft); font-size: .75rem; margin: .25rem 0 .5rem; }
    summary { cursor: pointer; color: var(--soft); font-size: .9rem; }
    .table { overflow: auto; max-height: 24rem; border: 1px solid var(--line); border-radius: .5rem; }
    .beside .table { max-height: none; }
    table { border-collapse: collapse; width: 100%; font-size: .85rem;
      font-variant-numeric: tabular-nums; }
    th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
      vertical-align: top; }
    .pictures td, .pictures th { min-width: 5.5rem; }
    th { position: sticky; top: 0; background: var(--panel); }
    footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }

    """

  static let script = """

    const specs = JSON.parse(document.getElementById("specs").textContent);
    const dark = matchMedia("(prefers-color-scheme: dark)");

    function config() {
      const css = getComputedStyle(document.documentElement);
      const [ink, soft, line] = ["--ink", "--soft", "--line"].map(n => css.getPropertyValue(n).trim());
      const text = { labelColor: soft, titleColor: ink, titleFontWeight: "normal" };
      return {
        background: "transparent", font: "system-ui, DejaVu Sans, sans-serif",
        view: { stroke: null },
        axis: { ...text, gridColor: line, domainColor: line, tickColor: line },
        legend: { labelColor: ink, titleColor: soft }, header: { labelColor: ink, titleColor: ink },
      };
    }

    // A map keeps its shape, and what it shows, at every width.
    function stretch(map, factor) {
      map.height = Math.round(map.height * factor);
      map.projection.scale *= factor;
      map.projection.translate = map.projection.translate.map(shift => shift * factor);
    }

    async function draw() {
      document.documentElement.dataset.drawn = "no";
      for (const place of document.querySelectorAll("[data-picture]")) {
        const spec = structuredClone(specs[place.dataset.picture]);
        const width = place.clientWidth;
        const map = spec.spec?.projection;
        const css = getComputedStyle(document.documentElement);
        for (const colour of spec.params ?? []) {
          colour.value = css.getPropertyValue(`--${colour.name}`).trim();
        }
        if (spec.facet) {
          const most = spec.columns;
          spec.columns = Math.max(1, Math.min(most, Math.floor(width / (spec.spec.width + 60))));
          const axes = map ? 0 : spec.resolve ? spec.columns : 1;
          const former = spec.spec.width;
          spec.spec.width = Math.floor((width - 50 * axes - 20 * spec.columns) / spec.columns);
          if (map) stretch(spec.spec, spec.spec.width / former);
        }
        const columns = width < 500 ? (map ? 2 : 1) : map ? 4 : 2;
        const legend = { ...config().legend, columns, labelLimit: width / columns - 40 };
        await vegaEmbed(place, spec, {
          renderer: map ? "canvas" : "svg", actions: false, config: { ...config(), legend },
          tooltip: { theme: dark.matches ? "dark" : "light" },
        });
      }
      document.documentElement.dataset.drawn = "yes";
    }

    let width = innerWidth, timer;
    addEventListener("resize", () => {
      if (innerWidth === width) return;
      width = innerWidth;
      clearTimeout(timer);
      timer = setTimeout(draw, 200);
    });
    dark.addEventListener("change", draw);
    await draw();

    """
}
