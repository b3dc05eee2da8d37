"""Time and size of the page and exports of a corpus, and the speed of the page's search.

    python benchmarks/corpus_page.py CORPUS [--articles 1000 10000]

CORPUS is a folder made by `python -m helpers corpus`, with at least a hundred articles. Its
articles are repeated under new ids and dates until there are as many as asked for, so annotation,
which `benchmarks/throughput.py` measures, is not included. Times are processor seconds, in a
separate process for each size; the search is timed in Chromium, on the page opened from disk, from
the query to the first sentences shown, and to the end of the search.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from helpers.corpus.exports import export_corpus
from helpers.corpus.page import write_page
from helpers.corpus.parquet import ABOUT, IDENTITIES, TABLES

QUESTIONS = (
    "president", "of the united states", "“prime minister”", "court decision", "zebra", "he said",
)  # fmt: skip
REPEATS = 3  # of each question, of which the fastest counts: others may use the machine


def main() -> None:
    """Measure each size and print a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.corpus)))
        return
    for n in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            made = repeat(options.corpus, n, Path(folder) / "corpus")
            said = subprocess.run(  # noqa: S603
                [sys.executable, __file__, str(Path(folder) / "corpus"), "--measure"],
                capture_output=True,
                text=True,
                check=True,
            )
            figures = json.loads(said.stdout.splitlines()[-1])
            print(f"{made:,} articles:", ", ".join(f"{k} {v}" for k, v in figures.items()))


def repeat(corpus: Path, n: int, out: Path) -> int:
    """Write the corpus repeatedly until it has at least `n` articles; return how many it has."""
    own = len(pd.read_parquet(corpus / "documents"))
    times = -(-n // own)
    for table in (*TABLES, IDENTITIES):
        (out / table).mkdir(parents=True)
        frame = pd.read_parquet(corpus / table)
        for number in range(times):
            again = frame.assign(doc_id=frame["doc_id"] + f"-{number}")
            if table == "documents":
                again["date"] -= pd.to_timedelta(3 * number, unit="D")
                again["title"] += f" ({number})"
            again.to_parquet(out / table / f"part-{number}.parquet", index=False)
    shutil.copy(corpus / ABOUT, out / ABOUT)
    return own * times


def measure(corpus: Path) -> dict[str, float]:
    """Return the measurements for one corpus."""
    figures = {}
    for name, make in (("exports s", export_corpus), ("page s", write_page)):
        start = time.process_time()
        make(corpus)
        figures[name] = round(time.process_time() - start, 1)
    files = [corpus / "index.html", *(corpus / "page").glob("*.js")]
    figures["page MB"] = round(sum(path.stat().st_size for path in files) / 1e6, 1)
    figures["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures | searched(corpus / "index.html")


def searched(page: Path) -> dict[str, float]:
    """Return when the page is painted, and the longest time that a search takes after that."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        # Without its policy, under which the page does not evaluate code from outside.
        opened = browser.new_context(bypass_csp=True).new_page()
        opened.goto(page.resolve().as_uri())
        opened.wait_for_selector("html.ready", timeout=120_000)
        painted = opened.evaluate("performance.getEntriesByType('paint')[0].startTime")
        answered, whole = zip(*(times(opened, words) for words in QUESTIONS), strict=True)
        browser.close()
    return {
        "first paint ms": round(painted),
        "slowest answer ms": max(answered),
        "slowest whole search ms": max(whole),
    }


def times(page, words: str) -> tuple[float, float]:
    """Return the milliseconds until a search shows sentences, and until it has counted them all."""
    found = []
    for again in range(REPEATS + 1):
        page.locator("#query").fill(words)
        page.evaluate("delete document.documentElement.dataset.whole")
        page.locator("#search").evaluate("form => form.requestSubmit()")
        page.wait_for_selector("html[data-whole]", timeout=120_000)
        page.wait_for_timeout(300)
        data = page.evaluate("({...document.documentElement.dataset})")
        if again:  # the first search reads the texts
            found.append((float(data["answered"]), float(data["whole"])))
    return min(answered for answered, _ in found), min(whole for _, whole in found)


if __name__ == "__main__":
    main()
