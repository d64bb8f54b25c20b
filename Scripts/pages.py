"""Tables that are made anew between `<!-- PART -->` and `<!-- end -->` of a page.

From a script in another language: pages.py PAGE PART, with the lines on standard input.
"""

import os
import re
import sys


def fill(path, part, lines):
    """Puts lines in the place of a part, and leaves the prose as it stands; a broken write leaves the old page."""
    with open(path, encoding="utf-8") as file:
        page = file.read()
    page, count = re.subn(rf"(<!-- {part} -->\n).*?(<!-- end -->)",
                          lambda m: m.group(1) + "\n".join(lines) + "\n" + m.group(2), page, flags=re.S)
    if count != 1:
        raise SystemExit(f"{path}: no place for the table of {part}")
    with open(path + ".tmp", "w", encoding="utf-8") as file:
        file.write(page)
    os.replace(path + ".tmp", path)


if __name__ == "__main__":
    fill(sys.argv[1], sys.argv[2], sys.stdin.read().splitlines())
