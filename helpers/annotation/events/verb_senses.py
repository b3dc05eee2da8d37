"""Senses in which a verb is not what the lexicon has it for."""

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.events.event import is_called_so
from helpers.annotation.lexicons.acts import Frame, frames
from helpers.annotation.lexicons.person_nouns import is_person_noun

PEOPLE = frozenset("him her them me us".split())


def is_of_its_class(verb: Token, frame: Frame) -> bool:
    """Say whether a verb is used in the sense of a frame.

    It is not if it gives a name ("called him “a man of honour”"), draws attention alone ("singled
    out"), or takes a traveller along ("brought her to Peru").
    """
    lemma = verb.lemma_.lower()
    if lemma == "call" and frame.event_class == "consult":
        thing = grammar.direct_object(verb)
        after = verb.doc[thing.right_edge.i + 1 :][:1] if thing is not None else ()
        return not any(token.is_quote for token in after)
    if lemma == "single":
        blamed = (f for n in grammar.prepositional_objects(verb, "for") for f in _uses(n))
        return is_called_so(verb) or any(frame.event_class != "support" for frame in blamed)
    if lemma in {"bring", "take"} and frame.event_class == "cooperate":
        thing = grammar.direct_object(verb)
        return thing is None or not _is_a_person(thing)
    return True


def _is_a_person(thing: Token) -> bool:
    named = thing.ent_type_ == "PERSON" or thing.lower_ in PEOPLE
    return named or (thing.pos_ == "NOUN" and is_person_noun(thing))


def _uses(noun: Token) -> tuple[Frame, ...]:
    return frames("noun", noun.lemma_.lower())
