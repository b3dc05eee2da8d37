"""The sentence of an act while it is written word by word, as long as it is clear who is meant."""

from spacy.tokens import Span, Token

from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.events.sentence_forms import agreeing, full_form, is_contraction, joined
from helpers.annotation.grammar import FINITE, RELATIVE, SUBJECTS
from helpers.annotation.lexicons import sentence_words
from helpers.annotation.lexicons.person_nouns import is_person_noun
from helpers.annotation.mentions import Mention

THINGS = frozenset("it them".split())
OF_ONE = frozenset("he she him her his hers".split())


class Draft:
    """The `text` of a sentence so far, and the ids of the actors that it has `told` of."""

    def __init__(self) -> None:
        self.text = ""
        self.told: set[str] = set()
        self._last: Token | None = None
        self._replaced_pronoun = False
        # A subject such as "they" that a name replaces, until its verb is written
        self._plural: Token | None = None

    def add(self, words: Span, mention: Mention | None, name: str | None) -> bool:
        """Add words of the article, or the `name` in their place; say whether that was safe."""
        first = words[0]
        if self._is_unsafe(first, mention, name):
            return False
        word = name or self._fitting(words)
        if word is None:
            return False
        self._replaced_pronoun = name is not None and mention.kind == "pronoun"
        if name or first.tag_ in FINITE:
            self._plural = first if _takes_plural(first) else None
        self.text = joined(self.text, self._last, first, word)
        self._last = words[-1]
        self.told |= {mention.actor_id} if mention else set()
        return True

    def _fitting(self, words: Span) -> str | None:
        """The words in a form that fits the name before them; None if that is unclear.

        After a name that replaces a pronoun, "’s" is written out.
        """
        if self._replaced_pronoun and is_contraction(words[0]):
            full = full_form(words[0])
            return full and f" {full}"
        return agreeing(words, self._plural)

    def _is_unsafe(self, first: Token, mention: Mention | None, name: str | None) -> bool:
        """Would a word, or the name in its place, be no start or mislead about who is meant?"""
        if self._last is None and first.tag_ in RELATIVE:
            return True
        if name is None:
            return self._is_unclear(first, mention)
        return self._last is not None and _is_joined_by_mistake(self._last, mention)

    def _is_unclear(self, first: Token, mention: Mention | None) -> bool:
        """Does a word that is kept leave open who is meant?"""
        word = first.lower_
        if word in sentence_words("of those who talk"):
            return True
        if mention is None and word in sentence_words("pronoun") and not self.told:
            return True
        if mention is None and word in THINGS and first.dep_ in {"dobj", "pobj"}:
            return True
        return word in OF_ONE and not self._has_told_whom(mention)

    def _has_told_whom(self, mention: Mention | None) -> bool:
        """Is it clear from the sentence so far whom a pronoun means?"""
        if mention is not None:
            return mention.actor_id in self.told
        return any(kind_of(actor_id) == PERSON for actor_id in self.told)


def _is_joined_by_mistake(before: Token, mention: Mention) -> bool:
    """ "on the other *side Novak* backed him": the noun isn't what the person is."""
    next_to = before.i + 1 == mention.span.start and before.pos_ == "NOUN"
    return next_to and kind_of(mention.actor_id) == PERSON and not is_person_noun(before)


def _takes_plural(word: Token) -> bool:
    return word.lower_ in sentence_words("takes plural verb") and word.dep_ in SUBJECTS
