"""Which words of a sentence decided the tone towards a mention in it.

Each phrase of the sentence is hidden from the model in turn; the deciding ones are those without
which it is much less certain (occlusion: Zeiler and Fergus 2014).
"""

import math
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from helpers.annotation.grammar import VERBS
from helpers.annotation.sentences import sentence_ids
from helpers.annotation.tone_model import POLARITIES, Target, tone_model

# Hiding a deciding phrase at least halves the odds of the tone (its log-odds fall by this much)
# and reaches at least this share of the largest fall for any phrase.
LEAST = math.log(2)
OF_THE_MOST = 0.5
AT_MOST = 3
LONGEST = 6  # words below a word that still belong to its phrase
HIDDEN = "[MASK]"  # replaces words that the model should not see
HEADS = frozenset("VERB AUX NOUN PROPN ADJ ADV".split())
# Words that belong to their head, "do not trust"; for some, with everything that depends on them.
WITH_ALL = frozenset("amod compound nummod poss quantmod advmod".split())
WITH_ITS_HEAD = WITH_ALL | frozenset("aux auxpass neg det".split())


def reasons(doc: Doc, mention_ids: Iterable[str]) -> dict[str, list[Span]]:
    """Return the phrases that decided the tone towards each mention, as written in the text.

    A mention is identified by its `id_` in `doc.spans["mentions"]`. Its list is empty if no single
    phrase decided, or if the mention was not judged.
    """
    mention_ids = list(mention_ids)
    mentions = {span.id_: span for span in doc.spans["mentions"]}
    polarity = doc.spans["mentions"].attrs.get("polarity", {})
    sentence_of, sentences = sentence_ids(doc), doc.spans["sentences"]
    named = {token.i for mention in mentions.values() for token in mention}
    found: dict[str, list[Span]] = {id_: [] for id_ in mention_ids}
    asked: list[tuple[str, Span | None, Target]] = []
    for id_ in mention_ids:
        if id_ in polarity:
            mention = mentions[id_]
            sentence = sentences[sentence_of[mention.start]]
            asked += [
                (id_, phrase, _without(phrase, mention, sentence))
                for phrase in [None, *_phrases(sentence, named)]
            ]
    if not asked:
        return found
    judged = tone_model().predict_proba([target for _, _, target in asked])
    whole, falls = {}, {}
    for (id_, phrase, _), row in zip(asked, judged, strict=True):
        tone = max(range(len(POLARITIES)), key=polarity[id_].__getitem__)
        if phrase is None:
            whole[id_] = _log_odds(row[tone])
        else:
            fall = whole[id_] - _log_odds(row[tone])
            falls.setdefault(id_, []).append((fall, phrase.start, phrase))
    for id_, of_phrases in falls.items():
        most = max(fall for fall, _, _ in of_phrases)
        least = max(LEAST, OF_THE_MOST * most)
        kept = sorted((one for one in of_phrases if one[0] >= least), reverse=True)[:AT_MOST]
        found[id_] = sorted((phrase for _, _, phrase in kept), key=lambda span: span.start)
    return found


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


def _without(phrase: Span | None, mention: Span, sentence: Span) -> Target:
    """The mention in its sentence, in which the words of a phrase are hidden."""
    start, text = mention.start_char - sentence.start_char, sentence.text
    end = min(start + len(mention.text), len(text))
    if phrase is None:
        return text, start, end
    left = phrase.start_char - sentence.start_char
    hidden = " ".join([HIDDEN] * len(phrase))
    changed = text[:left] + hidden + text[left + len(phrase.text) :]
    moved = len(changed) - len(text) if left < start else 0
    return changed, start + moved, end + moved
