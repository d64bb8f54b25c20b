"""Draws charts of a run, one below the other, as a PNG; no browser is needed.

pictures.py RUN PNG CHART…: RUN is a run's folder, CHART the name of a file in its pictures/.
"""

import re
import sys
from pathlib import Path

import vl_convert

MARGIN = 16


def drawn(spec, index):
    """The chart of a specification as SVG on its own, with its width and height."""
    svg = vl_convert.vegalite_to_svg(spec)
    # Ids are unique within a chart only; the charts now share a file.
    svg = re.sub(r'(id="|url\(#)', rf"\g<1>chart{index}-", svg)
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    return svg, float(size[1]), float(size[2])


def stacked(charts):
    """One SVG of several, each below the one before."""
    inner, top, width = [], MARGIN, 0
    for svg, chart_width, height in charts:
        inner.append(svg.replace("<svg ", f'<svg x="{MARGIN}" y="{top}" ', 1))
        top += height + MARGIN
        width = max(width, chart_width + 2 * MARGIN)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{top}">'
        f'<rect width="100%" height="100%" fill="white"/>{"".join(inner)}</svg>'
    )


def main(run, png, names):
    paths = [Path(run) / "pictures" / f"{name}.vl.json" for name in names]
    for path in paths:
        if not path.exists():
            known = sorted(p.name.removesuffix(".vl.json") for p in path.parent.glob("*.vl.json"))
            sys.exit(f"{path}: no such chart; this run has {', '.join(known) or 'none'}.")
    svg = stacked([drawn(path.read_text(), index) for index, path in enumerate(paths)])
    Path(png).write_bytes(vl_convert.svg_to_png(svg, scale=1.5))
    print(png)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
