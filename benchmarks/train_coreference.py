"""Train the pronoun scorer, measure it, and write it to data/models/coreference.

    pip install -r requirements.txt -r benchmarks/requirements-train.txt
    python benchmarks/train_coreference.py DEV.tsv NEWS.jsonl [--check VALIDATION.tsv] [--to FOLDER]

DEV.tsv is in GAP's format (benchmarks/pronoun_scorer.py), NEWS.jsonl in that of
benchmarks/actors.py with pronouns. Every figure except the check's is for texts that the trees had
not seen: five folds. Training is done twice, since the candidates for a pronoun depend on the
pronouns resolved before it: first without them, then with the first trees' results for texts that
are new to them. The confidence is a logistic regression on the second trees' answers, in folds of
its own. GAP's texts were chosen for being ambiguous; one more number, the offset, says how much
surer the same answers are in news.
"""

import argparse
import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import actor_scorer
import actors
import numpy as np
from scipy.optimize import brentq
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from helpers.annotation.coreference.context import GENDERS, Context
from helpers.annotation.coreference.descriptions import find_descriptions
from helpers.annotation.coreference.features import FEATURES
from helpers.annotation.coreference.scorer import MODEL, calibration_row
from helpers.annotation.coreference.third_person import ThirdPerson
from helpers.annotation.mentions import read_mentions
from helpers.annotation.pipeline import load_pipeline

FOLDS = 5
SETTINGS = {
    "n_estimators": 300, "max_depth": 4, "learning_rate": 0.05, "subsample": 0.6,
    "min_samples_leaf": 15, "max_features": 0.3,
}  # fmt: skip
# A wrong person costs as much as five open pronouns, so guessing pays from four in five correct.
THRESHOLD = 0.75
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
LATER = ("references", "statements", "events", "sentence_sentiment", "actor_sentiment")


class Item(NamedTuple):
    """A pronoun of GAP with its candidates.

    `right` are the chains that it means and `wrong` those that it is known not to mean; if it means
    neither A nor B, nothing is known about the others.
    """

    chains: Sequence[str]
    features: np.ndarray
    right: frozenset[str]
    wrong: frozenset[str]
    feminine: bool


class Trees:
    """The interface that `ThirdPerson` needs, for trees in training; nothing below 0.5 is kept."""

    threshold = 0.5

    def __init__(self, trees: GradientBoostingClassifier):
        self.trees = trees

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """Return the probability of each candidate."""
        return self.trees.predict_proba(features)[:, 1]

    def confidence(self, probabilities: Sequence[float]) -> float:
        """Return the best candidate's probability."""
        return max(probabilities)


def read(path: Path) -> list[dict]:
    """Return the rows of a file of GAP."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def annotated(rows: list[dict]) -> list[Doc]:
    """Return the texts with their actors, without references."""
    nlp = load_pipeline()
    with nlp.select_pipes(disable=[name for name in LATER if name in nlp.pipe_names]):
        return list(nlp.pipe(row["Text"] for row in rows))


def item_of(row: dict, doc: Doc, trees: Trees | None) -> Item:
    """Resolve a text in order, and return GAP's pronoun as it is seen at that point."""
    context = Context(doc)
    find_descriptions(context)
    begin = int(row["Pronoun-offset"])
    asked = doc.char_span(begin, begin + len(row["Pronoun"]), alignment_mode="expand")[0].i
    seen: dict[int, tuple[Sequence[str], np.ndarray]] = {}
    watch = lambda token, chains, features: seen.update({token.i: (chains, features)})  # noqa: E731
    ThirdPerson(context, trees, watch).resolve()
    chains, features = seen.get(asked, ((), np.zeros((0, len(FEATURES)), np.float32)))
    named = {name: named_at(doc, row, name) for name in "AB"}
    true = {name for name in "AB" if row[f"{name}-coref"].upper() == "TRUE"}
    right = frozenset().union(*(named[name] for name in true))
    wrong = frozenset().union(*(named[name] for name in set("AB") - true)) - right
    feminine = GENDERS[row["Pronoun"].lower()] == "Fem"
    # A pronoun without a candidate still counts as missed.
    return Item(
        chains, features, right or frozenset({"nobody found"} if true else ()), wrong, feminine
    )


def named_at(doc: Doc, row: dict, name: str) -> frozenset[str]:
    """Return the actors of the mentions at a name of GAP's."""
    start = int(row[f"{name}-offset"])
    end = start + len(row[name])
    return frozenset(
        m.actor_id
        for m in read_mentions(doc)
        if m.span.start_char < end and m.span.end_char > start
    )


def items_of(rows: list[dict], docs: list[Doc], trees: Sequence[Trees | None]) -> list[Item]:
    """Return the items of the texts; each fold's pronouns are resolved by trees new to it."""
    return [
        item_of(row, doc, trees[n % len(trees)])
        for n, (row, doc) in enumerate(zip(rows, docs, strict=True))
    ]


