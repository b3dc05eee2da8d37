"""A part of a corpus as a worker makes it: records read, annotated in batches, tables written.

A record that kills the process (out of memory, a crash in compiled code) can't be caught. So a
journal beside the tables says what was being done, and the next worker that gets the part reads it.
After two deaths a batch is done record by record; after three more, a record is rejected.
"""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
from spacy.tokens import Doc

from helpers.annotation.pipeline import annotate_many, load_pipeline
from helpers.corpus.fingerprint import fingerprint
from helpers.corpus.parquet import PARTS, TABLES, part_counts, write_part
from helpers.corpus.plan import Part
from helpers.corpus.records import article, given_id
from helpers.reading.articles import Article, Rejected, make_article
from helpers.reading.dates import read_date
from helpers.reading.url_secrets import without_secrets
from helpers.tables.article_frames import article_rows
from helpers.tables.schema import frame
from helpers.wording import printable, strict_json

BATCH = 16
# A batch holds no more than this, unless a single article does: long texts need much memory.
BATCH_CHARS = 200_000
DEATHS_OF_BATCH = 2
DEATHS_OF_RECORD = 3
FREQUENT_WORDS = 5000
WARM_UP = "Clara Novak met Tom Baker of Acme Foods in Norway. “We agree,” she said."


class OtherPipelineError(RuntimeError):
    """A worker would annotate differently from the process that sent it the work."""


class _ComponentError(Exception):
    """An exception inside a component of the pipeline."""


class _Item(NamedTuple):
    """An article with the record that it comes from."""

    article: Article
    given_id: str | None
    line: int | None


def annotate_part(part: Part, out: str, expected: str) -> dict[str, int]:
    """Make a part's tables in the folder `out`, unless they exist; return the rows by table.

    Raises `OtherPipelineError` if the fingerprint here is not `expected`.
    """
    if fingerprint() != expected:
        raise OtherPipelineError(
            "a worker has another version of the program, its tables or its libraries; install the "
            "same version on all machines"
        )
    folder = Path(out)
    counts = part_counts(part.name, folder)
    if counts is not None:
        return counts
    warm_pipeline()
    journal = _Journal(folder / PARTS / f"{part.name}.journal")
    frames = {name: [frame(name, [])] for name in TABLES}
    if journal.deaths("read") >= DEATHS_OF_RECORD:
        items, rejected = [], [_unreadable(part)]
    else:
        journal.begin("read")
        items, rejected = _read(part)
    for number, batch in enumerate(_batches(items)):
        rows = defaultdict(list)
        for found in _annotated(number, batch, journal):
            if isinstance(found, Rejected):
                rejected.append(found)
            else:
                for name, some in found.items():
                    rows[name] += some
        for name, some in rows.items():
            frames[name].append(frame(name, some))
    journal.begin("write")
    frames["rejected"] = [rejected_frame(rejected)]
    counts = write_part(part.name, frames, folder)
    journal.remove()
    # Memory is released at once, so that a worker does not grow with the corpus.
    gc.collect()
    pa.default_memory_pool().release_unused()
    return counts


def rejected_frame(rejected: Iterable[Rejected]) -> pd.DataFrame:
    """Return the records that could not be annotated as the frame `rejected`."""
    return frame(
        "rejected",
        (
            {"doc_id": one.doc_id, "origin": _shown(one), "line": one.line, "reason": one.reason}
            for one in rejected
        ),
    )


def _shown(rejected: Rejected) -> str:
    return printable(without_secrets(rejected.origin))


def corpus_rows(
    doc: Doc, article: Article, given_id: str | None, line: int | None
) -> dict[str, list[dict]]:
    """Return the rows of an article that a corpus keeps, by the name of their table.

    Raises an error if what was read can't be written to a table.
    """
    own = dict(article.metadata)
    made = {key: own.pop(key, None) for key in ("date", "source", "author", "url")}
    if made["date"] and (published := read_date(made["date"])) is None:
        own["date"] = made["date"]
    row = {
        "doc_id": article.doc_id,
        "given_id": given_id,
        "title": article.title,
        **made,
        "date": pd.Timestamp(published) if made["date"] and published else pd.NaT,
        "metadata": strict_json(own, default=str),
        "origin": article.origin,
        "line": line,
        "duplicate_of": None,  # known only once all articles are
        "n_sentences": len(doc.spans["sentences"]),
        "n_tokens": sum(not token.is_space for token in doc),
        "text": article.text,
    }
    frame("documents", [row])
    return {**article_rows(doc, words=False), "documents": [row]}


