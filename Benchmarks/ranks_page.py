"""The tables of docs/ranks.md: what ranks took, and what more of them would take on a cluster."""

import json
import math
from pathlib import Path

from results_page import pages

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "ranks.md"
# Assumed of a cluster: a message takes two microseconds, and ten gigabytes go through a rank's share of the network in a second.
LATENCY = 2e-6
BANDWIDTH = 10e9
FAR = (8, 64, 512)


def exchange(row, ranks):
    """Seconds of a tick that its messages take, and no waiting.

    What is put together goes round a ring; what is added up goes in halves, there and back (Thakur, Rabenseifner and Gropp
    2005, doi:10.1177/1094342005051521).
    """
    if ranks == 1:
        return 0.0
    share = (ranks - 1) / ranks
    put_together = row["completionsPerTick"] * (ranks - 1) * LATENCY + row["completedBytesPerTick"] * share / BANDWIDTH
    added = row["additionsPerTick"] * 2 * math.ceil(math.log2(ranks)) * LATENCY + 2 * row["addedBytesPerTick"] * share / BANDWIDTH
    return put_together + added


def predicted(case, ranks):
    """Alike, shared and exchanged seconds of a tick."""
    row = case["ranks"][-1]
    return case["work"]["alike"], case["work"]["shared"] / ranks, exchange(row, ranks)


def size(value):
    return f"{value / 1e6:,.2f} MB" if value < 1e7 else f"{value / 1e6:,.0f} MB"


def milliseconds(value):
    return f"{1e3 * value:.3g}"


def of_machine(results):
    yield (f"Made on {results['made']}: {results['machine']}, shared with other work (mean load of a quarter of an hour {results['load']:.1f}); "
           f"{results['version'].replace('mpirun (', '').replace(')', '')}.")
    if results["load"] > 1:
        yield ("So others waited and worked in between, and **seconds by the clock say little here**: by them neither threads nor ranks can be "
               "judged. Seconds of processors, which the model goes by, are steadier.")


def of_scaling(results):
    yield "| `russia-1917` | made by | seconds | a tick, ms | of which work of one rank | in exchange | sent by a rank, a tick | memory of a rank |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|"
    for case in results["cases"]:
        name = f"{case['scale']}, {case['agents']:,} agents, {case['hours']} hours"
        for row in case["threads"]:
            yield f"| {name} | plain, {row['threads']} thread{'s' * (row['threads'] > 1)} | {row['seconds']:.1f} | | | | | {size(row['memory'])} |"
            name = ""
        for row in case["ranks"]:
            if row["ranks"] > 2:
                continue
            share = 100 * row["exchangePerTick"] / row["secondsPerTick"]
            yield (f"| | {row['ranks']} rank{'s' * (row['ranks'] > 1)} | {row['seconds']:.1f} | {milliseconds(row['secondsPerTick'])} | "
                   f"{milliseconds(row['workPerTick'])} | {share:.0f} % | {size(row['bytesSentPerTick'])} | {size(row['memory'])} |")


def of_work(results):
    yield "| scale | " + " | ".join(f"{ranks} rank{'s' * (ranks > 1)}" for ranks in (1, 2, 4, 8)) + " | alike | shared | memory alike | shared |"
    yield "|---|" + "--:|" * 8
    for case in results["cases"]:
        seen = {row["ranks"]: milliseconds(row["workPerTick"]) for row in case["ranks"]}
        yield (f"| {case['scale']} | " + " | ".join(seen.get(ranks, "–") for ranks in (1, 2, 4, 8)) +
               f" | {milliseconds(case['work']['alike'])} | {milliseconds(case['work']['shared'])} | "
               f"{size(case['room']['alike'])} | {size(case['room']['shared'])} |")


def of_model(results):
    yield "| scale | ranks | alike | shared | exchange | a tick, ms | faster than one rank | sent by a rank, a tick | memory of a rank |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for case in results["cases"]:
        whole = sum(predicted(case, 1))
        row = case["ranks"][-1]
        for ranks in FAR:
            alike, shared, exchanged = predicted(case, ranks)
            sent = (row["completedBytesPerTick"] + 2 * row["addedBytesPerTick"]) * (ranks - 1) / ranks
            memory = case["room"]["alike"] + case["room"]["shared"] / ranks
            tick = alike + shared + exchanged
            yield (f"| {case['scale']} | {ranks} | {milliseconds(alike)} | {milliseconds(shared)} | {milliseconds(exchanged)} | "
                   f"{milliseconds(tick)} | {whole / tick:.1f} | {size(sent)} | {size(memory)} |")


def of_end(results):
    """Where ranks pay, by the model."""
    for case in results["cases"]:
        ticks = {ranks: sum(predicted(case, ranks)) for ranks in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)}
        best = min(ticks, key=ticks.get)
        enough = min(ranks for ranks in ticks if ticks[ranks] <= 1.1 * ticks[best])
        limit = sum(predicted(case, 1)) / case["work"]["alike"]
        yield (f"- At {case['scale']} a tick is at most {limit:.1f} times as fast as on one rank, however many there are; {best} ranks come to "
               f"{ticks[1] / ticks[best]:.1f}, and {enough} to within a tenth of that.")


def fill_page(results):
    for part, lines in [("machine", of_machine), ("scaling", of_scaling), ("work", of_work), ("model", of_model), ("end-of-it", of_end)]:
        pages.fill(str(PAGE), part, list(lines(results)))


if __name__ == "__main__":
    fill_page(json.loads((HERE / "ranks.json").read_text()))
