"""Takes out of wheels what maps are drawn of and with.

parts.py WHEELS FOLDER: WHEELS is a folder with the wheels of Scripts/requirements-parts.txt. Into FOLDER go
land.json, outlines of land after Natural Earth as a list of rings, each of (longitude, latitude), with no border
drawn and no name; and deck.min.js, the library deck.gl that draws the map of a country in the browser.
"""

import json
import struct
import sys
import zipfile
from pathlib import Path

SHAPES = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres.shp"
POLYGON = 5
DECK = "panel/dist/bundled/deckglplot/deck.gl@9.1.14/dist.min.js"


def rings(shapes):
    """The rings of every polygon of a shapefile."""
    at = 100
    while at < len(shapes):
        length = 2 * struct.unpack_from(">i", shapes, at + 4)[0]
        if struct.unpack_from("<i", shapes, at + 8)[0] == POLYGON:
            parts, points = struct.unpack_from("<2i", shapes, at + 44)
            starts = struct.unpack_from(f"<{parts}i", shapes, at + 52)
            numbers = struct.unpack_from(f"<{2 * points}d", shapes, at + 52 + 4 * parts)
            places = [(numbers[2 * i], numbers[2 * i + 1]) for i in range(points)]
            for start, end in zip(starts, starts[1:] + (points,)):
                yield places[start:end]
        at += 8 + length


def is_outer(ring):
    """Whether a ring runs clockwise: the others are holes, in which another country lies."""
    return sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in zip(ring, ring[1:])) > 0


def land(shapes):
    """The outer rings of a shapefile, to a kilometre."""
    return [[[round(x, 2), round(y, 2)] for x, y in ring] for ring in rings(shapes) if is_outer(ring)]


def main(wheels, folder):
    def content(package, path):
        return zipfile.ZipFile(next(wheels.glob(f"{package}-*.whl"))).read(path)

    outlines = json.dumps(land(content("geopandas", SHAPES)), separators=(",", ":"))
    (folder / "land.json").write_text(outlines + "\n")
    (folder / "deck.min.js").write_bytes(content("panel", DECK))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