def table(items: Iterable[Item]) -> tuple[np.ndarray, np.ndarray]:
    """Return the features of pairs whose label is known, and the labels."""
    pairs = [
        (features, chain in item.right)
        for item in items
        for chain, features in zip(item.chains, item.features, strict=True)
        if item.right or chain in item.wrong
    ]
    return np.array([f for f, _ in pairs]), np.array([label for _, label in pairs])


def fitted(items: Iterable[Item], seed: int = 0) -> Trees:
    """Return trees that learned from items."""
    features, labels = table(items)
    trees = GradientBoostingClassifier(random_state=seed, **SETTINGS)
    return Trees(trees.fit(features, labels))


def by_folds(items: list[Item]) -> list[Trees]:
    """Return trees for each fold that learned from the others."""
    return [
        fitted(item for n, item in enumerate(items) if n % FOLDS != fold) for fold in range(FOLDS)
    ]


def answers(items: list[Item], trees: Sequence[Trees]) -> list[np.ndarray]:
    """Return the probabilities of each item's candidates."""
    return [
        trees[n % len(trees)].probabilities(item.features) if len(item.chains) else np.zeros(0)
        for n, item in enumerate(items)
    ]


def outcome(item: Item, probabilities: np.ndarray) -> int | None:
    """Return 1 if the best candidate is meant, 0 if another is, None if GAP doesn't say."""
    best = item.chains[int(np.argmax(probabilities))]
    if best in item.right:
        return 1
    return 0 if item.right or best in item.wrong else None


