"""Follows docs/tutorial-region.md to the letter, in a folder of its own, and looks at what came of it.

Usage: check_tutorial.py FOLDER
"""

import os
import re
import subprocess
import sys

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(HOME, "docs", "tutorial-region.md")


def blocks():
    """The page's blocks in order, each with its language and its text."""
    with open(PAGE, encoding="utf-8") as file:
        return re.findall(r"^```(\w*)\n(.*?)^```$", file.read(), flags=re.S | re.M)


def having(text):
    """The one block in which a text stands."""
    found = [block for _, block in blocks() if text in block]
    if len(found) != 1:
        raise SystemExit(f"not ok: {len(found)} blocks of the tutorial have {text!r}")
    return found[0]


def shell(command):
    """Runs what the page says to run; the command under its full path."""
    command = command.replace("./dualpower", os.path.join(HOME, "dualpower"))
    command = command.replace(".venv/bin/python", sys.executable).replace("Examples/", os.path.join(HOME, "Examples/"))
    done = subprocess.run(["bash", "-euc", command], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"not ok: {command.strip()}\n{done.stderr.strip()}")
    return done.stdout


class Page:
    """The scenario's text, changed as the page asks."""

    path = "karst/scenario.yaml"

    def __init__(self):
        with open(self.path, encoding="utf-8") as file:
            self.text = file.read()

    def replace(self, pattern, new):
        self.text, count = re.subn(pattern, lambda m: new, self.text, flags=re.M)
        if count != 1:
            raise SystemExit(f"not ok: {pattern!r} stands {count} times in the scenario")

    def section(self, key, block):
        """Puts a block in the place of a section, which ends at the next line that is not its own."""
        self.replace(rf"^#? ?{key}:.*\n(?:(?:#? +|#? ?- |# {{3}}).*\n)*", block if block.endswith("\n") else block + "\n")

    def save(self):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(self.text)


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def build():
    """Steps 1 to 6."""
    shell(having("./dualpower new karst"))
    shell(having("sed -i"))
    page = Page()
    named = having("title: Two governments")
    for key in ("title", "about", "calendar"):
        page.replace(rf"^{key}:.*\n(?: +.*\n)*", re.search(rf"^{key}:.*\n", named, re.M).group())
    page.section("domains", named[named.index("domains:"):])
    for label, was in re.findall(r"label: (.*?) +# was: (.*)", having("# was:")):
        page.replace(rf"label: {was}$", f"label: {label}")
    town = having("{id: karst, label: Karst,").strip()
    page.replace(r"^ *- \{id: karst, label: .*stockDays.*\}$", "  " + town.strip())
    write("karst/towns.csv", having("id,label,kind,region"))
    write("karst/links.csv", having("a,b,km,kind"))
    write("karst/valley.csv", having("id,kind,stratum"))
    for line in having("atlas: [towns.csv]").splitlines():
        page.replace(rf"^# ?{re.escape(line)}.*$", line)
    page.replace(r"^kinds:\n", "kinds:\n  - {id: village, label: Village}\n")
    page.replace(r"^groups:.*$", "groups: [groups.csv, valley.csv]")
    page.section("organs", having("id: town_council"))
    page.save()


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    shell("rm -rf karst runs")
    build()
    shell(having("./dualpower explain karst"))
    told = shell(having("from 'runs/karst-1/organs.parquet'"))
    write("unpaid.yaml", having("legality:"))
    shell(having("--with unpaid.yaml"))
    shell(having("--without telegraph"))
    towns = [name for name in ("Molina", "Brod") if name in told]
    if len(towns) < 2:
        raise SystemExit("not ok: not every town of the tutorial has a body\n" + told)
    print("ok: the tutorial's region runs as the page says, and bodies arise in its towns")
    if len(sys.argv) > 2:
        print(told)


if __name__ == "__main__":
    main()
