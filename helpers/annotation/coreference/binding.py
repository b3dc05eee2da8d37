"""Whom a pronoun means by the grammar of its sentence alone, if nobody else is mentioned before it.

Three places in which a pronoun nearly always means the same as a name: below the subject ("Anna
said that she won", "Anna sold her house"), after it ("when Anna won, she wept"), and in a pair
("Anna and her team"). In news all of 80 were right, in GAP's development part 9 of 10 or more.
"""

from collections.abc import Callable, Collection

from spacy.tokens import Token

from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.coreference import place
from helpers.annotation.coreference.context import Context, gender_of
from helpers.annotation.grammar import SUBJECTS
from helpers.annotation.lexicons import reference_words
from helpers.annotation.lexicons.speech import is_speech

BOUND = "pronoun: bound by the grammar of its sentence"


def bound_to(
    context: Context,
    token: Token,
    gender: str,
    chains: Collection[str],
    at: Callable[[int], str | None],
) -> str | None:
    """Return the actor that the pronoun is bound to, or None.

    `chains` are its candidates; `at` returns the chain of the mention with that head.
    """
    genders = context.reader.genders

    def is_clear(chain: str | None) -> bool:
        return chain in chains and kind_of(chain) == PERSON and genders.get(chain) == gender

    partner = at(token.head.head.i) if token.dep_ == "poss" and token.head.dep_ == "conj" else None
    if is_clear(partner):
        return partner
    subject = _only([_above(token, at), *_fronted(token, at)])
    if not is_clear(subject) or _before(context, token, chains) != {subject}:
        return None
    if _is_beside_another(token, gender) or _is_of_new_speaker(context, token, subject, chains):
        return None
    return subject


def _above(token: Token, at: Callable[[int], str | None]) -> str | None:
    """The subject of the clause above the pronoun's, or of its own clause for a possessive.

    In "Baker promised that his party would help", it is Baker, not the party.
    """
    above = {word.i for word in token.ancestors}
    levels = [level for level in place.governing_subjects(token) if not level & above]
    if not levels or token.dep_ not in SUBJECTS | {"poss"} or max(levels[0]) > token.i:
        return None
    return _only([at(i) for i in levels[0]])


def _fronted(token: Token, at: Callable[[int], str | None]) -> list[str | None]:
    """The subjects of a clause before the pronoun's: "when Anna won, she wept"."""
    if token.dep_ not in SUBJECTS:
        return []
    clauses = [clause for clause in token.head.lefts if clause.dep_ == "advcl"]
    return [at(s.i) for clause in clauses for s in place.subjects_of(clause) if s.i < token.i]


def _only(chains: list[str | None]) -> str | None:
    found = set(chains) - {None}
    return found.pop() if len(found) == 1 else None


def _is_beside_another(token: Token, gender: str) -> bool:
    """ "Baker thanked him for *his* patience": may it be the other, whom the subject acts on?"""
    objects = (c for verb in token.ancestors for c in verb.rights if c.dep_ in place.OBJECTS)
    return any(gender_of(other) == gender for other in objects if other.i < token.i)


def _is_of_new_speaker(
    context: Context, token: Token, subject: str, chains: Collection[str]
) -> bool:
    """ "A man was found. Chief Reed said *he* was missing": may it be another, not the speaker?"""
    reader, verb = context.reader, token.head
    is_said = token.dep_ == "nsubj" and verb.dep_ == "ccomp" and is_speech(verb.head)
    if not is_said or verb.lemma_.lower() in reference_words("befall"):
        return False
    is_new = reader.in_same_sentence(reader.chains[subject][0], token)
    others = (reader.chains[chain][0] for chain in chains if chain != subject)
    return is_new and any(other.end <= token.i for other in others)


def _before(context: Context, token: Token, chains: Collection[str]) -> set[str]:
    """The candidates mentioned before the pronoun in its sentence."""
    return {
        chain
        for chain in chains
        for mention in context.reader.chains[chain]
        if mention.end <= token.i and context.reader.in_same_sentence(mention, token)
    }
