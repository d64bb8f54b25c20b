"""Begins `dualpower serve`, asks it what readers, clumsy clients and ill-wishers would ask, and says what is amiss.

check_server.py SITE RUN SCREENS: SITE is what Scripts/site.sh has built, RUN the folder of a kept run of
petrograd-1917 at 1:10; a screenshot is left in SCREENS.
"""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from check_site import DIGEST, Visit

JSON = {"content-type": "application/json"}
COURSE = {"scenario": "petrograd-1917", "scale": 100, "seed": "3", "until": "1917-03-10"}
# Dates and switches that are written as they should be may still be of no use to a scenario: 422, by design.
BY_DESIGN = "positive_data_acceptance"

failures = 0


def report(claim, problem=""):
    """Prints a line for a claim; an empty problem means that it holds."""
    global failures
    print(f"not ok: server: {claim}: {problem}" if problem else f"ok: server: {claim}")
    failures += bool(problem)


class Server:
    """The command, listening at a port that was free."""

    def __init__(self, site, archives, *options):
        self.process = subprocess.Popen(
            ["./dualpower", "serve", "--site", site, "--archives", archives, "--port", "0", *options],
            stderr=subprocess.PIPE, text=True)
        self.port = int(re.search(r":(\d+)/", self.process.stderr.readline()).group(1))
        self.home = f"http://127.0.0.1:{self.port}"

    def ask(self, method, path, body=None, headers=None):
        """Status, header fields and body of an answer; the path goes out as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, data

    def begin(self, **changes):
        status, _, data = self.ask("POST", "/api/runs", json.dumps({**COURSE, **changes}), JSON)
        assert status == 201, data
        return json.loads(data)

    def events(self, run, after=0):
        """The events of a run, each as its name, id and data, until they end."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", run["events"], headers={"last-event-id": str(after)} if after else {})
        text = connection.getresponse().read().decode()
        return [dict(line.split(": ", 1) for line in block.split("\n")) for block in text.split("\n\n")
                if block.startswith("id")]

    def memory(self):
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text()).group(1)) / 1000

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)


def digest_of_command():
    out = subprocess.check_output(["./dualpower", "run", COURSE["scenario"], "--scale", "1:100", "--seed", "3", "--until",
                                   COURSE["until"], "--quiet", "--json"])
    return json.loads(out)["digest"]


def runs(server):
    run = server.begin()
    events = server.events(run)
    end = json.loads(events[-1]["data"])
    digest = digest_of_command()
    report(f"a run here ends in the command's digest {digest}", "" if end.get("digest") == digest else f"{end}")
    steps = [json.loads(event["data"]) for event in events[:-1]]
    report(f"{len(steps)} steps, one a day", "" if [s["ticks"] for s in steps] == [24 * d for d in range(1, 25)] else f"{steps}")
    frames = [server.ask("GET", step["frame"])[2] for step in steps]
    report("each has its rows", "" if all(len(frame) > 800 and len(frame) % 8 == 0 for frame in frames) else "too short")
    rest = server.events(run, after=20)
    report("a stream goes on where it broke off", "" if [event["id"] for event in rest] == ["21", "22", "23", "24", "24"] else f"{rest}")


