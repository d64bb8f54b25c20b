"""Reads from `dualpower serve` as many readers at one time would, while it makes runs, and says how long they waited.

server_load.py SITE RUN [SECONDS]: SITE is what Scripts/site.sh has built, RUN the folder of a kept run. The readers are two processes of
wrk, one for files of the site and one for answers in JSON, a hundred connections each. Fills the table of docs/reliability.md.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import check_server
import pages
from check_server import Server, report

HOME = Path(__file__).resolve().parent.parent
PAGE = HOME / "docs" / "reliability.md"
# Addresses that are asked for in turn.
FILES = ["/", "/app.js", "/style.css", "/model.wasm", "/packs/index.json"]
ANSWERS = ["/api/scenarios", "/api/archives", "/openapi.json", "/api/scenarios/petrograd-1917/notes/1000", "/api/archives/kept/manifest.json"]
# Bytes of what has no end, more than the buffers of two ends of a connection hold; seconds of silence that are borne.
ENOUGH, IDLE = 64 << 20, 60
LUA = """
local paths = {%s}
local at = 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency)
  io.write(string.format("%%d %%d %%d %%d %%d\\n", summary.requests, latency:percentile(50), latency:percentile(99), latency.max,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout + summary.errors.status))
end
"""


def install():
    if shutil.which("wrk"):
        return
    print("server-load: installing wrk", file=sys.stderr)
    words = ["apt-get", "install", "-y", "--no-install-recommends", "wrk"]
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if subprocess.run([*sudo, "apt-get", "update"], stdout=2, check=False).returncode or subprocess.run([*sudo, *words], stdout=2, check=False).returncode:
        sys.exit(f"server-load: have this run once: apt-get update && {' '.join(words)}")


def readers(server, scratch, name, paths, seconds):
    """So many connections that ask for paths in turn; the process at work."""
    script = scratch / f"{name}.lua"
    script.write_text(LUA % ", ".join(f'"{path}"' for path in paths))
    return subprocess.Popen(["wrk", "-t1", "-c100", f"-d{seconds}s", "--timeout", "10s", "-s", script, server.home], stdout=subprocess.PIPE, text=True)


def outcome(process):
    requests, half, most, longest, errors = map(int, process.communicate()[0].strip().split("\n")[-1].split())
    return {"requests": requests, "median": half / 1000, "p99": most / 1000, "longest": longest / 1000, "errors": errors}


class Followers(threading.Thread):
    """Has runs made one after the other, and follows each to its end."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.isOver, self.digests, self.problems = server, False, set(), []

    def run(self):
        while not self.isOver:
            try:
                run = self.server.begin(scale=10)
                self.digests.add(json.loads(self.server.events(run)[-1]["data"]).get("digest"))
            except (OSError, AssertionError) as error:
                self.problems.append(repr(error))


