"""Kills runs and calibrations at random moments, fills disks, damages files, and says what is amiss afterwards.

Usage: crash_safety.py [KILLS [PART…]], with PART one of runs, calibrations, disks, pairs, damage; RANDOM_SEED=N has the same
moments drawn again. Ensembles are killed by Scripts/kill_runs.sh. Disks are small ones in memory, which root alone can have.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pages

HOME = Path(__file__).resolve().parent.parent
BINARY = Path(os.environ.get("DUALPOWER_SCRATCH", HOME / ".build")) / "release" / "dualpower"
SEED = int(os.environ.get("RANDOM_SEED", random.SystemRandom().randrange(1 << 32)))
DRAW = random.Random(SEED)
RUN = ["run", "petrograd-1917", "--scale", "1:100", "--until", "1917-03-02", "--seed", "1", "--quiet"]
DAYS = ["1917-02-18", "1917-02-22", "1917-02-26T07:00", "1917-03-01"]
KEPT = [word for day in DAYS for word in ("--checkpoint", day)]

PAGE = HOME / "docs" / "reliability.md"

failures = 0
claims = []


def report(claim, problem=""):
    """Prints a line for a claim; an empty problem means that it holds."""
    global failures
    print(f"not ok: {claim}: {problem} (RANDOM_SEED={SEED})" if problem else f"ok: {claim}", flush=True)
    failures += bool(problem)
    claims.append(claim)


def command(*words, **options):
    return subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True, check=False, timeout=300,
                          env={**os.environ, "DUALPOWER_HOME": str(HOME)}, **options)


def digest(*words):
    done = command(*words, "--json")
    return json.loads(done.stdout)["digest"] if done.returncode == 0 else f"code {done.returncode}: {done.stderr.strip()}"


def killed(seconds, words):
    """Kills a command after some seconds; whether it was still at work. Whatever it has begun ends by itself."""
    begun = subprocess.Popen(list(map(str, words)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             start_new_session=True, env={**os.environ, "DUALPOWER_HOME": str(HOME)})
    try:
        begun.wait(timeout=seconds)
        return False
    except subprocess.TimeoutExpired:
        begun.kill()
        begun.wait()
    patience = time.monotonic() + 10
    while is_at_work(begun.pid):
        if time.monotonic() > patience:
            report("whatever a command has begun ends with it", f"{' '.join(map(str, words))}: some of it is at work after ten seconds")
            os.killpg(begun.pid, signal.SIGKILL)
            break
        time.sleep(0.02)
    return True


def is_at_work(group):
    """Whether a process of a group is there that has not ended."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its) == group and state != "Z":
            return True
    return False


def whole(folder):
    """What is wrong with a folder that has its name; nothing where it is as it was written."""
    done = command("verify", folder)
    return "" if done.returncode == 0 else done.stderr.strip()


