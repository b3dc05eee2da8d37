"""Whether an act happens, and when: negation, modality and time of a verb or noun."""

from typing import NamedTuple

from spacy.tokens import Token

from helpers.annotation.events.governors import governing_verb, governor_of
from helpers.annotation.events.time_expressions import time_of
from helpers.annotation.events.verb_forms import is_yes_no_question
from helpers.annotation.grammar import VERBS, has_to
from helpers.annotation.lexicons.acts import frames, lemma_of, words
from helpers.annotation.parse_doubts import continues_speech, far_clause

# If several words give a modality, the one further right wins.
MODALITIES = ("asserted", "future", "hypothetical", "denied")
FUTURE = frozenset("will shall 'll ’ll wo".split())
HYPOTHETICAL = frozenset("may might could would can should must ca need".split())
CONDITIONS = frozenset("if unless whether lest".split())
NEGATIVE_NOUNS = frozenset("neither nobody none".split())
NEGATIVES = frozenset("never nor neither hardly scarcely".split())
WITHOUT = frozenset(("without",))
INSTEAD = frozenset(("instead", "short"))
FURTHEST = 8
# What a text does by saying it.
IN_WORDS = frozenset("accuse request reject support threaten".split())


class Circumstances(NamedTuple):
    """Whether and when an act is said to happen; `time` is token indices or None."""

    negated: bool = False
    modality: str = "asserted"
    time: tuple[int, int] | None = None

    def under(self, what: str | None) -> "Circumstances":
        """Return these circumstances under a governing word's effect."""
        if what == "negated" and self.negated:
            # "didn't rule out an attack": it may happen, but is not certain.
            return self._replace(negated=False, modality=stronger(self.modality, "hypothetical"))
        if what == "negated":
            return self._replace(negated=True)
        return self._replace(modality=stronger(self.modality, what))


def stronger(one: str, other: str | None) -> str:
    """Return the modality that wins.

    >>> stronger("future", "denied")
    'denied'
    """
    if other not in MODALITIES:
        return one
    return max(one, other, key=MODALITIES.index)


def of_verb(verb: Token) -> Circumstances:
    """Return the circumstances of a verb, with those of the verbs and nouns that govern it."""
    negated, modality = False, "asserted"
    word, own = verb, verb
    for _ in range(FURTHEST):
        negated ^= is_negated(word) if word == verb else _is_denied_above(word)
        modality = stronger(modality, _mood(word))
        head = word.head
        if _shares_mood(word, head):
            negated |= _is_denied_with(head)
            modality = stronger(modality, _mood(head, shared=True))
            own = head if own == word else own
        governor, what = _governor(word)
        if governor is None:
            modality = stronger(modality, what)
            break
        if what == "negated":
            modality = stronger(modality, _after_denial(governor))
            negated = not negated
        modality = stronger(modality, what)
        word = governor
    if word.tag_ == "VB" and has_to(word) and _is_headline(word):
        # "Peru *to send* ships to Chile"
        modality = stronger(modality, "future")
    modality = stronger(modality, "hypothetical") if is_yes_no_question(word) else modality
    return Circumstances(negated, modality, time_of(verb) or time_of(own, own != verb))


def _shares_mood(word: Token, head: Token) -> bool:
    """ "will meet her or *call* her", but not "said it would pay and *urged* others to" """
    joined = word.dep_ == "conj" and head.pos_ in VERBS
    return joined and not (_has_auxiliary(word) or continues_speech(word))


def _is_headline(verb: Token) -> bool:
    """Does the sentence have no other verb, and at most a name that this one is attached to?"""
    return verb.head == verb or (verb.head.head == verb.head and verb.head.pos_ == "PROPN")


def _is_denied_above(governor: Token) -> bool:
    """ "*didn't want* to meet her"; "*wasn't easy* to meet her" leaves it open."""
    adjectives = [governor, *(child for child in governor.rights if child.dep_ == "acomp")]
    evaluates = any(adjective.lower_ in words("evaluation") for adjective in adjectives)
    return is_negated(governor) and not evaluates


def is_negated(word: Token) -> bool:
    """Is there a "not", "never", "no", "neither" or "without" at this verb or its subject?"""
    negated = (word.dep_ == "pcomp" and _is_without(word.head)) or _is_not_preferred(word)
    if word.dep_ == "acomp" and is_negated(word.head):
        return True
    if word.pos_ == "NOUN" and any(child.lower_ == "no" for child in word.lefts):
        return True
    for child in word.children:
        if _denies(child) or _is_no_longer(child):
            negated = True
        elif child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            negated |= child.lower_ in NEGATIVE_NOUNS or any(
                grandchild.lower_ in {"no", "neither"} for grandchild in child.lefts
            )
    return negated


def _is_not_preferred(verb: Token) -> bool:
    """ "stayed at home *rather than vote* for her" """
    before = verb.doc[max(0, verb.left_edge.i - 2) : verb.i]
    return verb.tag_ in {"VB", "VBG"} and "rather than" in before.text.lower()


def _is_without(preposition: Token) -> bool:
    """ "without", "instead of", "short of" """
    before = preposition.nbor(-1).lower_ if preposition.i else ""
    return preposition.lower_ in WITHOUT or (preposition.lower_ == "of" and before in INSTEAD)


def _denies(word: Token) -> bool:
    denies = word.dep_ == "neg" or word.lower_ in NEGATIVES
    return denies and not _is_of_purpose(word)


def _is_of_purpose(negation: Token) -> bool:
    """ "did *not deliberately* shoot it down", "is *not just* helping them": it is done."""
    after = negation.doc[negation.i + 1 : negation.i + 2].text.lower()
    return negation.lower_ != "never" and after in words("on_purpose")


