"""Write variants of the training sentences of the tone model, for a teacher to judge.

    python benchmarks/tone_variants.py TARGETS.jsonl VARIANTS.jsonl [--n 16000] [--texts GAP.tsv …]

TARGETS.jsonl comes from tone_targets.py. In a variant some words have made way for near ones of the
same form, by the vectors of the pipeline (TinyBERT's augmentation: Jiao et al., Findings of EMNLP
2020), people have changed places or names, and some variants are joined with another sentence of
their article. Variants have no label: another word may tell another tone. With --texts there are
also the sentences about people in paragraphs of GAP (Webster et al., TACL 2018), as they are.
Written are rows with `id`, `near` (of a variant), `text`, `start` and `end`. It runs in the
project's own environment.
"""

import argparse
import csv
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from tone_targets import further

from helpers.annotation.pipeline import load_pipeline

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
NEAR = 12  # words that may take the place of one
REPLACED = 0.4  # share of the content words
NAMES = 0.6  # share of the sentences in which people change
JOINED = 0.12
AT_MOST = 300  # characters of sentences that are joined
JOINTS = ("; meanwhile, ", ", but ", ", while ", ", and ", "; by contrast, ", ", although ")


class Targets(NamedTuple):
    """A sentence, the id of the row that it was made of if any, and rows with `start` and `end`."""

    near: str | None
    text: str
    rows: list[dict]


class Words:
    """The content words of the sentences, and for each the nearest of the same form."""

    def __init__(self, docs: list[Doc]):
        counts: dict[str, Counter] = defaultdict(Counter)
        for token in (token for doc in docs for token in doc if replaceable(token)):
            counts[token.tag_][token.lower_] += 1
        vectors = docs[0].vocab.get_vector
        self._near: dict[tuple[str, str], list[str]] = {}
        for tag, words in counts.items():
            known = [word for word, count in words.items() if count > 1] or ["-"]
            table = np.stack([vectors(word) for word in known])
            table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-6
            for word, likeness in zip(known, table @ table.T, strict=True):
                nearest = np.argsort(-likeness)[1 : NEAR + 1]
                self._near[tag, word] = [known[at] for at in nearest if likeness[at] > 0.3]

    def instead(self, token: Token) -> str | None:
        """Return a word for the place of a token, if there is one."""
        near = self._near.get((token.tag_, token.lower_))
        return random.choice(near) if near and replaceable(token) else None  # noqa: S311


def replaceable(token: Token) -> bool:
    """Say whether a token is a content word outside a name."""
    return token.pos_ in CONTENT and not token.ent_type_ and token.is_alpha and not token.is_stop


def people(doc: Doc | Span) -> list[tuple[str, ...]]:
    """Return the names of people in a sentence, as words; of a name and a part of it the longer."""
    names = {tuple(token.text for token in ent if token.is_alpha) for ent in doc.ents
             if ent.label_ == "PERSON"}  # fmt: skip
    return sorted(
        name for name in names if name and not any(set(name) < set(other) for other in names)
    )


def renamed(doc: Doc, others: list[tuple[str, ...]]) -> dict[str, str]:
    """Return other words for those of people's names: each other's, or those of other people."""
    own = people(doc)
    new = own[1:] + own[:1] if random.random() < 0.5 else random.choices(others, k=len(own))  # noqa: S311
    result: dict[str, str] = {}
    for old, name in zip(own, new, strict=True):
        # The last words go together: a person is often called by the surname.
        result |= dict(zip(reversed(old), reversed(name), strict=False))
    return result


def variant(doc: Doc, rows: list[dict], words: Words, others: list) -> tuple[str, list[dict]]:
    """Return a variant of a sentence, and its targets there."""
    names = renamed(doc, others) if random.random() < NAMES else {}  # noqa: S311
    text, starts, ends = "", {}, {}
    for token in doc:
        new = names.get(token.text) if token.ent_type_ else None
        if new is None and random.random() < REPLACED:  # noqa: S311
            new = words.instead(token)
        starts[token.idx] = len(text)
        text += new or token.text
        ends[token.idx + len(token)] = len(text)
        text += token.whitespace_
    places = [(starts.get(row["start"]), ends.get(row["end"])) for row in rows]
    return text, [{"start": a, "end": b} for a, b in places if None not in {a, b}]


def joined(one: tuple[str, list[dict]], other: tuple[str, list[dict]]) -> tuple[str, list[dict]]:
    """Return two sentences as one, with the targets of both."""
    text = one[0].rstrip(" .") + random.choice(JOINTS)  # noqa: S311
    first = [row for row in one[1] if row["end"] <= len(text)]
    moved = [{key: at + len(text) for key, at in row.items()} for row in other[1]]
    return text + other[0], first + moved


def variants(nlp: Language, of_text: list[list[dict]], number: int) -> Iterator[Targets]:
    """Yield variants of sentences, each with the targets that its rows name."""
    with nlp.select_pipes(enable=["tok2vec", "tagger", "attribute_ruler", "ner"]):
        docs = list(nlp.pipe(rows[0]["text"] for rows in of_text))
    words, others = Words(docs), sorted({name for doc in docs for name in people(doc)})
    sentences = list(zip(docs, of_text, strict=True))
    of_article = defaultdict(list)
    for sentence in sentences:
        of_article[article(sentence[1][0])].append(sentence)
    for at in range(number):
        # Each sentence has its turn before one comes again.
        if at % len(sentences) == 0:
            random.shuffle(sentences)
        doc, rows = sentences[at % len(sentences)]
        made = variant(doc, rows, words, others)
        other = random.choice(of_article[article(rows[0])])  # noqa: S311
        short = other[0] is not doc and len(doc.text) + len(other[0].text) <= AT_MOST
        if short and random.random() < JOINED:  # noqa: S311
            made = joined(made, variant(*other, words, others))
        yield Targets(rows[0].get("near", rows[0]["id"]), *made)


def article(row: dict) -> str:
    """Return the start of a row's id, which is the article's."""
    return "_".join(row.get("near", row["id"]).split("_")[:3])


def of_texts(nlp: Language, paths: list[Path]) -> Iterator[Targets]:
    """Yield the sentences about people in GAP's paragraphs, with their names and pronouns."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            texts = [row["Text"] for row in csv.DictReader(lines, delimiter="\t")]
        with nlp.select_pipes(enable=["tok2vec", "parser", "ner"]):
            for doc in nlp.pipe(texts):
                for sentence in doc.sents:
                    if len(sentence.text) <= AT_MOST and people(sentence):
                        alone = sentence.as_doc()
                        yield Targets(None, alone.text, further(alone, [], ""))


def main() -> None:
    """Read the rows, write variants."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", type=Path)
    parser.add_argument("variants", type=Path)
    parser.add_argument("--n", type=int, default=16000, help="variants")
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    random.seed(1)
    rows = map(json.loads, options.targets.read_text(encoding="utf-8").splitlines())
    of_text = [list(group) for _, group in groupby(rows, key=lambda row: row["text"])]
    nlp = load_pipeline()
    made = chain(of_texts(nlp, options.texts), variants(nlp, of_text, options.n))
    with options.variants.open("w", encoding="utf-8") as lines:
        for number, (near, text, targets) in enumerate(made):
            for place, row in enumerate(targets):
                source = {"near": near} if near else {}
                own = {"id": f"variant {number} {place}", **source, "text": text}
                own |= {"start": row["start"], "end": row["end"]}
                lines.write(json.dumps(own) + "\n")


if __name__ == "__main__":
    main()