def runs(kills, scratch):
    """Runs that keep a folder and checkpoints, killed anywhere: no folder, or a whole one; and its checkpoints go on."""
    kept = scratch / "run"
    began = time.monotonic()
    reference = digest(*RUN, *KEPT, "--out", kept)
    took = time.monotonic() - began
    shutil.rmtree(kept)
    dead = absent = gone_on = refused = 0
    while dead < kills:
        had = kept.exists()
        dead += killed(DRAW.uniform(0, took), [BINARY, *RUN, *KEPT, "--out", kept])
        absent += not kept.exists()
        if had and not kept.exists():
            report("the run that was there before stays until another takes its place", "it is gone")
        if kept.exists() and (problem := whole(kept)):
            report("a run that has its name is whole", problem)
        for left in sorted(scratch.glob("run.tmp-*")):
            for file in sorted(left.glob("*.dpc")):
                done = command("run", "--from", file, "--until", "1917-03-02", "--json", "--quiet")
                if done.returncode == 0:
                    gone_on += 1
                    if (found := json.loads(done.stdout)["digest"]) != reference:
                        report("a checkpoint of a run that was killed goes on to its end", f"{found}, not {reference}")
                elif done.returncode == 2 and done.stderr.startswith(str(file)) and done.stderr.count("\n") == 1:
                    refused += 1
                else:
                    report("a checkpoint that was cut short is refused", f"code {done.returncode}: {done.stderr}")
            told = command(*RUN, "--out", scratch / "run", "--until", "1917-02-16").stderr
            if any(left.glob("*.dpc")) and str(left) not in told:
                report("checkpoints that were left are told of", told)
            shutil.rmtree(left, ignore_errors=True)
            shutil.rmtree(kept, ignore_errors=True)
        # Every other time a whole run is there, whose place another would take.
        if DRAW.random() < 0.5 and not kept.exists():
            command(*RUN, "--until", "1917-02-20", "--out", kept)
    report(f"{dead} runs were killed, {absent} left no folder, and no folder that had its name was other than whole; "
           f"{gone_on} checkpoints that they left went on to {reference}, {refused} were refused as cut short")
    found = digest(*RUN, *KEPT, "--out", kept)
    report("a run made after all that is the same", "" if found == reference and not whole(kept) else f"{found}, not {reference}")
    left = sorted(path.name for path in scratch.iterdir() if path != kept)
    report("nothing is left beside it", ", ".join(left))
    # Checkpoints again: the run that goes on from one is killed too, and goes on once more.
    start, others = kept / "checkpoint-1917-02-18.dpc", scratch / "on"
    dead = 0
    while dead < kills:
        dead += killed(DRAW.uniform(0, took), [BINARY, "run", "--from", start, "--until", "1917-03-02", "--quiet",
                                               "--checkpoint", "1917-02-26", "--out", others])
        if others.exists() and (problem := whole(others)):
            report("a run that goes on and has its name is whole", problem)
    found = digest("run", "--from", start, "--until", "1917-03-02", "--quiet", "--out", others)
    report(f"a run that goes on from a checkpoint, killed {dead} times, ends in the digest of one that was never broken off",
           "" if found == reference else f"{found}, not {reference}")


def calibrations(kills, scratch):
    """A calibration killed anywhere gives the same posterior."""
    made = subprocess.run([HOME / "Scripts" / "python_env.sh", "notebooks"], capture_output=True, text=True, check=True)
    tool = Path(made.stdout.strip()) / "bin" / "dualpower"

    def run(name):
        return [tool, "calibrate", "run", scratch / name, "--quiet"]

    def plan(name):
        subprocess.run([tool, "calibrate", "plan", scratch / name, *CALIBRATION], check=True, stdout=subprocess.DEVNULL)

    def end(name):
        subprocess.run(run(name), check=True, stdout=subprocess.DEVNULL)
        return (scratch / name / "posterior.csv").read_bytes()

    plan("whole")
    began = time.monotonic()
    posterior = end("whole")
    took = time.monotonic() - began
    # One that has come to its end has nothing left to lose: the next begins anew.
    dead = 0
    ends = []
    while dead < kills:
        name = f"killed-{len(ends)}"
        plan(name)
        while dead < kills and killed(DRAW.uniform(1, took), run(name)):
            dead += 1
        ends.append(end(name))
    others = sum(one != posterior for one in ends)
    report(f"calibrations, {len(ends)} of them killed {dead} times in all, go on to the same posterior, byte for byte",
           f"{others} to another" if others else "")


CALIBRATION = ["petrograd-1917", "--vary", "noise", "--vary", "obstinacy.worker", "--scale", "1:1000", "--until", "1917-02-28",
               "--population", "20", "--generations", "3"]


class Disk:
    """A disk of some bytes, in memory."""

    def __init__(self, folder, size, read_only=False):
        self.folder = folder
        folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "dualpower", folder], check=True)
        if read_only:
            subprocess.run(["mount", "-o", "remount,ro", folder], check=True)

    def __enter__(self):
        return self.folder

    def __exit__(self, *_):
        subprocess.run(["umount", self.folder], check=True)


