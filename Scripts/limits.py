"""Asks the command for what is at or beyond its limits, and says what is amiss; fills the table of docs/reliability.md.

Usage: limits.py [--no-page]. Estimates of memory are held against what runs then take; too much is asked of a process that is allowed little.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pages

HOME = Path(__file__).resolve().parent.parent
BINARY = Path(os.environ.get("DUALPOWER_SCRATCH", HOME / ".build")) / "release" / "dualpower"
PAGE = HOME / "docs" / "reliability.md"
# What a refusal may take; bytes of addresses that a process with little has.
SECONDS, LITTLE = 20, 2_000_000_000

failures = 0
rows, estimates = [], []


def report(claim, problem=""):
    """Prints a line for a claim; an empty problem means that it holds."""
    global failures
    print(f"not ok: {claim}: {problem}" if problem else f"ok: {claim}", flush=True)
    failures += bool(problem)


def command(*words, most=None):
    """What the command says, with an address space of so many bytes at most."""
    def limit():
        if most:
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
    return subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True, check=False, timeout=600, preexec_fn=limit,
                          env={**os.environ, "DUALPOWER_HOME": str(HOME)})


def refused(claim, *words, says, most=None):
    """That something is refused at once, with sentences that have some words in them."""
    began = time.monotonic()
    done = command(*words, most=most)
    took = time.monotonic() - began
    is_so = done.returncode == 2 and all(word in done.stderr for word in says) and not done.stdout and took < SECONDS
    report(f"{claim}: refused in {took:.1f} s", "" if is_so else f"code {done.returncode} after {took:.1f} s: {done.stderr[-600:]}")
    rows.append((claim, "refused: " + done.stderr.split("\n")[0].split(": ", 1)[-1].strip()))


def runs(claim, *words, most=None, threads="2"):
    """That something is run, alike on one thread and on some more, of which the latter is told."""
    found = []
    for number in ("1", threads):
        done = command("run", *words, "--threads", number, "--quiet", "--json", most=most)
        if done.returncode != 0:
            return report(claim, f"code {done.returncode}: {done.stderr[-600:]}")
        found.append(json.loads(done.stdout))
    two, one = found
    report(f"{claim}: {one['persons']} persons, {one['ticks']} hours in {one['wallSeconds']:.1f} s and {one['peakMemoryBytes'] / 1e6:.0f} MB",
           "" if one["digest"] == two["digest"] else f"{one['digest']} and {two['digest']}")
    rows.append((claim, f"runs: {one['ticks']} hours in {one['wallSeconds']:.1f} s, {one['peakMemoryBytes'] / 1e6:,.0f} MB"))


def courtyard(folder, name, replace=(), groups=None, more=""):
    """The courtyard with some of its text replaced, in a folder of its own."""
    made = folder / name
    made.mkdir()
    text = (HOME / "Scenarios/courtyard/scenario.yaml").read_text()
    for old, new in [("parameters: ../petrograd-1917/parameters.yaml", "parameters: parameters.yaml"), *replace]:
        assert old in text, old
        text = text.replace(old, new, 1)
    (made / "scenario.yaml").write_text(text + more)
    (made / "parameters.yaml").write_text((HOME / "Scenarios/petrograd-1917/parameters.yaml").read_text())
    (made / "groups.csv").write_text(groups or (HOME / "Scenarios/courtyard/groups.csv").read_text())
    return made


def threads():
    for number in ("0", "-1", "257", "9" * 30, "two", "1.5", ""):
        refused(f"--threads {number or 'of nothing'}", "run", "courtyard", "--threads", number, says=["--threads", "256"])
    runs("7 threads", "courtyard", threads="7")
    runs("256 threads, on fewer processors", "courtyard", threads="256")


def populations(folder):
    head = "id,label,kind,stratum,place,unit,circle,size,count,memory,duty,contact,source,confidence\n"
    alone = "fitter,Fitter,trade,worker,back_yard,,none,{},{},1,0,0,invented,assumed\n"
    elite = "".join(line + "\n" for line in (HOME / "Scenarios/courtyard/groups.csv").read_text().split("\n")[10:] if line)
    refused("a population of 0", "run", courtyard(folder, "nobody", groups=head), says=["no groups"])
    refused("a group of 0", "run", courtyard(folder, "empty", groups=head + alone.format(0, 1)), says=["0 people"])
    runs("a population of 1", courtyard(folder, "lonely", groups=head + alone.format(1, 1)))
    runs("a population of 4", courtyard(folder, "few", groups=head + alone.format(1, 1) + elite))
    refused("a population over 2³²", "run", courtyard(folder, "billions", groups=head + alone.format(4_294_967_295, 1) + elite), says=["4294967295"])
    refused("2³² people in one group", "run", courtyard(folder, "many", groups=head + alone.format(1 << 32, 1) + elite), says=["4294967295"])
    refused("four billion people, one agent each", "run", courtyard(folder, "whole", groups=head + alone.format(4_000_000_000, 1) + elite),
            "--scale", "1:1", says=["500000000"])
    runs("four billion people at 1:1000000", courtyard(folder, "coarse", groups=head + alone.format(4_000_000_000, 1) + elite), "--scale", "1:1000000", "--until", "1917-02-21")
    refused("ten million groups in a row of a table", "run", courtyard(folder, "groups", groups=head + alone.format(1, 10_000_000) + elite), says=["4000000"])
    runs("a million groups of one, in one row of a table", courtyard(folder, "rows", groups=head + alone.format(1, 1_000_000) + elite), "--until", "1917-02-20")


def dates(folder):
    span = ("start: 1917-02-20, end: 1917-03-05", "start: {}, end: {}")
    for name, start, end, says in (("a last day before the first", "1917-03-05", "1917-02-20", "1917"), ("a day that is none", "1917-02-20", "1917-02-30", "1917-02-30"),
                                   ("a year of no calendar", "0000-01-01", "0000-01-02", "0000"), ("two hundred years", "1800-01-01", "1999-12-31", "36525")):
        refused(name, "validate", courtyard(folder, name.replace(" ", "-"), [(span[0], span[1].format(start, end))]), says=[says])
    for until in ("1917-02-19", "1917-03-06", "1917-13-01", "yesterday", "", "9" * 40):
        refused(f"--until {until or 'of nothing'}", "run", "courtyard", "--until", until, says=["--until"])
    runs("a hundred years, hour by hour", courtyard(folder, "century", [(span[0], span[1].format("1900-01-01", "1999-12-31"))]))


def sizes(folder):
    towns = "id,label,kind,region,lat,lon,centre,source,confidence\n" + "".join(
        f"t{n},Town {n},town,Region {n % 100},{40 + n % 20},{20 + n / 100:.2f},courtyard,invented,assumed\n" for n in range(9_997))
    groups = (HOME / "Scenarios/courtyard/groups.csv").read_text()
    groups += "".join(f"p{n},,trade,worker,t{n},,none,50,1,1,0,0,invented,assumed\n" for n in range(9_997))
    links = "\nlinks: [links.csv]\natlas: [towns.csv]\n"
    many = courtyard(folder, "towns", groups=groups, more=links)
    (many / "towns.csv").write_text(towns)
    (many / "links.csv").write_text("a,b,km,kind,wire,source\ncourtyard,t0,100,rail,1,invented\n")
    runs("10,000 towns with people in each", many)
    (many / "towns.csv").write_text(towns + "u,One more,town,Region,40,20,courtyard,invented,assumed\nv,Another,town,Region,40,20,courtyard,invented,assumed\n")
    refused("10,002 towns", "run", many, says=["10000"])
    third = "\n".join(f"  - {{id: {name}, label: {name.title()}, claim: constituent, conviction: {0.1 * n:.1f}}}" for n, name in enumerate(("fourth", "fifth", "sixth")))
    bodies = "\n".join(f"  - {{id: b_{name}, label: B {name}, line: {name}, seat: courtyard, positions: {{war: 0.5, army: 0.5, labour: 0.5, food: 0.5, land: 0.5, press: 0.5, "
                       "transport: 0.5, police: 0.5}, norms: {student: 1, servant: 1}, quorum: 1, executive: 1}" for name in ("fourth", "fifth", "sixth"))
    line = "  - {id: council, label: Council, claim: constituent, conviction: 0.23}\n"
    six = [(line, line + third + "\n"), ("bodies:\n", "bodies:\n" + bodies + "\n")]
    # The incumbent comes first among bodies of the whole society.
    found = courtyard(folder, "six", [six[0], ("\nparties:\n", "\n" + bodies + "\n\nparties:\n")])
    runs("six lines of authority", found)
    eight = third + "\n" + "\n".join(f"  - {{id: l{n}, label: L{n}, claim: constituent, conviction: 0}}" for n in range(3))
    refused("nine lines of authority", "run", courtyard(folder, "nine", [(line, line + eight + "\n")]), says=["columns"])
    strata = "\n".join(f"  - {{id: s{n}, label: S{n}, bearing: civil, rhythm: street, wants: {{}}, saliences: {{}}, sympathies: {{none: 1}}}}" for n in range(20_000))
    refused("twenty thousand strata", "run", courtyard(folder, "strata", [("\nstrata:\n", "\nstrata:\n" + strata + "\n")]), says=["1000"])


def bombs(folder):
    laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20))
    for name, text in (("a billion laughs", laughs), ("ten thousand brackets", "a: " + "[" * 10_000), ("ten thousand maps", "".join(" " * n + "a:\n" for n in range(4_000))),
                       ("five megabytes", "a: " + "x" * (5 << 20)), ("keys that are all one", "a: 1\n" * 100_000), ("a file of zero bytes", "\x00" * 100_000)):
        path = folder / f"{name.replace(' ', '-')}.yaml"
        path.write_text(text)
        refused(name, "validate", path, says=[path.name], most=LITTLE)


def memory():
    """That what does not fit is refused; and of some runs, what is estimated beside what they took."""
    refused("the empire where 2 GB of addresses are allowed", "run", "russia-1917", "--until", "1917-02-21", says=["of memory", "coarser"], most=LITTLE)
    refused("as an ensemble", "compare", "russia-1917", "--without", "memory", says=["of memory", "coarser"], most=LITTLE)
    runs("the empire at 1:10 where 2 GB of addresses are allowed", "russia-1917", "--scale", "1:10", "--until", "1917-02-21", most=LITTLE)
    for scenario, scale, until in (("petrograd-1917", "1:1", "1917-04-05"), ("russia-1917", "1:100", "1917-04-05"), ("russia-1917", "1:10", "1917-02-27"),
                                   ("russia-1917", "1:1", "1917-02-21")):
        asked = ["--scale", scale, "--until", until]
        found = json.loads(command("run", scenario, *asked, "--quiet", "--json").stdout)
        # What the scenario takes as it is read, of which the smallest run tells.
        read = json.loads(command("run", scenario, "--scale", "1:1000", "--until", "1917-02-21", "--quiet", "--json").stdout)["peakMemoryBytes"]
        took, estimate = found["peakMemoryBytes"], found["estimatedMemoryBytes"]
        report(f"{scenario} at {scale} was thought to take {estimate / 1e6:,.0f} MB beside the {read / 1e6:,.0f} of the scenario, and took {took / 1e6:,.0f} in all",
               "" if took < 1.1 * (read + estimate) and read + estimate < 1.35 * took + 2e7 else "the estimate is off")
        estimates.append(f"| {scenario} | {scale} | {until} | {read / 1e6:,.0f} MB | {estimate / 1e6:,.0f} MB | {took / 1e6:,.0f} MB |")


def main(words):
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        threads()
        populations(folder)
        dates(folder)
        sizes(folder)
        bombs(folder)
    memory()
    if not failures and "--no-page" not in words:
        pages.fill(str(PAGE), "memory", ["| scenario | scale | until | to read it | estimate of the run | most that it held |", "|---|---|---|--:|--:|--:|", *estimates])
        pages.fill(str(PAGE), "limits", ["| asked for | comes to |", "|---|---|", *(f"| {claim} | {what} |" for claim, what in rows)])
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
