"""Writes the outlines of land that maps are drawn on, from Natural Earth as a wheel carries it.

land.py WHEELS JSON: WHEELS is a folder with the wheel of Scripts/requirements-land.txt. What is
written is a list of rings, each of (longitude, latitude), with no border drawn and no name.
"""

import json
import struct
import sys
import zipfile
from pathlib import Path

SHAPES = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres.shp"
POLYGON = 5


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


def main(wheels, target):
    wheel = next(wheels.glob("geopandas-*.whl"))
    shapes = zipfile.ZipFile(wheel).read(SHAPES)
    land = [
        [[round(x, 2), round(y, 2)] for x, y in ring] for ring in rings(shapes) if is_outer(ring)
    ]
    target.write_text(json.dumps(land, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