def calibrated(items: list[Item], said: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights of the confidence, and each item's confidence by weights new to it."""
    rows, right, at = [], [], []
    for n, (item, probabilities) in enumerate(zip(items, said, strict=True)):
        if len(item.chains) and (result := outcome(item, probabilities)) is not None:
            rows.append(calibration_row(probabilities))
            right.append(result)
            at.append(n)
    rows, right, at = np.array(rows), np.array(right), np.array(at)

    def regression(chosen):
        return LogisticRegression(fit_intercept=False, C=10.0).fit(rows[chosen], right[chosen])

    confidence = np.zeros(len(items))
    for fold in range(FOLDS):
        inside = at % FOLDS == fold
        weights = regression(~inside).coef_[0]
        for n, (item, probabilities) in enumerate(zip(items, said, strict=True)):
            if n % FOLDS == fold and len(item.chains):
                confidence[n] = 1 / (1 + np.exp(-weights @ calibration_row(probabilities)))
    return regression(np.ones(len(at), bool)).coef_[0], confidence


def measured(
    items: list[Item], said: list[np.ndarray], confidence: np.ndarray, threshold: float
) -> dict[str, float]:
    """Return F1 of all, masculine and feminine, and the shares wrong and open at a threshold."""
    counts = {True: np.zeros(3), False: np.zeros(3)}
    for item, probabilities, sure in zip(items, said, confidence, strict=True):
        given = len(item.chains) and sure >= threshold
        best = item.chains[int(np.argmax(probabilities))] if given else None
        hit = best in item.right
        counts[item.feminine] += hit, best in item.wrong, bool(item.right) and not hit
    result = {"feminine": counts[True], "masculine": counts[False]}
    result = {"f1": counts[True] + counts[False], **result}
    right, wrong, _ = result["f1"]
    scores = {name: 2 * r / (2 * r + w + missed) for name, (r, w, missed) in result.items()}
    scores["bias"] = scores["feminine"] / scores["masculine"]
    scores["wrong"] = wrong / (right + wrong)
    scores["open"] = 1 - (right + wrong) / len(items)
    return {name: round(float(value), 3) for name, value in scores.items()}


def news_answers(path: Path, trees: Trees) -> list[tuple[np.ndarray, bool]]:
    """Return, for each pronoun in the news gold, the probabilities and whether the best is right.

    A candidate is right if the gold's mention belongs to the actor that it was matched with.
    """
    found: list[tuple[np.ndarray, bool]] = []
    gold = actor_scorer.read_jsonl(path)
    for document, doc in zip(gold, annotated([{"Text": g["text"]} for g in gold]), strict=True):
        named = {"doc_id": document["doc_id"], "mentions": actors.mentions(doc, actors.NAMED)}
        kinds = tuple(set(actors.KINDS.values()))
        _, info = actor_scorer.score_document(document, named, kinds, "overlap")
        gold_of = {ours: theirs for theirs, ours in info["match"]}
        meant = {m["start"]: m["actor"] for m in document["mentions"]}

        def watch(token, chains, features, gold_of=gold_of, meant=meant):
            if token.idx in meant:
                said = trees.probabilities(features)
                best = gold_of.get(chains[int(np.argmax(said))])
                found.append((said, best == meant[token.idx]))

        context = Context(doc)
        find_descriptions(context)
        ThirdPerson(context, trees, watch).resolve()
    return found


def offset_of(news: list[tuple[np.ndarray, bool]], weights: np.ndarray) -> float:
    """Return the offset of the confidence's logit that makes it right on average in news."""
    logits = np.array([weights @ calibration_row(said) for said, _ in news])
    right = np.mean([result for _, result in news])
    gap = lambda offset: float(np.mean(1 / (1 + np.exp(-logits - offset))) - right)  # noqa: E731
    return brentq(gap, -5, 5)


def news_reliability(news: list[tuple[np.ndarray, bool]], weights: np.ndarray) -> list[dict]:
    """Return the table of `reliability` for news."""
    sure = [1 / (1 + np.exp(-weights @ calibration_row(said))) for said, _ in news]
    return binned(list(zip(sure, [result for _, result in news], strict=True)))


def reliability(items: list[Item], said: list[np.ndarray], confidence: np.ndarray) -> list[dict]:
    """Return the number of pronouns and the share of correct ones in each range of confidence."""
    known = [
        (sure, result)
        for item, probabilities, sure in zip(items, said, confidence, strict=True)
        if len(item.chains) and (result := outcome(item, probabilities)) is not None
    ]
    return binned(known)


def binned(known: list[tuple[float, float]]) -> list[dict]:
    """Return confidences and results by ranges of confidence."""
    rows = []
    for low, high in zip((0.0, *BINS[:-1]), BINS, strict=True):
        inside = [(s, r) for s, r in known if low <= s < high or s == high == 1.0]
        if inside:
            mean, right = np.mean(inside, axis=0).round(3).tolist()
            rows.append(
                {"from": low, "to": high, "n": len(inside), "confidence": mean, "right": right}
            )
    return rows


def exported(trees: GradientBoostingClassifier, weights: np.ndarray, threshold: float) -> dict:
    """Return the model as `Scorer` reads it."""
    prior = trees.init_.class_prior_[1]
    return {
        "features": FEATURES,
        "threshold": threshold,
        "confidence": [round(float(weight), 5) for weight in weights],
        "start": float(np.log(prior / (1 - prior))),
        "rate": trees.learning_rate,
        "depth": trees.max_depth,
        "trees": [_tree(estimator.tree_) for estimator in trees.estimators_[:, 0]],
    }


def _tree(tree) -> dict:
    leaf = tree.children_left < 0
    itself = np.arange(tree.node_count)
    return {
        "feature": np.where(leaf, 0, tree.feature).tolist(),
        "threshold": [round(float(cut), 6) for cut in np.where(leaf, 0.0, tree.threshold)],
        "left": np.where(leaf, itself, tree.children_left).tolist(),
        "right": np.where(leaf, itself, tree.children_right).tolist(),
        "value": [round(float(value), 5) for value in tree.value[:, 0, 0]],
    }


def main() -> None:
    """Train, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dev", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--check", type=Path, help="texts that nothing is learned from")
    parser.add_argument("--to", type=Path, default=MODEL.parent)
    args = parser.parse_args()
    rows = read(args.dev)
    docs = annotated(rows)
    train(rows, docs, args.news, args.to, args.check)


def train(
    rows: list[dict], docs: list[Doc], news: Path, to: Path, check: Path | None = None
) -> None:
    """Train, measure and write, given the annotated texts."""
    first = by_folds(items_of(rows, docs, [None]))
    items = items_of(rows, docs, first)
    said = answers(items, by_folds(items))
    weights, confidence = calibrated(items, said)
    shipped = fitted(items)
    in_news = news_answers(news, shipped)
    offset = offset_of(in_news, weights)
    weights[0] += offset
    surer = 1 / (1 + np.exp(-np.log(confidence / (1 - confidence)) - offset))
    for cut in (0.0, 0.5, 0.6, 0.7, 0.75, THRESHOLD, 0.85, 0.9):
        print(f"confidence {cut:.2f}: {measured(items, said, surer, cut)}", flush=True)
    print("GAP, without the offset", *reliability(items, said, confidence), sep="\n")
    print(f"news, with the offset {offset:.2f}", *news_reliability(in_news, weights), sep="\n")
    to.mkdir(parents=True, exist_ok=True)
    model = json.dumps(exported(shipped.trees, weights, THRESHOLD), separators=(",", ":"))
    (to / "model.json").write_text(model, encoding="utf-8")
    if check:
        checked = read(check)
        new = items_of(checked, annotated(checked), [shipped])
        sure = answers(new, [shipped])
        chance = np.array(
            [1 / (1 + np.exp(-weights @ calibration_row(p))) if len(p) else 0.0 for p in sure]
        )
        print("check", measured(new, sure, chance, THRESHOLD))


if __name__ == "__main__":
    main()
