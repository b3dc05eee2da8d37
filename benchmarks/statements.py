"""Accuracy of the statements: the pipeline on texts with known statements.

    python benchmarks/statements.py GOLD.jsonl [--json]

GOLD.jsonl has an article per line, as described in benchmarks/statement_scorer.py. It prints the
scorer's table, and the seconds per thousand tokens compared with the rest of the pipeline. With
--json, it prints one JSON object.
"""

import sys
import time

import command_line
import statement_scorer
from spacy.tokens import Doc

from helpers.annotation.pipeline import load_pipeline, pipeline_name

OURS = "statements"


def main() -> int:
    """Annotate the texts, score, print."""
    return command_line.run(__doc__, statement_scorer.read, score, report)


def score(gold: list[dict], _) -> dict:
    """Return the scores of the pipeline, and how fast it is."""
    docs, seconds = annotated([row["text"] for row in gold])
    predictions = [
        {"doc_id": row["doc_id"], "statements": parts(doc)}
        for row, doc in zip(gold, docs, strict=True)
    ]
    result = statement_scorer.score(gold, predictions)
    result["seconds_per_1000_tokens"] = seconds
    result["pipeline"] = pipeline_name()
    return result


def annotated(texts: list[str]) -> tuple[list[Doc], dict[str, float]]:
    """Return the texts as Docs, and the seconds per thousand tokens, ours and those before it."""
    nlp = load_pipeline()
    with nlp.select_pipes(disable=nlp.pipe_names[nlp.pipe_names.index(OURS) :]):
        start = time.perf_counter()
        docs = list(nlp.pipe(texts))
        before = time.perf_counter() - start
    start = time.perf_counter()
    for doc in docs:
        nlp.get_pipe(OURS)(doc)
    ours = time.perf_counter() - start
    thousands = sum(map(len, docs)) / 1000
    return docs, {"before": before / thousands, OURS: ours / thousands}


def parts(doc: Doc) -> list[dict]:
    """Return the statements in the scorer's format: offsets of source, cue and content."""
    found: dict[str, dict] = {}
    for span in doc.spans["statements"]:
        statement = found.setdefault(span.id_, {"source": [], "cue": [], "content": []})
        statement[span.label_].append([span.start_char, span.end_char])
    return list(found.values())


def report(result: dict) -> str:
    """Return the result as text."""
    seconds = result["seconds_per_1000_tokens"]
    return (
        f"{statement_scorer.table(result)}\n\n"
        f"seconds per 1000 tokens: {result['pipeline']}, actors and references "
        f"{seconds['before']:.3f}, statements {seconds[OURS]:.3f}"
    )


if __name__ == "__main__":
    sys.exit(main())
