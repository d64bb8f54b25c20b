"""Plants thirty faults in the model and in what is made of many runs, one at a time, and sees which the tests catch.

Usage: mutation.py [NAME…]     of faults.py; without one, those that were not tried yet

A fault is caught by the first Swift test that fails, or ends its process; one that none notices has survived. All tests
must pass while none is awake. Results are kept in runs/mutation.json, so that it goes on where it was broken off while
the sources are the same; once all are tried they fill the table of docs/reliability.md. It ends with 1 where more than
a tenth have survived.
"""

import os
import re
import signal
import subprocess
import sys
import time

import faults
import pages

PAGE = os.path.join(faults.HOME, "docs", "reliability.md")
KEPT = os.path.join(faults.HOME, "runs", "mutation.json")
LOG = os.path.join(faults.COPY, "tests.log")
MODULES = ["DualPowerTests", "DualPowerExperimentTests", "DualPowerScenarioTests", "DualPowerArchiveTests",
           "DualPowerServerTests", "dualpowerTests"]
# Seconds after which tests have not come to an end; they take less than half of them.
PATIENCE = 1800
FAILURE = re.compile(r"✘ Test (?:case passing .*? to )?(?P<name>.+?) (?:recorded an issue|failed after)")


def caught_by(number):
    """The first test that fails while a fault is awake; nothing where none does."""
    for tests in order(number):
        failure = failure_of(tests, number)
        if failure:
            return failure
    return None


def order(number):
    """All tests, by what their names begin with: those that are named after a fault's file or folder, then its module's.

    A fault in what published results are held against meets these before its module.
    """
    if number == 0:
        return [rf"^{module}\." for module in MODULES]
    module, *folders, file = faults.ALL[number - 1][2].split("/")
    near = [rf"\.{name}Tests/" for name in [file.removesuffix(".swift"), *reversed(folders)]]
    if number <= len(faults.OF_CONFORMANCE):
        near.append(r"\.ConformanceTests/")
    return near + [rf"^{name}\." for name in sorted(MODULES, key=lambda name: name != module + "Tests")]


def failure_of(tests, number):
    """What first goes wrong in some tests, which are ended there."""
    command = ["swift", "test", "--skip-build", "--disable-xctest", "--package-path", faults.COPY, "--filter", tests]
    process = subprocess.Popen(command, cwd=faults.COPY, start_new_session=True, text=True, errors="replace",
                               env={**os.environ, "DUALPOWER_HOME": faults.HOME, "DUALPOWER_MUTANT": str(number)},
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(process.pid, signal.SIGKILL))
    signal.alarm(PATIENCE)
    passed, begun = False, time.monotonic()
    with open(LOG, "w", encoding="utf-8") as log:
        for line in process.stdout:
            log.write(line)
            found = FAILURE.search(line)
            if found:
                end(process)
                return found["name"].strip('"')
            # None may be named after a file.
            passed = passed or re.search(r"Test run with \d+ tests? .*passed", line) is not None
    signal.alarm(0)
    if passed and process.wait() == 0:
        return None
    with open(LOG, encoding="utf-8") as log:
        fatal = re.search(r"Fatal error.*|error: .*", log.read())
    # Tests that were slow, stopped or killed have caught nothing.
    if time.monotonic() - begun >= PATIENCE or fatal and "signal code 9" in fatal[0]:
        sys.exit(f"{tests}: these tests did not come to an end of their own; nothing is kept of them.")
    return fatal[0] if fatal else "it ends before its end"


def end(process):
    """Ends tests and all that they have started."""
    signal.alarm(0)
    os.killpg(process.pid, signal.SIGKILL)
    process.stdout.close()
    process.wait()


def table(results):
    """The faults, in the order of the list, and what catches each."""
    yield from ["| fault | what it changes | caught by |", "|---|---|---|"]
    for name, about, *_ in faults.ALL:
        yield f"| `{name}` | {about} | {results[name] or '**nothing**'} |"


def main(names):
    known = [fault[0] for fault in faults.ALL]
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"{', '.join(unknown)}: no such fault; there are {', '.join(known)}.")
    results = faults.results(KEPT)
    faults.build("--build-tests")
    if "asleep" not in results:
        failure = caught_by(0)
        if failure:
            sys.exit(f"{failure}: this test fails with every fault asleep. Mend it first.")
        results["asleep"] = None
    for number, (name, about, *_) in enumerate(faults.ALL, 1):
        if name in names or not names and name not in results:
            begun = time.monotonic()
            print(f"{name}: {about}", flush=True)
            results[name] = caught_by(number)
            faults.keep(KEPT, results)
            verdict = "ok: caught by" if results[name] else "not ok: caught by nothing"
            print(f"  {verdict} {results[name] or ''} ({time.monotonic() - begun:.0f} s)", flush=True)
    survivors = [name for name in known if name in results and not results[name]]
    tried = sum(name in results for name in known)
    if tried == len(known):
        pages.fill(PAGE, "mutation", list(table(results)))
    print(f"{tried - len(survivors)} of {tried} are caught")
    sys.exit(1 if 10 * len(survivors) > tried else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
