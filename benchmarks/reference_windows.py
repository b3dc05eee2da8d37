"""Write what the network of references learns from: pronouns, sentences around them, candidates.

    python benchmarks/reference_windows.py DEV.tsv TRAIN.jsonl --to WINDOWS.jsonl

DEV.tsv has GAP's form, TRAIN.jsonl is the training part of NewsMTSC (benchmarks/sentiment.py),
whose sentences are joined again by article. A row is a pronoun: the tokens of its sentence and the
two before (word, tag), its candidates with the tokens of their mentions, and which of them are
right and wrong as far as GAP says so; for other pronouns nothing is known, and a teacher is asked.
`fold` is that of train_coreference.py, so that both can be joined on texts that neither has seen.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from reference_texts import annotated, place_of, read, without_a_name
from spacy.tokens import Doc, Token
from train_coreference import COPIES, FOLDS, Trees, by_folds, fold_of, item_of, items_of

from helpers.annotation.coreference.candidates import UNNAMED
from helpers.annotation.coreference.context import GENDERS, Context, gender_of
from helpers.annotation.coreference.descriptions import find_descriptions
from helpers.annotation.coreference.features import Reader
from helpers.annotation.coreference.reading import BEFORE
from helpers.annotation.coreference.third_person import ThirdPerson

SENTENCE_ID = re.compile(r"([a-z]+_\d+_\d+)_(\d+)_")  # of NewsMTSC: the article and the sentence
PRONOUN = re.compile(rf"\b({'|'.join(GENDERS)})\b", re.I)

Row = dict[str, object]
Texts = list[tuple[dict, Doc]]


def windows(doc: Doc, trees: Trees) -> Iterator[tuple[Token, list[str], Row]]:
    """Yield each pronoun with its candidates and its row, as they are when its turn comes."""
    context = Context(doc)
    find_descriptions(context)
    seen: list[tuple[Token, list[str], list[Row]]] = []
    resolver = ThirdPerson(
        context,
        trees,
        watch=lambda token, chains, _: seen.append(
            (token, list(chains), [_candidate(resolver.reader, chain) for chain in chains])
        ),
    )
    resolver.resolve()
    sentences = doc.spans["sentences"]
    for token, chains, candidates in seen:
        sentence = context.sentence_of[token.i]
        low = sentences[max(0, sentence - BEFORE)].start
        high = max(sentences[sentence].end, token.i + 1)
        for one in candidates:
            one["spans"] = [(s - low, e - low) for s, e in one["spans"] if low <= s and e <= high]
        row = {
            "pronoun": token.i - low,
            "gender": gender_of(token),
            "tokens": [(one.text, one.tag_) for one in doc[low:high]],
            "chains": candidates,
        }
        yield token, chains, row


def _candidate(reader: Reader, chain: str) -> Row:
    return {
        "spans": [(mention.start, mention.end) for mention in reader.chains[chain]],
        "gender": reader.genders.get(chain),
        "named": not chain.startswith(UNNAMED),
    }


def gap(path: Path) -> Texts:
    """Return GAP's texts, each with its copy after it."""
    rows = read(path)
    docs = annotated(rows)
    copies = without_a_name(rows, docs)
    pairs = zip(rows, copies, docs, annotated(copies), strict=True)
    return [pair for row, copy, doc, other in pairs for pair in ((row, doc), (copy, other))]


def of_gap(texts: Texts, trees: list[Trees]) -> Iterator[Row]:
    """Yield the rows of GAP's texts and their copies."""
    chance = random.Random(3)  # noqa: S311
    for n, (row, doc) in enumerate(texts):
        item = item_of(row, doc, trees[fold_of(n, FOLDS)])
        asked = doc.char_span(*place_of(row, "Pronoun"), alignment_mode="expand")[0].i
        text = {"fold": fold_of(n, FOLDS), "copy": bool(n % COPIES)}
        others = []
        for token, chains, one in windows(doc, trees[fold_of(n, FOLDS)]):
            if token.i == asked:
                labels = {
                    "named": bool(item.right),
                    "right": [k for k, chain in enumerate(chains) if chain in item.right],
                    "wrong": [k for k, chain in enumerate(chains) if chain in item.wrong],
                }
                yield {**text, "asked": True, **one, **labels}
            elif len(chains) > 1:
                others.append({**text, "asked": False, **one})
        # A copy differs little from its text.
        yield from chance.sample(others, min(1, len(others))) if text["copy"] else others


def of_news(path: Path, trees: Trees) -> Iterator[Row]:
    """Yield the rows of NewsMTSC's sentences, those of an article read as one text."""
    articles: dict[str, dict[int, str]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if found := SENTENCE_ID.match(row["id"]):
            articles[found[1]][int(found[2])] = row["text"]
    texts = [" ".join(text for _, text in sorted(article.items())) for article in articles.values()]
    for doc in annotated([{"Text": text} for text in texts if PRONOUN.search(text)]):
        for _, chains, row in windows(doc, trees):
            if len(chains) > 1:
                yield {"fold": None, "copy": False, "asked": False, **row}


def main() -> None:
    """Read the command line, write the rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dev", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    args = parser.parse_args()
    texts = gap(args.dev)
    trees = by_folds(items_of(*map(list, zip(*texts, strict=True)), [None]))
    with args.to.open("w", encoding="utf-8") as lines:
        for row in (*of_gap(texts, trees), *of_news(args.news, trees[0])):
            lines.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
