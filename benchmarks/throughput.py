"""How many articles a second, and in how much memory.

    python benchmarks/throughput.py [--articles 100 1000 10000] [--texts NEWS.jsonl] [--off NAME…]

Measured for each number of articles, each in processes of its own:

* bare: spaCy's `nlp.pipe` with the same pipeline package, tagger, parser and entities on, one core;
* whole: `helpers.corpus` on one core: reading, cleaning, all components, all tables, Parquet;
* 1 and 2 processes: the same by Dask, as `python -m helpers corpus` does it.

A rate is taken from when the pipeline is loaded (bare, whole) or the first parts are done
(processes) to the end. CPU rates count the processor's seconds of the process, so that other work
on the machine matters little; the others count seconds on the clock and want an idle machine.
Memory is the highest sum of the resident sizes of all processes, and of the largest worker alone.

Texts are paragraphs of the project's invented articles, shuffled, each text with a number of its
own; or `text` of the lines of NEWS.jsonl, over and over. `--off` leaves out components by name, for
example `actor_sentiment`.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from itertools import cycle, islice
from pathlib import Path

import psutil

from helpers.articles import read_article
from helpers.chosen_article import ARTICLES

WORDS = 500
INVENTED = ("orlavia-parliamentary-election.txt", "penhallick-skarvik-takeover.txt")
MEASURES = ("bare", "whole", "1 process", "2 processes")


def main() -> None:
    """Measure and print a table, or with --measure one measurement as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--off", nargs="*", default=[])
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=MEASURES)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options.texts, options.off)))
        return
    print(f"{'':14}{'articles':>9}{'per s':>8}{'per CPU s':>11}{'peak MB':>9}{'worker MB':>11}")
    for n in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "news.jsonl"
            write_texts(path, n, options.texts)
            for name in options.only:
                result = in_process_of_its_own(name, path, options.off)
                print(
                    f"{name:14}{n:9,}{result['rate']:8.2f}"
                    f"{result.get('cpu_rate', float('nan')):11.2f}{result['peak']:9.0f}"
                    f"{result['worker']:11.0f}",
                    flush=True,
                )


def write_texts(path: Path, n: int, source: Path | None) -> None:
    """Write `n` records as JSON lines."""
    if source:
        with source.open(encoding="utf-8") as file:
            own = [json.loads(line)["text"] for line in file]
        texts = islice(cycle(own), n)
    else:
        texts = invented_texts(n)
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
            record = {"id": f"n{number}", "text": text, "date": day, "source": f"s{number % 5}"}
            file.write(json.dumps(record) + "\n")


def invented_texts(n: int):
    """Yield `n` texts of about 500 words from the invented articles' paragraphs."""
    paragraphs = [
        paragraph
        for name in INVENTED
        for paragraph in read_article(ARTICLES / name).text.split("\n\n")
    ]
    chance = random.Random(0)  # noqa: S311
    for number in range(n):
        chosen, words = [f"This is report number {number} of the day."], 0
        while words < WORDS:
            chosen.append(chance.choice(paragraphs))
            words += len(chosen[-1].split())
        yield "\n\n".join(chosen)


def in_process_of_its_own(name: str, path: Path, off: list[str]) -> dict:
    """Return a measurement, with the peak memory of all its processes in MB."""
    one_core = {} if "process" in name else {v: "1" for v in THREADS}
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, __file__, "--measure", name, "--texts", str(path), "--off", *off],
        stdout=subprocess.PIPE,
        env={**os.environ, **one_core},
        text=True,
    )
    peaks = {"peak": 0.0, "worker": 0.0}
    watching = threading.Thread(target=watch, args=(process, peaks))
    watching.start()
    said, _ = process.communicate()
    watching.join()
    return {**json.loads(said.splitlines()[-1]), **peaks}


THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def watch(process: subprocess.Popen, peaks: dict[str, float]) -> None:
    """Keep the highest memory of a process and its children, until it ends."""
    root = psutil.Process(process.pid)
    while process.poll() is None:
        sizes = []
        for one in [root, *children(root)]:
            try:
                sizes.append(one.memory_info().rss / 1e6)
            except psutil.Error:
                continue
        peaks["peak"] = max(peaks["peak"], sum(sizes))
        peaks["worker"] = max([peaks["worker"], *(sizes[1:] or sizes)])
        time.sleep(0.1)


def children(process: psutil.Process) -> list[psutil.Process]:
    """Return all processes below one, none if it has ended."""
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def measure(name: str, path: Path, off: list[str]) -> dict[str, float]:
    """Return the rates of one measurement."""
    if "process" in name:
        return by_dask(path, int(name[0]))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return bare(path) if name == "bare" else whole(path, off)


def bare(path: Path) -> dict[str, float]:
    """Measure `nlp.pipe` of the pipeline package alone."""
    import spacy

    from helpers.pipeline import pipeline_name

    nlp = spacy.load(pipeline_name())
    with path.open(encoding="utf-8") as file:
        clock, cpu, n = time.perf_counter(), time.process_time(), 0
        for _ in nlp.pipe((json.loads(line)["text"] for line in file), batch_size=64):
            n += 1
    return rates(n, clock, cpu)


def whole(path: Path, off: list[str]) -> dict[str, float]:
    """Measure the parts of a corpus made in this process, one after the other."""
    from helpers.corpus.fingerprint import fingerprint
    from helpers.corpus.part import annotate_part, warm_pipeline
    from helpers.corpus.plan import plan
    from helpers.pipeline import load_pipeline

    warm_pipeline()
    for component in off:
        load_pipeline().disable_pipe(component)
    parts, _ = plan([str(path)], fingerprint())
    with tempfile.TemporaryDirectory() as out:
        clock, cpu, n = time.perf_counter(), time.process_time(), 0
        for part in parts:
            n += annotate_part(part, out, fingerprint())["documents"]
        return rates(n, clock, cpu)


def by_dask(path: Path, workers: int) -> dict[str, float]:
    """Measure the parts of a corpus made by Dask, from the first that is done to the last."""
    from helpers.corpus.fingerprint import fingerprint
    from helpers.corpus.plan import plan
    from helpers.corpus.run import run

    size = 32 if sum(1 for _ in path.open(encoding="utf-8")) >= 1000 else 8
    parts, _ = plan([str(path)], fingerprint(), size)
    with tempfile.TemporaryDirectory() as out:
        times, n = [], []
        for _, rows in run(parts, Path(out), None, workers):
            times.append(time.perf_counter())
            n.append(rows["documents"])
    # The first part of each worker is part of its start.
    return {"rate": sum(n[workers:]) / (times[-1] - times[workers - 1])}


def rates(n: int, clock: float, cpu: float) -> dict[str, float]:
    """Return articles by second on the clock and by second of the processor."""
    return {
        "rate": n / (time.perf_counter() - clock),
        "cpu_rate": n / (time.process_time() - cpu),
    }


if __name__ == "__main__":
    main()
