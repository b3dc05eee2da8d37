"""Train the scorer of references, measure it, and write it to data/models/coreference.

    pip install -r requirements.txt -r benchmarks/requirements-train.txt
    python benchmarks/train_coreference.py DEV.tsv NEWS.jsonl [--check VALIDATION.tsv] [--to FOLDER]

DEV.tsv has GAP's form (benchmarks/pronoun_scorer.py), NEWS.jsonl that of benchmarks/actors.py with
pronouns. Each text is used twice, the second time with A or B as somebody without a name
(reference_texts.py). Every figure but the check's is for texts that the trees had not seen: five
folds. Training is done twice, since a pronoun's candidates include the pronouns that were resolved
before it: first without these, then with what the first trees say about texts that are new to them.
The confidence is a logistic regression on the second trees' answers, in folds of its own. GAP's
texts were chosen for being ambiguous; one more number, the offset, says how much surer the same
answers are in news.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import actor_scorer
import actors
import numpy as np
from reference_texts import annotated, chains_at, place_of, read, without_a_name
from scipy.optimize import brentq
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc, Token

from helpers.annotation.coreference.candidates import UNNAMED
from helpers.annotation.coreference.context import GENDERS, Context
from helpers.annotation.coreference.descriptions import find_descriptions
from helpers.annotation.coreference.features import FEATURES
from helpers.annotation.coreference.reading import Reading
from helpers.annotation.coreference.scorer import MODEL, calibration_row
from helpers.annotation.coreference.third_person import ThirdPerson
from helpers.annotation.reference_encoder import Encoder

FOLDS = 5
COPIES = 2  # a text as it is, and with one of the two unnamed
SETTINGS = {
    "n_estimators": 300, "max_depth": 4, "learning_rate": 0.05, "subsample": 0.6,
    "min_samples_leaf": 15, "max_features": 0.3,
}  # fmt: skip
# A wrong person costs as much as five open pronouns: of those given, about five in six are right
# even in GAP's texts. The figures printed here leave out the rules of third_person.py.
THRESHOLD = 0.7
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Item(NamedTuple):
    """A pronoun of GAP with its candidates.

    `right` are the chains that it means and `wrong` those that it is known not to mean; if it means
    neither A nor B, nothing is known about the others. `read` is what the network says, if asked.
    """

    chains: Sequence[str]
    features: np.ndarray
    right: frozenset[str]
    wrong: frozenset[str]
    feminine: bool
    read: np.ndarray | None = None


class Trees:
    """The interface that `ThirdPerson` needs, for trees in training; nothing below 0.5 is kept."""

    threshold = 0.5

    def __init__(self, trees: GradientBoostingClassifier):
        self.trees = trees

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """Return the probability of each candidate."""
        return self.trees.predict_proba(features)[:, 1]

    def confidence(self, probabilities: Sequence[float], joined: bool = False) -> float:
        """Return the best candidate's probability."""
        return max(probabilities)


def item_of(row: dict, doc: Doc, trees: Trees | None, encoder: Encoder | None = None) -> Item:
    """Resolve a text in order, and return the pronoun that GAP asks for as it is seen then."""
    context = Context(doc)
    find_descriptions(context)
    asked = doc.char_span(*place_of(row, "Pronoun"), alignment_mode="expand")[0].i
    reading = Reading(doc, context.sentence_of, encoder) if encoder else None
    seen: dict[int, tuple[Sequence[str], np.ndarray, np.ndarray | None]] = {}

    def watch(token: Token, chains: Sequence[str], features: np.ndarray) -> None:
        spans = [[(m.start, m.end) for m in resolver.reader.chains[chain]] for chain in chains]
        read = reading.log_probabilities(token, spans) if reading and token.i == asked else None
        seen[token.i] = chains, features, read

    resolver = ThirdPerson(context, trees, watch)
    resolver.resolve()
    chains, features, read = seen.get(asked, ((), np.zeros((0, len(FEATURES)), np.float32), None))
    named = {name: chains_at(context, row, name) for name in "AB"}
    true = {name for name in "AB" if row[f"{name}-coref"].upper() == "TRUE"}
    right = frozenset().union(*(named[name] for name in true))
    wrong = frozenset().union(*(named[name] for name in set("AB") - true)) - right
    feminine = GENDERS[row["Pronoun"].lower()] == "Fem"
    right = right or frozenset({"nobody found"} if true else ())  # counted as missed
    return Item(chains, features, right, wrong, feminine, read)