def leaving(server):
    """A reader who leaves without a word, and one who says so."""
    # No machine is done with the empire's half year before anyone could see that nobody looks on.
    long = {"scenario": "russia-1917", "scale": 10, "until": "1917-07-05"}
    run = server.begin(**long)
    reader = socket.create_connection(("127.0.0.1", server.port))
    reader.sendall(f"GET {run['events']} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    reader.recv(1000)
    reader.close()
    start, state = time.monotonic(), {}
    while time.monotonic() - start < 20 and state.get("state") != "stopped":
        time.sleep(0.2)
        state = json.loads(server.ask("GET", f"/api/runs/{run['id']}")[2])
    report(f"a run is stopped {time.monotonic() - start:.0f} s after its reader left, at {state['done']} of {state['ticks']} ticks",
           "" if state["state"] == "stopped" and state["done"] < state["ticks"] else f"{state}")
    run = server.begin(**long)
    other = server.begin(**long)
    status, fields, data = server.ask("POST", "/api/runs", json.dumps(COURSE), JSON)
    report("a third run at one time is refused", "" if status == 429 and "retry-after" in fields and b"findings" in data else f"{status} {data}")
    gone = [server.ask("DELETE", f"/api/runs/{one['id']}")[0] for one in (run, other)]
    status = server.ask("GET", f"/api/runs/{run['id']}")[0]
    report("runs are stopped on demand", "" if gone == [204, 204] and status == 404 else f"{gone} {status}")
    for _ in range(50):
        status, _, data = server.ask("POST", "/api/runs", json.dumps({**COURSE, "until": "1917-02-16"}), JSON)
        if status == 201:
            break
        time.sleep(0.1)
    report("and make room for others", "" if status == 201 else f"{status} {data}")


def refusals(server):
    cases = [
        ("no JSON", "POST", "/api/runs", "{", JSON, 400, "JSON"),
        ("no type", "POST", "/api/runs", json.dumps(COURSE), {}, 415, "content-type"),
        ("an unknown key", "POST", "/api/runs", '{"scenario": "petrograd-1917", "sede": "1"}', JSON, 422, "seed"),
        ("no scenario", "POST", "/api/runs", "{}", JSON, 422, "scenario"),
        ("a path for a scenario", "POST", "/api/runs", '{"scenario": "../../etc"}', JSON, 422, "bundled"),
        ("too many agents", "POST", "/api/runs", '{"scenario": "russia-1917"}', JSON, 422, "coarser"),
        ("a switch that is none", "POST", "/api/runs", '{"scenario": "petrograd-1917", "without": ["x"]}', JSON, 422, "mechanism"),
        ("a day that is none", "POST", "/api/runs", '{"scenario": "petrograd-1917", "until": "1918-01-01"}', JSON, 422, "1917"),
        ("a long body", "POST", "/api/runs", " " * 20000, JSON, 413, "bytes"),
        ("another method", "PUT", "/api/runs", "{}", JSON, 405, "POST"),
        ("nothing there", "GET", "/no/such/page", None, {}, 404, "openapi"),
        ("the page of another host", "POST", "/api/runs", json.dumps(COURSE), {**JSON, "origin": "http://evil.example"}, 403, "lab"),
        ("another name", "GET", "/", None, {"host": "evil.example"}, 421, "host"),
        ("a scale that is none", "GET", "/api/scenarios/petrograd-1917/notes/0", None, {}, 422, "scale"),
    ]
    for name, method, path, body, headers, wanted, word in cases:
        status, fields, data = server.ask(method, path, body, headers)
        findings = json.loads(data).get("findings", []) if fields.get("content-type") == "application/json" else []
        isSo = status == wanted and any(word in sentence for sentence in findings)
        report(f"{name}: {status}, in a sentence", "" if isSo else f"{status} {data[:200]}, {wanted} and \"{word}\" are meant")


def traversal(server, secret):
    outside = [
        "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/packs/../../secret.txt", "/..\\secret.txt",
        "/api/archives/../secret.txt", "/api/archives/..%2f..%2fsecret/secret.txt", "/api/archives/kept/..%2f..%2fsecret.txt",
        "/api/archives/kept/%2e%2e%2fmanifest.json", "/api/archives/link/secret.txt", "/api/archives/kept/link.txt",
        "/api/archives/kept/manifest.json%00.html", "//etc/passwd", "/api/archives//etc/passwd",
    ]
    for path in outside:
        status, _, data = server.ask("GET", path)
        report(f"{path} leads nowhere", "" if 400 <= status < 500 and secret not in data else f"{status} {data[:80]}")


def archives(server, manifest):
    status, _, data = server.ask("GET", "/api/archives")
    listed = json.loads(data)
    report("the kept run is listed", "" if status == 200 and [run["digest"] for run in listed] == [manifest["digest"]] else f"{data[:200]}")
    status, fields, data = server.ask("GET", "/api/archives/kept/report.html")
    isApart = fields.get("content-security-policy", "").startswith("sandbox")
    report("its report opens, in a world of its own", "" if status == 200 and isApart and b"</html>" in data else f"{status} {fields}")
    status, _, data = server.ask("GET", "/api/archives/kept/daily.parquet")
    report("its tables can be fetched", "" if status == 200 and data[:4] == b"PAR1" else f"{status}")


def headers(server):
    for path in ("/", "/app.js", "/model.wasm", "/api/scenarios", "/nothing"):
        _, fields, _ = server.ask("GET", path)
        wanted = {"cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp",
                  "x-content-type-options": "nosniff"}
        missing = [name for name, value in wanted.items() if fields.get(name) != value]
        missing += [] if "default-src 'none'" in fields.get("content-security-policy", "") else ["content-security-policy"]
        report(f"{path} is fenced in", ", ".join(missing))
    _, fields, _ = server.ask("GET", "/model.wasm")
    report("the module has its type", "" if fields.get("content-type") == "application/wasm" else f"{fields}")


def page(server, screens, manifest):
    """The lab by way of the server: a run too large for the browser, and kept runs."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        visit = Visit(browser, server.home)
        visit.open("?scenario=petrograd-1917&seed=1&scale=1:1&until=1917-03-01&run=1#lab")
        start = time.monotonic()
        digest = visit.wait(DIGEST)
        out = subprocess.check_output(["./dualpower", "run", "petrograd-1917", "--until", "1917-03-01", "--quiet", "--json"])
        wanted = json.loads(out)["digest"]
        report(f"the page shows a run of 2.4 million agents made here in {time.monotonic() - start:.1f} s, and its digest",
               "" if digest == wanted else f"{digest}, the command has {wanted}")
        report("the page is isolated", "" if visit.page.evaluate("crossOriginIsolated") else "it is not")
        visit.page.click(".kept summary")
        shown = visit.page.inner_text(".kept tbody")
        report("kept runs are listed in the page", "" if manifest["digest"] in shown else shown)
        visit.page.screenshot(path=screens / "server-lab.png", full_page=True)
        visit.page.set_viewport_size({"width": 390, "height": 900})
        over = visit.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        report("the page fits 390 px", "" if over <= 0 else f"{over} px too wide")
        visit.close("nothing is reported and no request leaves")
        browser.close()


def schemathesis(server):
    """Everything that the description allows and forbids, by a tool that makes it up."""
    tool = Path(sys.executable).parent / "schemathesis"
    ran = subprocess.run([tool, "run", f"{server.home}/openapi.json", "--checks", "all", "--exclude-checks", BY_DESIGN,
                          "--max-examples", "12", "--seed", "1", "--phases", "examples,coverage,fuzzing"],
                         capture_output=True, text=True)
    cases = re.search(r"(\d+) generated", ran.stdout)
    report(f"schemathesis finds nothing in {cases.group(1) if cases else 'no'} cases", "" if ran.returncode == 0 else ran.stdout[-3000:])


def main(site, run, screens):
    screens.mkdir(parents=True, exist_ok=True)
    manifest = json.loads((run / "manifest.json").read_text())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        secret = b"nobody is to read this"
        shutil.copytree(site, home / "site")
        shutil.copytree(run, home / "runs/kept")
        (home / "secret").mkdir()
        for path in (home / "secret.txt", home / "secret/secret.txt", home / "runs/secret.txt"):
            path.write_bytes(secret)
        (home / "runs/link").symlink_to(home / "secret")
        (home / "runs/kept/link.txt").symlink_to(home / "secret.txt")
        before = sorted(path for path in home.rglob("*"))
        server = Server(str(home / "site"), str(home / "runs"))
        try:
            headers(server)
            refusals(server)
            traversal(server, secret)
            archives(server, manifest)
            runs(server)
            leaving(server)
            page(server, screens, manifest)
            schemathesis(server)
            report(f"it holds {server.memory():.0f} MB after all that", "" if server.memory() < 1500 else "too much")
            report("it has written nothing", "" if sorted(path for path in home.rglob("*")) == before else "there are other files")
            run = server.begin(scale=1, until="1917-07-05")
            code = server.end()
            report("asked to end in the middle of a run, it ends well", "" if code == 0 else f"exit {code}")
        finally:
            server.process.kill()
        taken = socket.create_server(("127.0.0.1", 0))
        asked = ["./dualpower", "serve", "--site", str(home / "site"), "--port", str(taken.getsockname()[1])]
        ended = subprocess.run(asked, capture_output=True, text=True, timeout=30)
        report("a port that is taken is told in a sentence", "" if ended.returncode == 1 and "another" in ended.stderr.lower() and ended.stderr.count("\n") == 1 else ended.stderr)
        ended = subprocess.run(["./dualpower", "serve", "--site", folder, "--port", "70000"], capture_output=True, text=True)
        report("what cannot be served is told at once", "" if ended.returncode == 2 and ended.stderr.count("\n") == 2 else ended.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    os.chdir(Path(__file__).parent.parent)
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve()))
