"""Articles per second, and memory.

    python benchmarks/throughput.py [--articles 100 1000 10000] [--words 500]
        [--texts NEWS.jsonl] [--off NAME…]

It measures for each number of articles, each time in separate processes:

* on one core, alternating every 32 articles: bare, spaCy's `nlp.pipe` with the same pipeline
  package and its tagger, parser and entities on; and whole, `helpers.corpus`: reading, cleaning,
  all components, all tables, Parquet. Rates are articles per processor second, the ratio is whole
  to bare.
* with Dask and 1 or 2 processes, as in `python -m helpers corpus`: articles per second of real
  time, from the first finished parts to the last. This needs an idle machine. Memory is the highest
  sum of the resident sizes of all processes, and of the largest worker alone.

Texts are shuffled paragraphs of the project's invented articles, each text with its own number; or
the `text` of the lines of NEWS.jsonl, repeatedly. `--off` turns off components by name, for example
`actor_sentiment`, on the one core.
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

from helpers.reading.articles import read_article
from helpers.reading.chosen_article import ARTICLES

WORDS = 500
INVENTED = ("orlavia-parliamentary-election.txt", "penhallick-skarvik-takeover.txt")
MEASURES = ("one core", "1 process", "2 processes")
THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def main() -> None:
    """Measure and print a table, or with --measure one measurement as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--words", type=int, default=WORDS, help="of an invented text")
    parser.add_argument("--off", nargs="*", default=[])
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=MEASURES)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options.texts, options.off)))
        return
    for n in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "news.jsonl"
            write_texts(path, n, options.texts, options.words)
            for name in options.only:
                result = in_process_of_its_own(name, path, options.off)
                figures = ", ".join(f"{key} {value:.2f}" for key, value in result.items())
                print(f"{n:,} articles, {name}: {figures}", flush=True)


def write_texts(path: Path, n: int, source: Path | None = None, words: int = WORDS) -> None:
    """Write `n` records as JSON lines."""
    if source:
        with source.open(encoding="utf-8") as file:
            own = [json.loads(line)["text"] for line in file]
        texts = islice(cycle(own), n)
    else:
        texts = invented_texts(n, words)
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
            record = {"id": f"n{number}", "text": text, "date": day, "source": f"s{number % 5}"}
            file.write(json.dumps(record) + "\n")


def invented_texts(n: int, words: int):
    """Yield `n` texts of at least `words` words from the invented articles' paragraphs."""
    paragraphs = [
        paragraph
        for name in INVENTED
        for paragraph in read_article(ARTICLES / name).text.split("\n\n")
    ]
    chance = random.Random(0)  # noqa: S311
    for number in range(n):
        chosen, length = [f"This is report number {number} of the day."], 0
        while length < words:
            chosen.append(chance.choice(paragraphs))
            length += len(chosen[-1].split())
        yield "\n\n".join(chosen)


def in_process_of_its_own(name: str, path: Path, off: list[str]) -> dict:
    """Return a measurement, with the peak memory of all its processes in MB."""
    one_core = dict.fromkeys(THREADS, "1") if name == "one core" else {}
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, __file__, "--measure", name, "--texts", str(path), "--off", *off],
        stdout=subprocess.PIPE,
        env={**os.environ, **one_core},
        text=True,
    )
    peaks = {"peak MB": 0.0, "largest worker MB": 0.0}
    watching = threading.Thread(target=watch, args=(process, peaks))
    watching.start()
    said, _ = process.communicate()
    watching.join()
    measured = json.loads(said.splitlines()[-1])
    return measured if name == "one core" else {**measured, **peaks}


def watch(process: subprocess.Popen, peaks: dict[str, float]) -> None:
    """Record the peak memory of a process and its children, until it ends."""
    root = psutil.Process(process.pid)
    while process.poll() is None:
        sizes = []
        for one in [root, *children(root)]:
            try:
                sizes.append(one.memory_info().rss / 1e6)
            except psutil.Error:
                continue
        peaks["peak MB"] = max(peaks["peak MB"], sum(sizes))
        peaks["largest worker MB"] = max([peaks["largest worker MB"], *sizes[1:]])
        time.sleep(0.1)


def children(process: psutil.Process) -> list[psutil.Process]:
    """Return all child processes, none if the process has ended."""
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def measure(name: str, path: Path, off: list[str]) -> dict[str, float]:
    """Return the rates of one measurement."""
    return one_core(path, off) if name == "one core" else by_dask(path, int(name[0]))


def one_core(path: Path, off: list[str]) -> dict[str, float]:
    """Measure `nlp.pipe` of the package by itself, and whole parts, in turn in this process."""
    import spacy

    from helpers.annotation.pipeline import load_pipeline, pipeline_name
    from helpers.corpus.fingerprint import fingerprint
    from helpers.corpus.plan import plan
    from helpers.corpus.worker import annotate_part, warm_pipeline

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    warm_pipeline()
    for component in off:
        load_pipeline().disable_pipe(component)
    nlp = spacy.load(pipeline_name())
    list(nlp.pipe(["Clara Novak met Tom Baker."]))
    parts, _ = plan([str(path)], fingerprint())
    bare = whole = n = 0
    with tempfile.TemporaryDirectory() as out:
        for part in parts:
            texts = [record.values["text"] for _, record, _ in part.records()]
            start = time.process_time()
            list(nlp.pipe(texts))
            middle = time.process_time()
            n += annotate_part(part, out, fingerprint())["documents"]
            whole += time.process_time() - middle
            bare += middle - start
    if n < sum(part.n for part in parts):
        raise SystemExit(f"only {n} articles came through; can the tables do without {off}?")
    return {"bare": n / bare, "whole": n / whole, "ratio": bare / whole}


def by_dask(path: Path, workers: int) -> dict[str, float]:
    """Measure the parts of a corpus made by Dask, from the first finished to the last."""
    from helpers.corpus.fingerprint import fingerprint
    from helpers.corpus.plan import plan
    from helpers.corpus.scheduler import run

    size = 32 if sum(1 for _ in path.open(encoding="utf-8")) >= 1000 else 8
    parts, _ = plan([str(path)], fingerprint(), size)
    with tempfile.TemporaryDirectory() as out:
        times, n = [], []
        for _, rows in run(parts, Path(out), None, workers):
            times.append(time.perf_counter())
            n.append(rows["documents"])
    # The first part of each worker is part of its start.
    return {"articles/s": sum(n[workers:]) / (times[-1] - times[workers - 1])}


if __name__ == "__main__":
    main()
