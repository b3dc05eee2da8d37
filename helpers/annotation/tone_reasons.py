"""Which words of a sentence decided the tone towards a mention in it.

Each phrase of the sentence is hidden from the model in turn; the deciding ones are those without
which it is much less certain (occlusion: Zeiler and Fergus 2014).
"""

import math
from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from spacy.tokens import Doc, Span, Token

from helpers.annotation.grammar import VERBS
from helpers.annotation.sentences import sentence_ids
from helpers.annotation.tone_model import POLARITIES, Target, tone_model

# Hiding a deciding phrase at least halves the odds of the tone (its log-odds fall by this much)
# and reaches at least this share of the largest fall for any phrase.
LEAST = math.log(2)
OF_THE_MOST = 0.5
AT_MOST = 3
BEST = 4  # phrases of which pairs are tried
LONGEST = 6  # words below a word that still belong to its phrase
HIDDEN = "[MASK]"  # replaces words that the model should not see
HEADS = frozenset("VERB AUX NOUN PROPN ADJ ADV".split())
# Words that belong to their head, "do not trust"; for some, with everything that depends on them.
WITH_ALL = frozenset("amod compound nummod poss quantmod advmod".split())
WITH_ITS_HEAD = WITH_ALL | frozenset("aux auxpass neg det".split())


Hidden = tuple[Span, ...]


def reasons(doc: Doc, mention_ids: Iterable[str]) -> dict[str, list[Span]]:
    """Return the phrases that decided the tone towards each mention, as written in the text.

    A mention is identified by its `id_` in `doc.spans["mentions"]`. If no single phrase decided,
    two that did together are given. The list is empty if there are none, or if the mention was not
    judged.
    """
    found: dict[str, list[Span]] = {id_: [] for id_ in mention_ids}
    polarity = doc.spans["mentions"].attrs.get("polarity", {})
    sentence_of, sentences = sentence_ids(doc), doc.spans["sentences"]
    named = {token.i for mention in doc.spans["mentions"] for token in mention}
    for mention in doc.spans["mentions"]:
        if mention.id_ in found and mention.id_ in polarity:
            place = mention, sentences[sentence_of[mention.start]], polarity[mention.id_]
            decided = chain.from_iterable(_decided(_phrases(place[1], named), *place))
            found[mention.id_] = sorted(decided, key=lambda span: span.start)
    return found


def _decided(
    phrases: Iterable[Span], mention: Span, sentence: Span, probabilities: list[float]
) -> list[Hidden]:
    """The phrases that decided the tone towards a mention, one by one, or else the two that did."""
    place = mention, sentence, probabilities
    alone = _falls([(phrase,) for phrase in phrases], *place)
    least = max([LEAST, *(OF_THE_MOST * fall for fall, _ in alone[:1])])
    single = [hidden for fall, hidden in alone[:AT_MOST] if fall >= least]
    if single:
        return single
    best = [hidden[0] for _, hidden in alone[:BEST]]
    pairs = _falls([*combinations(best, 2)], *place)
    return [hidden for fall, hidden in pairs[:1] if fall >= LEAST]


def _falls(
    tried: list[Hidden], mention: Span, sentence: Span, probabilities: list[float]
) -> list[tuple[float, Hidden]]:
    """How far the log-odds of the mention's tone fall without the phrases, farthest first."""
    if not tried:
        return []
    tone = max(range(len(POLARITIES)), key=probabilities.__getitem__)
    judged = tone_model().predict_proba([_without(h, mention, sentence) for h in [(), *tried]])
    whole, *rest = (_log_odds(row[tone]) for row in judged)
    falls = [(whole - one, hidden) for one, hidden in zip(rest, tried, strict=True)]
    return sorted(falls, key=lambda fall: -fall[0])


def _log_odds(probability: float) -> float:
    return math.log(probability / max(1 - probability, 1e-6))


def _phrases(sentence: Span, named: set[int]) -> Iterator[Span]:
    """Verbs, nouns and adjectives with the words that belong to them, without any mention."""
    for token in sentence:
        if token.pos_ not in HEADS or token.i in named or _belongs(token):
            continue
        own = {token.i}
        for child in filter(_belongs, token.children):
            below = {word.i for word in child.subtree} if child.dep_ in WITH_ALL else {child.i}
            own |= below if len(below) <= LONGEST else {child.i}
        own -= named
        # Commas and conjunctions between them belong to the phrase: "a corrupt, ruthless liar".
        joints = {word.i for word in sentence if word.is_punct or word.dep_ == "cc"}
        start = min(_run(token.i, -1, own, joints))
        end = max(_run(token.i, 1, own, joints))
        while sentence.doc[start].dep_ == "case":  # the name before it is a mention
            start += 1
        yield sentence.doc[start : end + 1]


def _run(i: int, step: int, own: set[int], joints: set[int]) -> set[int]:
    """The numbers in `own` from `i` on, up to the first that is in neither `own` nor `joints`."""
    run = {i}
    while i in own or i in joints:
        run |= {i} & own
        i += step
    return run


def _belongs(token: Token) -> bool:
    if token.dep_ in {"prt", "prep", "agent"}:
        return token.i == token.head.i + 1 and token.head.pos_ in VERBS
    if token.dep_ == "conj":
        return token.head.dep_ in WITH_ALL
    return token.dep_ in WITH_ITS_HEAD


def _without(hidden: Hidden, mention: Span, sentence: Span) -> Target:
    """The mention in its sentence, in which the words of the phrases are hidden."""
    start, text = mention.start_char - sentence.start_char, sentence.text
    end = min(start + len(mention.text), len(text))
    for phrase in sorted(hidden, key=lambda span: -span.start):
        left, masks = phrase.start_char - sentence.start_char, " ".join([HIDDEN] * len(phrase))
        if left < start:
            start, end = (at + len(masks) - len(phrase.text) for at in (start, end))
        text = text[:left] + masks + text[left + len(phrase.text) :]
    return text, start, end
