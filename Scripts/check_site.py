"""Opens the lab in a browser, does what a visitor would do, and says what is amiss.

check_site.py SITE RUN SCREENS: SITE is what Scripts/site.sh has built; RUN is the folder of a run of
petrograd-1917 at 1:10 to 5 April, whose digest the page must come to; screenshots are left in SCREENS.
"""

import base64
import functools
import gzip
import http.server
import json
import os
import shutil
import sys
import threading
import time
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

VIEWS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
# Lets Chromium draw a map where a machine has no graphics; all of the page is then painted by processor.
BY_PROCESSOR = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
EMPIRE = "scenario=russia-1917&seed=3&scale=1:100&until=1917-03-04&run=1"
SMALL = "scenario=petrograd-1917&seed=3&scale=1:100&until=1917-04-05&run=1"
DIGEST = "document.documentElement.dataset.digest"
PAIRED = "document.documentElement.dataset.paired"
PROMISED_SECONDS, PATIENCE_SECONDS = 15, 120

failures = 0


def report(claim, problem=""):
    """Prints a line for a claim; an empty problem means that it holds."""
    global failures
    print(f"not ok: lab: {claim}: {problem}" if problem else f"ok: lab: {claim}")
    failures += bool(problem)


def promise(claim, is_kept, limit):
    """A claim about time: of a machine with nothing else to do it must hold, of a busy one it is noted."""
    is_busy = os.getloadavg()[0] > os.cpu_count() + 1
    if not is_kept and is_busy:
        return print(f"note: lab: {claim}: over {limit}, on a machine at work on other things")
    report(claim, "" if is_kept else f"over {limit}")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, without a word for each."""

    def log_message(self, *_):
        pass


def serve(site):
    """Serves a folder to this machine alone, and gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


# What the page's policy has refused, as the page itself is told.
REFUSALS = """
globalThis.refused = [];
addEventListener("securitypolicyviolation", (e) => refused.push(`${e.violatedDirective}: ${e.blockedURI} ${e.sample}`));
"""


class Visit:
    """A page in which nothing may go wrong, which may ask nobody but its host and do nothing against its policy."""

    def __init__(self, browser, home, width=1440, scheme="light"):
        self.home, self.found, self.bodies = home, [], {}
        self.page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.page.add_init_script(REFUSALS)
        self.page.on("pageerror", lambda error: self.found.append(f"script error: {error}"))
        self.page.on("console", lambda line: line.type == "error" and self.found.append(f"console: {line.text}"))
        self.page.on("request", self.request)

    def request(self, request):
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.found.append(f"a request leaves: {request.url[:120]}")

    def open(self, address):
        self.page.goto(f"{self.home}/{address}")

    def wait(self, what, seconds=PATIENCE_SECONDS):
        """The value of an expression once it has one; the page's policy lets nobody wait for it within."""
        for _ in range(20 * seconds):
            value = self.page.evaluate(what)
            if value:
                return value
            self.page.wait_for_timeout(50)
        self.found.append(f"{what} had no value after {seconds} s")
        return None

    def close(self, claim):
        self.found += [f"refused: {what}" for what in self.page.evaluate("refused")]
        report(claim, "; ".join(self.found[:5]))
        self.page.close()


def first_load(browser, home):
    visit = Visit(browser, home)
    sizes = {}
    visit.page.on("response", lambda answer: sizes.update({answer.url: len(gzip.compress(answer.body(), 9))}))
    visit.open("#lab")
    visit.page.wait_for_selector("#lab form.controls")
    visit.page.wait_for_timeout(300)
    paint = visit.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 1e9")
    shown = visit.page.evaluate("performance.now()") - 300
    visit.wait("window.vegaEmbed !== undefined")
    model = len(gzip.compress((Path(site_folder) / "model.wasm").read_bytes(), 9))
    total = (sum(sizes.values()) + model) / 1000
    report(f"first load is {total:.0f} kB compressed, the model and what draws charts among it",
           "" if total < 1500 else "over 1,500 kB")
    report("what draws maps is not loaded before there is one", "it is" if any("deck" in url for url in sizes) else "")
    promise(f"first paint after {paint:.0f} ms, the controls by {shown:.0f} ms", paint < 1500, "1.5 s")
    visit.close("first load: nothing is reported and no request leaves")


