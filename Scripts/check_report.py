"""Opens a run's report in a browser, wide and narrow, light and dark, and says what is amiss.

check_report.py RUN SCREENS: RUN is a run's folder; screenshots are left in SCREENS.
"""

import json
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

VIEWS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
CHARTS = "svg.marks, canvas.marks"
# A chart counts as drawn once it has a size and something in it.
DRAWN = """charts => charts.filter(chart => {
  const box = chart.getBoundingClientRect();
  if (box.width < 100 || box.height < 50) return false;
  if (chart.tagName.toLowerCase() === "svg") return chart.querySelectorAll("path, text").length > 5;
  const pixels = chart.getContext("2d").getImageData(0, 0, chart.width, chart.height).data;
  return pixels.some((value, index) => value !== pixels[index % 4]);
}).length"""


def is_local(url):
    return url.startswith(("file://", "data:", "blob:", "http://127.0.0.1"))


def problems(browser, run, width, scheme, screens):
    """What is amiss with the report in one view, as sentences."""
    found = []
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.on("pageerror", lambda error: found.append(f"script error: {error}"))
    page.on("console", lambda line: line.type == "error" and found.append(f"console: {line.text}"))
    page.on("request", lambda r: is_local(r.url) or found.append(f"a request leaves: {r.url[:120]}"))
    page.goto((run / "report.html").resolve().as_uri())

    wanted = len(list((run / "pictures").glob("*.vl.json")))
    try:
        page.wait_for_function(
            "([selector, n]) => document.querySelectorAll(selector).length >= n",
            arg=[CHARTS, max(wanted, 1)], timeout=30_000)
    except Exception:  # the count below says what is missing
        pass
    page.wait_for_timeout(300)
    drawn = page.eval_on_selector_all(CHARTS, DRAWN)
    if drawn < wanted or wanted == 0:
        found.append(f"{drawn} charts are drawn, the run has {wanted} pictures")

    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if over > 0:
        found.append(f"the page is {over} px wider than the window")
    manifest = json.loads((run / "manifest.json").read_text())
    if manifest["digest"] not in page.inner_text("body"):
        found.append("the digest is not on the page")
    if not page.title():
        found.append("the page has no title")
    page.screenshot(path=screens / f"report-{width}-{scheme}.png", full_page=True)
    page.close()
    return found


def main(run, screens):
    screens.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    failures = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width, scheme in VIEWS:
            found = problems(browser, run, width, scheme, screens)
            for problem in found:
                print(f"not ok: report at {width} px, {scheme}: {problem}")
            if not found:
                print(f"ok: report at {width} px, {scheme}")
            failures += len(found)
        browser.close()
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