def fold_of(n: int, folds: int) -> int:
    """Return the fold of a text; its copy, which follows it, is in the same."""
    return n // COPIES % folds


def items_of(rows: list[dict], docs: list[Doc], trees: Sequence[Trees | None]) -> list[Item]:
    """Return the items of the texts; the pronouns of each fold are resolved by trees new to it."""
    return [
        item_of(row, doc, trees[fold_of(n, len(trees))])
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
        fitted(item for n, item in enumerate(items) if fold_of(n, FOLDS) != fold)
        for fold in range(FOLDS)
    ]


def answers(items: list[Item], trees: Sequence[Trees]) -> list[np.ndarray]:
    """Return the probabilities of each item's candidates."""
    return [judged(item, trees[fold_of(n, len(trees))]) for n, item in enumerate(items)]


def judged(item: Item, trees: Trees) -> np.ndarray:
    """Return the probabilities of an item's candidates."""
    return trees.probabilities(item.features) if len(item.chains) else np.zeros(0)


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
        inside = fold_of(at, FOLDS) == fold
        weights = regression(~inside).coef_[0]
        for n, (item, probabilities) in enumerate(zip(items, said, strict=True)):
            if fold_of(n, FOLDS) == fold and len(item.chains):
                confidence[n] = 1 / (1 + np.exp(-weights @ calibration_row(probabilities)))
    return regression(np.ones(len(at), bool)).coef_[0], confidence


def measured(
    items: list[Item], said: list[np.ndarray], confidence: np.ndarray, threshold: float
) -> dict[str, float]:
    """Return F1 of all, masculine and feminine, and the shares wrong and open at a threshold."""
    counts = {True: np.zeros(3), False: np.zeros(3)}
    for item, probabilities, sure in zip(items, said, confidence, strict=True):
        best = item.chains[int(np.argmax(probabilities))] if len(item.chains) else ""
        best = best if sure >= threshold and not best.startswith(UNNAMED) else None
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
                best = chains[int(np.argmax(said))]
                actor = meant[token.idx]
                nobody = best.startswith(UNNAMED) and actor not in gold_of.values()
                found.append((said, nobody or gold_of.get(best) == actor))

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
    copies = without_a_name(rows, docs)
    pairs = zip(rows, copies, docs, annotated(copies), strict=True)
    both = [pair for row, copy, doc, other in pairs for pair in ((row, doc), (copy, other))]
    train([row for row, _ in both], [doc for _, doc in both], args.news, args.to, args.check)


def train(
    rows: list[dict], docs: list[Doc], news: Path, to: Path, check: Path | None = None
) -> None:
    """Train, measure and write, given the annotated texts, each with its copy after it."""
    first = by_folds(items_of(rows, docs, [None]))
    items = items_of(rows, docs, first)
    said = answers(items, by_folds(items))
    weights, confidence = calibrated(items, said)
    shipped = fitted(items)
    in_news = news_answers(news, shipped)
    offset = offset_of(in_news, weights)
    weights[0] += offset
    surer = 1 / (1 + np.exp(-np.log(confidence / (1 - confidence)) - offset))
    for kind, part in (("as it is", slice(0, None, COPIES)), ("unnamed", slice(1, None, COPIES))):
        for cut in (0.0, 0.5, 0.6, 0.65, THRESHOLD, 0.75, 0.8):
            figures = measured(items[part], said[part], surer[part], cut)
            print(f"{kind}, confidence {cut:.2f}: {figures}", flush=True)
    print("GAP, without the offset", *reliability(items, said, confidence), sep="\n")
    print(f"news, with the offset {offset:.2f}", *news_reliability(in_news, weights), sep="\n")
    to.mkdir(parents=True, exist_ok=True)
    model = json.dumps(exported(shipped.trees, weights, THRESHOLD), separators=(",", ":"))
    (to / "model.json").write_text(model, encoding="utf-8")
    if check:
        checked = read(check)
        pairs = zip(checked, annotated(checked), strict=True)
        new = [item_of(row, doc, shipped) for row, doc in pairs]
        sure = [judged(item, shipped) for item in new]
        chance = np.array(
            [1 / (1 + np.exp(-weights @ calibration_row(p))) if len(p) else 0.0 for p in sure]
        )
        print("check", measured(new, sure, chance, THRESHOLD))


if __name__ == "__main__":
    main()