def full_run(browser, home, manifest):
    visit = Visit(browser, home)
    start = time.monotonic()
    visit.open(f"?scenario=petrograd-1917&seed={manifest['seed']}&scale=1:10&until=1917-04-05&run=1#lab")
    digest = visit.wait(DIGEST)
    seconds = time.monotonic() - start
    report(f"Petrograd at 1:10 to 5 April in the page ends in {digest}",
           "" if digest == manifest["digest"] else f"the command has {manifest['digest']}")
    promise(f"it takes {seconds:.1f} s", seconds <= PROMISED_SECONDS, f"{PROMISED_SECONDS} s")
    trace(browser, visit, "1:10", 200)
    drag(visit)
    seek(visit)
    again(visit, digest)
    visit.close("a run at 1:10: nothing is reported and no request leaves")


def trace(browser, visit, scale, hour):
    """How long scripts take in a frame while time plays, in time of their thread."""
    visit.page.evaluate(f"document.querySelector('#lab .player input').value = {hour}")
    visit.page.dispatch_event("#lab .player input", "input")
    visit.page.select_option("#lab .player select", "96")
    browser.start_tracing(page=visit.page, categories=["devtools.timeline"])
    visit.page.click("#lab .play")
    visit.page.wait_for_timeout(4000)
    visit.page.click("#lab .play")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    frames = sorted(e["tdur"] / 1000 for e in events if e["name"] == "FireAnimationFrame" and "tdur" in e)
    if len(frames) < 10:
        return report("frames while playing", f"only {len(frames)} were seen")
    middle, high, most = frames[len(frames) // 2], frames[int(0.95 * len(frames))], frames[-1]
    told = f"{len(frames)} frames of playing at {scale}: script {middle:.1f} ms in the middle, {high:.1f} ms at 95%, {most:.1f} ms at most"
    promise(told, high < 8, "8 ms")


def drag(visit):
    page = visit.page
    slider = page.locator("#lab .player input")
    box = slider.bounding_box()
    before = page.inner_text("#lab .player output"), page.inner_text("#lab .figures")
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.24 * box["width"], box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    after = page.inner_text("#lab .player output"), page.inner_text("#lab .figures")
    report(f"time is dragged to {after[0]}", "" if before[0] != after[0] and before[1] != after[1] else "nothing moved")
    slider.press("PageUp")
    report("a key moves a day", "" if page.inner_text("#lab .player output") != after[0] else "nothing moved")
    report("the chronicle follows", "" if page.locator("#lab .chronicle li.now").count() == 1 else "no entry is marked")


def seek(visit):
    page = visit.page
    stage = page.locator("#writ .stage")
    stage.scroll_into_view_if_needed()
    before = page.inner_text("#lab .player output"), page.inner_text("#writ .names")
    box = stage.bounding_box()
    page.mouse.click(box["x"] + 0.8 * box["width"], box["y"] + 0.4 * box["height"])
    after = page.inner_text("#lab .player output"), page.inner_text("#writ .names")
    moved = before[0] != after[0] and before[1] != after[1]
    report(f"a press in a chart goes to {after[0]}, and its names tell other values", "" if moved else "nothing moved")


def again(visit, digest):
    page = visit.page
    moment = page.inner_text("#lab .player output")
    page.wait_for_timeout(100)
    page.locator("#lab .player input").dispatch_event("change")
    page.reload()
    same = visit.wait(DIGEST)
    shown = page.inner_text("#lab .player output")
    report("the address brings back the run and its hour", "" if (same, shown) == (digest, moment) else f"{same}, {shown} instead of {moment}")


def clauses(browser, home):
    visit = Visit(browser, home)
    visit.open("#clauses")
    visit.page.wait_for_selector("#clauses [data-mechanism=second_body]")
    start = time.monotonic()
    visit.page.click("#clauses [data-mechanism=second_body]")
    other = visit.wait(PAIRED)
    seconds = time.monotonic() - start
    one = visit.page.evaluate(DIGEST)
    report(f"a switch is flipped, and both worlds are seen after {seconds:.1f} s", "" if other != one else "they have one digest")
    charts = visit.page.locator("#clauses .drawing svg").count()
    report(f"{charts} charts of both worlds", "" if charts >= 6 else "some are missing")
    visit.close("clauses: nothing is reported and no request leaves")


def story(browser, home):
    visit = Visit(browser, home)
    page = visit.page
    visit.open("#story")
    page.wait_for_selector(".scene")
    report("eight scenes", "" if page.locator(".scene").count() == 8 else "not eight")
    for index in range(8):
        scene = page.locator(".scene").nth(index)
        if scene.locator("[type=radio]").count():
            scene.locator("[type=radio]").first.check()
        scene.locator("button.primary").click()
        scene.locator(".told h3.recorded").wait_for(timeout=1000 * PATIENCE_SECONDS)
        told = scene.locator(".told").inner_text()
        report(f"scene {index + 1} is told after a guess", "undefined or braces in it" if "undefined" in told or "{" in told or "NaN" in told else "")
    visit.close("story: nothing is reported and no request leaves")


def exports(browser, home):
    visit = Visit(browser, home)
    visit.open(f"?{SMALL}#lab")
    visit.wait(DIGEST)
    for kind, needed in (("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b"Gregorian")):
        with visit.page.expect_download() as download:
            visit.page.click(f"#writ [data-save={kind}]")
        data = Path(download.value.path()).read_bytes()
        if kind == "svg":
            wanted = b"Whose word is law", b"dualpower run petrograd-1917", b"Provisional Government"
            missing = [words.decode() for words in wanted if words not in data]
            report("a picture has its title, its credit and a legend", ", ".join(missing))
        report(f"the chart of writ is saved as {kind}", "" if needed in data[:300] else f"{data[:80]!r}")
    visit.page.locator("#active .dot").first.press("Enter")
    report("a dot tells its source", "" if "Source:" in visit.page.inner_text("#active .source") else "it does not")
    line = visit.page.inner_text("#active .sources")
    report("a line under a chart names the sources of its dots", "" if "Leiberov" in line and "Okhrana" in line else line)
    visit.page.goto(f"{home}/?scenario=nowhere&seed=x#lab")
    visit.page.wait_for_selector("#lab .findings li")
    report("what an address cannot ask for is told", "" if visit.page.locator("#lab .findings li").count() == 2 else "not both findings")
    visit.close("exports: nothing is reported and no request leaves")


# How much of a picture has the colour of land, and a point in the midst of a town's.
PIXELS = """
async (picture) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const context = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height })
    .getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const is = (at, colour) => colour.every((value, channel) => Math.abs(data[4 * at + channel] - value) < 7);
  // Points are a little transparent: green over the colour of land.
  const isTown = (at) => data[4 * at] < 60 && data[4 * at + 1] > 140 && data[4 * at + 2] < 150;
  const around = [0, 1, -1, image.width, -image.width];
  const all = [...data.keys()].slice(0, image.width * image.height);
  const town = all.find((at) => around.every((step) => isTown(at + step)));
  const land = all.filter((at) => is(at, [230, 228, 220])).length / all.length;
  return { land, town: town === undefined ? null : [town % image.width, Math.floor(town / image.width)] };
}
"""


def country(browser, home):
    visit = Visit(browser, home)
    page = visit.page
    visit.open(f"?{EMPIRE}#lab")
    visit.wait(DIGEST)
    atlas = page.locator(".atlas")
    atlas.scroll_into_view_if_needed()

    def picture():
        page.mouse.move(2, 2)
        page.wait_for_timeout(500)
        return atlas.screenshot()

    whole = picture()
    found = page.evaluate(PIXELS, "data:image/png;base64," + base64.b64encode(whole).decode())
    report(f"the map of the empire is drawn, {found['land']:.0%} of it land",
           "" if found["land"] > 0.2 and found["town"] else str(found))
    if found["town"]:
        box = atlas.bounding_box()
        page.mouse.move(box["x"] + found["town"][0], box["y"] + found["town"][1], steps=3)
        page.wait_for_timeout(500)
        told = page.inner_text(".touched")
        report(f"under the pointer is {told}", "" if " people" in told else "nothing is named")
    # The town that was told of last stays marked.
    whole = picture()
    page.click(".zoom [data-near='1']")
    nearer = picture()
    page.click(".zoom [data-near='0']")
    back = picture()
    report("the map is drawn nearer, and whole again", "" if whole != nearer and whole == back else "it is not")
    atlas.press("ArrowLeft")
    report("a key moves the map", "" if picture() != back else "nothing moved")
    trace(browser, visit, "the empire's 1:100", 200)
    page.click(".country summary")
    page.locator(".country tbody tr").first.wait_for()
    rows = page.locator(".country tbody tr").count()
    report("the table of places", "" if rows > 40 else f"has {rows} rows")
    visit.close("the map: nothing is reported and no request leaves")


def without_graphics(browser, home):
    visit = Visit(browser, home)
    visit.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    visit.open(f"?{EMPIRE}#lab")
    visit.wait(DIGEST)
    told, rows = visit.page.inner_text(".touched"), visit.page.locator(".country tbody tr").count()
    report("without WebGL 2 the page says so, and the table stays", "" if "WebGL" in told and rows > 40 else told)
    visit.close("without WebGL 2: nothing is reported and no request leaves")


def looks(browser, home, screens):
    """Both widths and schemes of each view: nothing runs over, nothing serious for axe, a screenshot."""
    for width, scheme in VIEWS:
        for view, address in (("story", "#story"), ("lab", f"?{SMALL}#lab"), ("empire", f"?{EMPIRE}#lab"), ("clauses", f"?{SMALL}&without=cession#clauses"), ("lesson", "#lesson")):
            visit = Visit(browser, home, width, scheme)
            visit.open(address)
            if view in ("lab", "empire", "clauses"):
                visit.wait(PAIRED if view == "clauses" else DIGEST)
            else:
                visit.page.wait_for_selector(".scene" if view == "story" else ".sheet")
            if view == "story":
                scene = visit.page.locator(".scene").nth(1)
                scene.locator("[type=radio]").first.check()
                scene.locator("button.primary").click()
                scene.locator(".told h3.recorded").wait_for()
                scene.locator(".drawing svg").first.wait_for()
            visit.page.wait_for_timeout(500)
            visit.page.screenshot(path=screens / f"site-{view}-{width}-{scheme}.png", full_page=True)
            over = visit.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if over > 0:
                visit.found.append(f"the page is {over} px wider than the window")
            for violation in Axe().run(visit.page).response["violations"]:
                if violation["impact"] in ("serious", "critical"):
                    where = violation["nodes"][0]["target"]
                    visit.found.append(f"axe: {violation['id']} ({len(violation['nodes'])} at {where})")
            visit.close(f"{view} at {width} px, {scheme}")


def main(site, run, screens):
    screens.mkdir(parents=True, exist_ok=True)
    home = serve(site)
    manifest = json.loads((run / "manifest.json").read_text())
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        cartographer = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", *BY_PROCESSOR])
        first_load(browser, home)
        full_run(browser, home, manifest)
        clauses(browser, home)
        story(browser, home)
        exports(browser, home)
        country(cartographer, home)
        without_graphics(browser, home)
        looks(cartographer, home, screens)
        cartographer.close()
        browser.close()
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    site_folder = sys.argv[1]
    sys.exit(main(site_folder, Path(sys.argv[2]), Path(sys.argv[3])))