def _is_no_longer(word: Token) -> bool:
    return word.lower_ == "longer" and any(child.lower_ == "no" for child in word.children)


def _mood(word: Token, shared: bool = False) -> str:
    """The modality by auxiliaries, adverbs and conjunctions at a verb, or by shared ones."""
    modality = "hypothetical" if _is_still_to_come(word) else "asserted"
    for child in word.lefts if shared else word.children:
        if child.dep_ in {"aux", "auxpass"}:
            modality = stronger(modality, _of_auxiliary(child, word))
        elif (
            (child.dep_ == "advmod" and child.lower_ in words("doubt"))
            or (child.dep_ == "mark" and _is_condition(child, word, shared))
            or (not shared and is_if_clause(child) and not _is_of_what_is_said(child, word))
        ):
            modality = stronger(modality, "hypothetical")
    return modality


def _is_still_to_come(verb: Token) -> bool:
    """ "will rise *once* Peru pays", where a parser may attach the word to what goes before"""
    first = verb.left_edge
    before = first.nbor(-1) if first.i > verb.sent.start else None
    words_before = {word.lower_ for word in (before, first) if word is not None}
    return verb.tag_ in {"VBZ", "VBP"} and bool(words_before & {"once", "until", "till"})


def _of_auxiliary(auxiliary: Token, verb: Token) -> str | None:
    lower = auxiliary.lower_
    if lower in FUTURE:
        return "future"
    if _is_inverted(auxiliary):
        return "hypothetical"
    if auxiliary.dep_ != "aux":
        return None
    if lower == "would" or (lower in {"'d", "’d"} and auxiliary.tag_ == "MD"):
        return "future" if _is_reported(verb) else "hypothetical"
    return "hypothetical" if lower in HYPOTHETICAL else None


def _is_condition(mark: Token, verb: Token, shared: bool) -> bool:
    """ "if Peru pays", "until Peru pays", "the hope is for Peru to pay" """
    if mark.lower_ in CONDITIONS:
        return not shared or mark.lower_ == "if"
    if mark.lower_ == "for" and verb.tag_ == "VB":
        return True
    return mark.lower_ == "until" and verb.tag_ in {"VBP", "VBZ"}


def _is_of_what_is_said(condition: Token, verb: Token) -> bool:
    """ "threatened to leave *if Peru stayed*": the threat itself is made without a condition."""
    return condition.i > verb.i and lemma_of(verb) in words("own_condition")


def is_if_clause(clause: Token) -> bool:
    """Say whether it is "if Peru agrees", but not "even if Peru agrees", "as if Peru agreed"."""
    mark = next(
        (c for c in clause.lefts if c.dep_ == "mark" and c.lower_ in {"if", "unless"}), None
    )
    if clause.dep_ != "advcl" or mark is None:
        return False
    return not mark.i or mark.nbor(-1).lower_ not in {"even", "as"}


def _is_inverted(auxiliary: Token) -> bool:
    """ "*Had* Peru attacked, we would have known" """
    verb = auxiliary.head
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    before = subject is not None and auxiliary.i < subject.left_edge.i
    return before and verb.dep_ == "advcl" and auxiliary.lower_ in {"had", "were", "should"}


def _is_reported(word: Token) -> bool:
    """Is it said, announced or promised in the past: "said it would"?"""
    return word.dep_ == "ccomp" and word.head.tag_ in {"VBD", "VBN"}


def _has_auxiliary(word: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for child in word.children)


def _is_denied_with(head: Token) -> bool:
    """ "didn't meet or *call* them" """
    joined = any(c.lower_ in {"or", "nor"} for c in head.children if c.dep_ == "cc")
    return joined and any(map(_denies, head.lefts))


def _after_denial(verb: Token) -> str:
    """ "didn't rule out": it may happen; "never stopped", "did not fail to": it does."""
    going_on = lemma_of(verb) in words("going_on")
    return "asserted" if going_on or not is_negated(verb) else "hypothetical"


def _governor(word: Token) -> tuple[Token | None, str | None]:
    """The verb, adjective or noun that the clause of `word` depends on, and its effect."""
    kind = far_clause(word)
    if _is_compared(word):
        above = next((token for token in word.ancestors if token.pos_ in VERBS), word)
        open_ = above != word and of_verb(above).modality == "hypothetical"
        return None, "hypothetical" if open_ else None
    return governor_of(word) if kind is None else _of_far_clause(word, word.head, kind)


def _is_compared(verb: Token) -> bool:
    """ "if they win by more *than Peru loses by*": as open as the condition"""
    present = verb.tag_ in {"VBZ", "VBP", "VB"}
    before = verb.doc[max(0, verb.left_edge.i - 1) : verb.left_edge.i + 1]
    return present and any(token.lower_ == "than" for token in before)


def _of_far_clause(word: Token, head: Token, kind: str) -> tuple[Token | None, str | None]:
    """How a clause that a parser does not mark as a complement depends on another verb."""
    if kind == "that":
        return governing_verb(word, head)
    if kind == "in text":
        return None, _of_text(word, head.head)
    modality = of_verb(head).modality if kind != "refuted" else "denied"
    when = "future" if modality in {"future", "hypothetical"} else None
    return None, when if kind == "once done" else modality


def _of_text(word: Token, verb: Token) -> str:
    """ "*proposed* a law banning it", "*will sign* an order banning it", "did not sign it" """
    how = of_verb(verb)
    in_words = any(frame.event_class in IN_WORDS for frame in frames("verb", lemma_of(word)))
    proposed = lemma_of(verb) in words("proposing") and not in_words
    return "hypothetical" if how.negated or proposed else how.modality
