"""Corpora for tests, made in this process, with their page."""

import json
import random

from helpers.corpus import annotate_corpus, write_views
from helpers.corpus.parquet import ABOUT

PRAISE = (
    "praised the honest mayor for a brilliant rescue of the port",
    "thanked the brave mayor for her wonderful work",
)
BLAME = (
    "accused the corrupt mayor of a shameful failure",
    "blamed the reckless mayor for a terrible scandal",
)


def story(n=36):
    """Records of two papers on one story: one paper is kind to its mayor and the other is not.

    In the second half, a company appears that nobody names before.
    """
    for i in range(n):
        kind = i % 2 == 0
        words = (PRAISE if kind else BLAME)[i // 2 % 2].replace("the", "Mara Lind, the", 1)
        late = "Berg Shipping sued Norway. Norway fined Berg Shipping." if i >= n / 2 else ""
        place = f"the {'quay' if i % 3 else 'crane'} and of day {i * 7} at the docks"
        yield {
            "id": f"n{i}",
            "title": f"Port of Vell, part {i}",
            "text": f"Tom Hale met Mara Lind on Monday. Hale {words}.\n\n“We need time,” Mara Lind "
            f"said. Report number {i} tells of {place}.\n\n{late}\n\n{different_words(i)}",
            "date": f"2026-{1 + i // 12:02}-{1 + 2 * (i % 12):02}",
            "source": "The Harbour Post" if kind else "North Star",
        }


def different_words(i):
    """A sentence that is different for nearly every number, so that articles are not copies."""
    words = "tide cargo council budget ferry bridge school market tower storm".split()
    chance = random.Random(i)
    chosen = (f"{chance.choice(words)} {chance.randrange(99)}" for _ in range(30))
    return f"It was about {' and '.join(chosen)}."


def make_corpus(folder, records, *, n_records=None):
    """Return the folder of a corpus of these records, with its page; `n_records` were planned."""
    path, out = folder / "news.jsonl", folder / "corpus"
    path.write_text("\n".join(json.dumps(one) for one in records), encoding="utf-8")
    annotate_corpus([str(path)], out, workers=0, progress=False)
    if n_records:
        about = json.loads((out / ABOUT).read_text(encoding="utf-8"))
        (out / ABOUT).write_text(json.dumps({**about, "n_records": n_records}), encoding="utf-8")
    write_views(out)
    return out
