"""Checks that every link between our pages leads somewhere and that the version is said alike."""

import json
import re
import sys
from pathlib import Path

LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(page):
    """The anchors that a page's headings make."""
    return {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        for title in HEADING.findall(page.read_text())
    }


def broken_links(page):
    for target in LINK.findall(page.read_text()):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists():
            yield f"{page}: a link to {target}, which is not there"
        elif anchor and file.suffix == ".md" and anchor not in anchors(file):
            yield f"{page}: a link to {target}, which has no such heading"


def versions():
    return {
        "CITATION.cff": re.search(r"^version: (.+)$", Path("CITATION.cff").read_text(), re.M)[1],
        "codemeta.json": json.loads(Path("codemeta.json").read_text())["version"],
        "Version.swift": re.search(
            r'current = "(.+)"', Path("Sources/DualPowerArchive/Version.swift").read_text())[1],
    }


def titles():
    """Title and authors, as one file cites them and the program does."""
    paper = Path("CITATION.cff").read_text()
    program = Path("Sources/DualPowerArchive/Version.swift").read_text()
    for key, pattern, name in [("title", r'^title: "(.+)"$', "title"),
                               ("authors", r"^  - name: (.+)$", "authors")]:
        cited = re.search(pattern, paper, re.M)[1]
        said = re.search(rf'let {name} = "(.+)"', program)[1]
        if cited != said:
            yield f"the {key} differ: {cited!r} in CITATION.cff, {said!r} in Version.swift"


def main():
    pages = [*Path().glob("*.md"), *Path("docs").rglob("*.md"), *Path("Examples").rglob("*.md"),
             *Path("Scenarios").rglob("*.md"), *Path("Validation").rglob("*.md")]
    problems = [problem for page in pages for problem in broken_links(page)]
    if len(set(versions().values())) != 1:
        problems.append(f"the version differs: {versions()}")
    problems += titles()
    for problem in problems:
        print(f"not ok: {problem}")
    if not problems:
        print(f"ok: links of {len(pages)} pages, version {versions()['CITATION.cff']}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