def told(claim, done, code, *words, notes=0):
    """That a command ended with a code, and one sentence, after so many notes, that has some words in it."""
    is_so = done.returncode == code and done.stderr.count("\n") == 1 + notes and all(word in done.stderr for word in words)
    report(f"{claim}: code {code}, a sentence", "" if is_so else f"code {done.returncode}: {done.stderr}{done.stdout[-200:]}")


def disks(_, scratch):
    """Disks that are full or may not be written, and readers who leave."""
    plan = scratch / "plan.yaml"
    plan.write_text(PLAN)
    if os.geteuid() != 0:
        print("crash-safety: not root, so that no disks can be had; they are left out", file=sys.stderr)
    else:
        for size in ("16k", "200k", "1m"):
            with Disk(scratch / f"disk-{size}", size) as disk:
                told(f"a run on a disk of {size}", command(*RUN, *KEPT, "--out", disk / "kept"), 1, "no space left on device")
                report("nothing is left of it", ", ".join(path.name for path in disk.iterdir()))
        with Disk(scratch / "small", "64k") as disk:
            told("an ensemble on a small disk", command("ensemble", "run", plan, "--out", disk / "kept", "--quiet"), 1, "no space left")
            shutil.copytree(disk / "kept", scratch / "larger")
        command("ensemble", "run", plan, "--out", scratch / "larger", "--quiet")
        command("ensemble", "run", plan, "--out", scratch / "undisturbed", "--quiet")
        same = subprocess.run(["diff", "-r", scratch / "larger", scratch / "undisturbed"], capture_output=True, text=True, check=False)
        report("copied to a larger one it goes on to the same bytes", same.stdout)
        with Disk(scratch / "sealed", "1m", read_only=True) as disk:
            told("a run in a folder that may only be read", command(*RUN, "--out", disk / "kept"), 1, "read-only file system")
            told("an ensemble there", command("ensemble", "run", plan, "--out", disk / "kept", "--quiet"), 1, str(disk))
            told("scores there", command("score", scratch / "undisturbed", "--out", disk / "kept"), 1, str(disk), notes=NOTES)
            told("a new scenario there", command("new", disk / "kept"), 2, str(disk))
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([BINARY, *RUN], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    report("a full disk behind standard output is told of", "" if done.returncode == 1 and "no space" in done.stderr else done.stderr)
    for words in (RUN, [*RUN, "--json"], ["explain", "petrograd-1917"], ["scenarios", "--json"]):
        kept = scratch / "piped"
        extra = ["--out", kept] if "run" in words else []
        reads, writes = os.pipe()
        at_work = subprocess.Popen([BINARY, *words, *map(str, extra)], stdout=writes, stderr=subprocess.PIPE, text=True)
        os.close(writes)
        os.close(reads)
        said = at_work.communicate(timeout=60)[1]
        problem = "" if at_work.returncode == 0 and not said else f"code {at_work.returncode}: {said}"
        report(f"a reader who leaves is no failure of {' '.join(words[:2])}", problem or (whole(kept) if extra else ""))
        shutil.rmtree(kept, ignore_errors=True)


# Scores of these runs are told with a warning that a forecast runs high.
NOTES = 1
PLAN = """\
schemaVersion: 1
scenario: petrograd-1917
scale: 1:1000
until: 1917-02-24
seed: 1
replicates: 40
"""


def pairs(_, scratch):
    """Two processes that would have one folder."""
    for _ in range(10):
        kept = scratch / "shared"
        both = [subprocess.Popen([BINARY, *RUN[:-3], "--seed", seed, "--quiet", "--json", "--out", kept], stdout=subprocess.PIPE, text=True)
                for seed in ("1", "2")]
        digests = {json.loads(one.communicate(timeout=120)[0])["digest"] for one in both}
        problem = whole(kept)
        if problem or json.loads((kept / "manifest.json").read_text())["digest"] not in digests:
            report("of two runs for one folder it holds one, whole", problem or "it is of neither")
    left = [path.name for path in scratch.iterdir() if path.name != "shared"]
    report("of two runs for one folder, ten times, it held one, whole, and nothing was left beside it", ", ".join(left))
    plan = scratch / "plan.yaml"
    plan.write_text(PLAN)
    said = []
    for number in range(50):
        kept = scratch / f"{number}" / "runs"
        shares = [subprocess.Popen([BINARY, "ensemble", "work", plan, "--out", kept, "--shard", f"{share}/3", "--quiet"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for share in (1, 2, 3)]
        said += [f"code {share.returncode}: {told}" for share in shares for told in share.communicate(timeout=120)[1:] if told or share.returncode]
    report("three shares that begin at once in a new folder, fifty times, are all made", "; ".join(said[:3]))
    plan.write_text(PLAN.replace("40", "4000"))
    words = [BINARY, "ensemble", "run", plan, "--out", scratch / "runs", "--quiet"]
    first = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    while not list((scratch / "runs").glob("*.journal")):
        time.sleep(0.01)
    told("an ensemble at work in a folder keeps another out", command(*words[1:]), 1, "another process is at work")
    first.kill()
    first.wait()


def damage(kills, scratch):
    """Files of a run, an ensemble and a checkpoint with a byte changed or the end cut off: each is named, alone."""
    plan = scratch / "plan.yaml"
    plan.write_text(PLAN)
    command(*RUN, *KEPT, "--out", scratch / "run")
    command("ensemble", "run", plan, "--out", scratch / "ensemble", "--quiet")
    for folder in (scratch / "run", scratch / "ensemble"):
        if problem := whole(folder):
            report(f"{folder.name} is whole", problem)
        files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
        unnamed = []
        for number in range(2 * kills):
            file = files[number % len(files)]
            before = file.read_bytes()
            place = DRAW.randrange(len(before))
            changed = bytearray(before)
            changed[place] ^= 1 << DRAW.randrange(8)
            file.write_bytes(bytes(changed) if number % 2 else before[:place])
            done = command("verify", folder)
            if done.returncode != 2 or done.stderr.count("\n") != 1 or not done.stderr.startswith(f"{file}:"):
                unnamed.append(f"{file.name} at {place}: {done.stderr or done.stdout}")
            file.write_bytes(before)
        report(f"{2 * kills} times a file of {folder.name} was changed or cut short, and was named", "; ".join(unnamed[:3]))
    readings = scratch / "run" / "readings.parquet"
    readings.write_bytes(readings.read_bytes()[:-1])
    told("scores are not made of a table that is damaged", command("score", scratch / "run"), 2, str(readings))
    part = next((scratch / "ensemble").glob("part-*.parquet"))
    part.write_bytes(part.read_bytes()[:-1] + b"x")
    told("nor of an ensemble's", command("score", scratch / "ensemble"), 2, str(part))
    file = scratch / "run" / "checkpoint-1917-02-22.dpc"
    before, taken = file.read_bytes(), []
    for number in range(kills):
        place = DRAW.randrange(len(before))
        changed = bytearray(before)
        changed[place] ^= 1 << DRAW.randrange(8)
        file.write_bytes(bytes(changed) if number % 2 else before[:place])
        done = command("run", "--from", file, "--quiet")
        if done.returncode != 2 or not done.stderr.startswith(f"{file}:"):
            taken.append(f"at {place}: code {done.returncode} {done.stderr}")
    report(f"{kills} times a checkpoint was changed or cut short, and was refused by its name", "; ".join(taken[:3]))


PARTS = {"runs": runs, "calibrations": calibrations, "disks": disks, "pairs": pairs, "damage": damage}


def main(kills, parts):
    print(f"crash-safety: RANDOM_SEED={SEED}", file=sys.stderr)
    for name in parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            began = time.monotonic()
            PARTS[name](kills, Path(folder))
            print(f"crash-safety: {name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    if not failures and not parts and kills >= 100:
        pages.fill(str(PAGE), "crashes", [f"- {claim[0].upper()}{claim[1:]}." for claim in dict.fromkeys(claims)])
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, sys.argv[2:]))