@cache
def warm_pipeline() -> None:
    """Load the pipeline, all data tables that it reads on first use, and the most frequent words.

    What the vocabulary learns from here on is forgotten after each batch.
    """
    nlp = load_pipeline()
    frequent = islice(nlp.vocab.vectors.keys(), FREQUENT_WORDS)  # the most frequent come first
    nlp.make_doc(" ".join(nlp.vocab.strings[word] for word in frequent))
    item = make_article("", WARM_UP, {}, name="warm-up")
    for doc in annotate_many([item]):
        corpus_rows(doc, item, None, None)
    # The pipeline is not garbage; the collector need not look through it after each part.
    gc.freeze()


def _read(part: Part) -> tuple[list[_Item], list[Rejected]]:
    items, rejected = [], []
    n = 0
    for n, (path, record, doc_id) in enumerate(part.records(), start=1):  # noqa: B007
        made = article(path, record, doc_id)
        if isinstance(made, Rejected):
            rejected.append(made)
        else:
            items.append(_Item(made, given_id(record), record.line))
    if n < part.n:
        raise OSError(f"{part.paths[0]}: changed while it was being read; start again")
    return items, rejected


def _unreadable(part: Part) -> Rejected:
    reason = (
        f"the worker died {DEATHS_OF_RECORD} times while reading this and the {part.n - 1} after it"
    )
    return Rejected(part.paths[0], part.line, None, reason)


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    batch, chars = [], 0
    for item in items:
        if batch and (len(batch) == BATCH or chars + len(item.article.text) > BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(item)
        chars += len(item.article.text)
    if batch:
        yield batch


def _annotated(
    number: int, batch: list[_Item], journal: "_Journal"
) -> Iterator[dict[str, list[dict]] | Rejected]:
    """The rows of each article in a batch, or why it has none, in order."""
    found: dict[str, dict] = {}
    if journal.deaths(f"batch {number}") < DEATHS_OF_BATCH:
        journal.begin(f"batch {number}")
        found = _rows_of(batch, _pass_over)
    for place, item in enumerate(batch):
        if item.article.doc_id in found:
            yield found[item.article.doc_id]
            continue
        stage = f"batch {number} record {place}"
        if journal.deaths(stage) >= DEATHS_OF_RECORD:
            yield _rejected(item, f"the worker died {DEATHS_OF_RECORD} times over it")
            continue
        journal.begin(stage)
        try:
            yield _rows_of([item], _raise)[item.article.doc_id]
        except Exception as error:  # whatever a component raises, the other articles continue
            yield _rejected(item, _one_line(error))


def _rows_of(batch: list[_Item], on_error) -> dict[str, dict[str, list[dict]]]:
    """The rows of each article, by doc_id; `on_error` is spaCy's error handler.

    With `_pass_over`, articles that fail anywhere are missing.
    """
    nlp = load_pipeline()
    # Not `set_error_handler`, which the parser of spaCy 3.8 does not support.
    nlp.default_error_handler = on_error
    of_article = {item.article.doc_id: item for item in batch}
    found = {}
    with nlp.memory_zone():
        try:
            for doc in annotate_many([item.article for item in batch]):
                item = of_article[doc.user_data["doc_id"]]
                try:
                    found[item.article.doc_id] = corpus_rows(doc, *item)
                except Exception as error:
                    on_error("the tables", None, [doc], error)
        except _ComponentError:
            raise
        except Exception as error:
            on_error("the pipeline", None, [], error)
    return found


def _pass_over(name, component, docs, error) -> None:
    """Leave out the documents of a failed batch: each gets a second chance alone."""


def _raise(name, component, docs, error) -> None:
    raise _ComponentError(f"{name} failed with {type(error).__name__}: {error}") from error


def _rejected(item: _Item, reason: str) -> Rejected:
    return Rejected(item.article.origin, item.line, item.article.doc_id, reason)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:500]


class _Journal:
    """What is being done with a part, on disk, so that the next worker sees where the last died."""

    def __init__(self, path: Path):
        self._path = path
        lines = path.read_text().splitlines() if path.exists() else []
        self._deaths = Counter(line.removeprefix("died: ") for line in lines if line[:5] == "died:")
        if lines and lines[-1][:5] != "died:":
            self._deaths[lines[-1]] += 1
            self.begin(f"died: {lines[-1]}")

    def deaths(self, stage: str) -> int:
        """Return how often a worker died at a stage."""
        return self._deaths[stage]

    def begin(self, stage: str) -> None:
        """Record that a stage begins."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a") as file:
            file.write(stage + "\n")

    def remove(self) -> None:
        """Delete the journal: the part is complete."""
        self._path.unlink(missing_ok=True)