def clumsy(server):
    """Clients that say little, slowly, or never stop: each is let go, and nobody else waits."""
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
    for one in slow:
        one.sendall(b"GET / HTTP/1.1\r\nHost: local")
    began_to_wait = time.monotonic()
    endless(server, "a header field", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ", b"x" * 65536)
    endless(server, "header fields", b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"X: y\r\n" * 8192)
    endless(server, "an address", b"GET /", b"x" * 65536)
    endless(server, "a body", b"POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b" " * 4096 + b"\r\n")
    endless(server, "a body that nobody asked for", b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"1000\r\n" + b" " * 4096 + b"\r\n")
    began = time.monotonic()
    status = server.ask("GET", "/")[0]
    took = time.monotonic() - began
    report(f"while fifty clients say half of a request, another is answered in {1000 * took:.0f} ms", "" if status == 200 and took < 1 else f"{status}")
    for text, claim in ((b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\x00b\r\n\r\n", "a header field with a zero byte"),
                        (b"GET /\r\nX-Injected: 1 HTTP/1.1\r\nHost: localhost\r\n\r\n", "a line end in an address"),
                        (b"GET /nothing%0d%0aX-Injected:%201 HTTP/1.1\r\nHost: localhost\r\n\r\n", "an encoded one"),
                        (b"POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "two lengths of one body"),
                        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), "another protocol")):
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as client:
            client.sendall(text)
            answer = b""
            try:
                while piece := client.recv(65536):
                    answer += piece
                    if b"\r\n\r\n" in answer:
                        break
            except OSError:
                pass
        head = answer.split(b"\r\n\r\n")[0]
        is_so = (not answer or head.startswith(b"HTTP/1.1 4")) and b"\r\nX-Injected" not in head and b"\nX-Injected" not in head
        report(f"{claim} is refused, and nothing of it comes back as a header field", "" if is_so else f"{answer[:200]}")
    left = []
    for one in slow:
        one.settimeout(max(1, began_to_wait + IDLE + 15 - time.monotonic()))
        try:
            one.recv(1000)
        except TimeoutError:
            left.append(one)
        except OSError:
            pass
        one.close()
    report(f"clients who say half of a request are let go after {IDLE} s", f"{len(left)} of {len(slow)} are still there" if left else "")


def endless(server, what, begin, piece):
    """Something without end, sent as fast as it goes: the connection is closed."""
    sent = 0
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as one:
        try:
            one.sendall(begin)
            while sent < ENOUGH:
                sent += one.send(piece)
        except OSError:
            pass
    report(f"{what} without end is broken off, {sent / 1e6:.1f} MB from its beginning", "" if sent < ENOUGH else "it was taken")


def streams(server):
    """Two hundred streams of one run, of which nobody reads a byte, then are left open and left."""
    run = server.begin(scale=100)
    left = []
    for _ in range(200):
        one = socket.create_connection(("127.0.0.1", server.port))
        one.sendall(f"GET {run['events']} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        left.append(one)
    time.sleep(3)
    before = server.memory()
    status = server.ask("GET", "/")[0]
    report(f"with two hundred streams open that nobody reads, others are answered; {before:.0f} MB", "" if status == 200 else f"{status}")
    for one in left:
        one.close()


def flat(server):
    """Memory after 10,000 requests, and after 10,000 more."""
    held = []
    for _ in range(3):
        for number in range(10000):
            path = (FILES + ANSWERS)[number % len(FILES + ANSWERS)]
            if path != "/model.wasm":
                server.ask("GET", path)
        held.append(server.memory())
    grown = held[2] - held[1]
    report(f"after 10,000 requests it holds {held[0]:.0f} MB, after 20,000 {held[1]:.0f}, after 30,000 {held[2]:.0f}",
           "" if grown < 0.02 * held[1] + 2 else "it grows")
    return held


def main(site, kept, seconds):
    install()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        shutil.copytree(site, scratch / "site")
        shutil.copytree(kept, scratch / "runs/kept")
        before = sorted((path, path.stat().st_mtime_ns) for path in scratch.rglob("*") if path.is_file())
        server = Server(str(scratch / "site"), str(scratch / "runs"))
        try:
            for path in ANSWERS:
                server.ask("GET", path)
            followers = [Followers(server) for _ in range(2)]
            scripts = scratch.parent / f"{scratch.name}-lua"
            scripts.mkdir()
            for one in followers:
                one.start()
            both = [readers(server, scripts, name, paths, seconds) for name, paths in (("files", FILES), ("answers", ANSWERS))]
            found = [outcome(process) for process in both]
            for one in followers:
                one.isOver = True
            for one in followers:
                one.join(timeout=120)
            shutil.rmtree(scripts)
            digests = set().union(*(one.digests for one in followers))
            for name, result in zip(("files of the site", "answers in JSON"), found):
                report(f"{name}: a hundred readers for {seconds} s: {result['requests']} requests, p99 {result['p99']:.0f} ms, "
                       f"{result['errors']} failed", "" if result["errors"] == 0 and result["requests"] > 1000 else "readers were left without answer")
            report(f"meanwhile runs were made, all with digest {', '.join(map(str, digests))}",
                   "; ".join(one.problems[0] for one in followers if one.problems) or ("" if len(digests) == 1 and None not in digests else "not one"))
            clumsy(server)
            streams(server)
            held = flat(server)
            after = sorted((path, path.stat().st_mtime_ns) for path in scratch.rglob("*") if path.is_file())
            report("it has written nothing", "" if before == after else "files are other than they were")
            code = server.end()
            report("asked to end, it ends well", "" if code == 0 else f"exit {code}")
        finally:
            server.process.kill()
    rows = ["| what | requests a second | median | 99 of 100 within | longest | failed |", "|---|--:|--:|--:|--:|--:|"]
    for name, result in zip(("files of the site", "answers in JSON"), found):
        rows.append(f"| {name} | {result['requests'] / seconds:,.0f} | {result['median']:.1f} ms | {result['p99']:.1f} ms | "
                    f"{result['longest']:.0f} ms | {result['errors']} |")
    rows += ["", f"Memory after 10,000, 20,000 and 30,000 requests one after the other: {', '.join(f'{mb:.0f}' for mb in held)} MB."]
    if seconds >= 120 and not check_server.failures:
        pages.fill(str(PAGE), "server", rows)
    return 1 if check_server.failures else 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    os.chdir(HOME)
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), int(sys.argv[3]) if len(sys.argv) == 4 else 120))
