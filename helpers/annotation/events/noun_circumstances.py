"""Whether and when an act expressed by a noun happens: "planned talks", "no attack took place"."""

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.events import circumstances
from helpers.annotation.events.circumstances import Circumstances
from helpers.annotation.events.time_expressions import time_of
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import words

BEING = frozenset("be seem look appear become remain".split())
WISHES = frozenset("future hypothetical denied".split())


def of_act(noun: Token, carrier: Token | None, effect: str | None) -> Circumstances:
    """Return the circumstances of an act noun under the verb that carries it, with its effect."""
    if _is_concluded(noun, carrier):
        how = Circumstances(time=time_of(noun))
    elif carrier is not None:
        how = _of_carrier(noun, carrier, effect)
    else:
        # "reports of an attack", "the threat of war"
        how = _of_verb_at(noun).under(effect if effect != "ended" else None)
    for child in noun.lefts:
        forms = {child.lower_, child.lemma_.lower()}
        if child.lower_ == "no" and carrier is None:
            how = how._replace(negated=True)
        elif forms & words("future_adjective"):
            how = how.under("future")
        elif forms & words("possible_adjective"):
            how = how.under("hypothetical")
    return how


def is_planned(noun: Token) -> bool:
    """ "the *planned* invasion" """
    forms = {form for child in noun.lefts for form in (child.lower_, child.lemma_.lower())}
    return bool(forms & words("future_adjective"))


def _of_carrier(noun: Token, carrier: Token, effect: str | None) -> Circumstances:
    verb = circumstances.of_verb(carrier)
    return verb._replace(time=time_of(noun) or verb.time).under(effect)


def _of_verb_at(noun: Token) -> Circumstances:
    """ "the attack never happened", "there was an attack", "expected an attack" """
    time, verb = time_of(noun), noun.head
    if _is_in_their_words(noun):
        return Circumstances(time=time, modality="hypothetical")
    if noun.dep_ == "nsubj" and acts.lemma_of(verb) in BEING:
        return Circumstances(time=time).under(_prospect(verb))
    happens = noun.dep_ in grammar.SUBJECTS and acts.lemma_of(verb) in words("happening")
    if noun.dep_ == "dobj" and acts.lemma_of(verb) in words("mediating") and _is_agreed(noun):
        # "may mediate *talks*", but not "may settle their *war*"
        how = circumstances.of_verb(verb)
        return how._replace(time=time or how.time)
    # "if there were *to be* clashes"
    top = verb.head if verb.dep_ == "xcomp" else verb
    if happens or grammar.first_child(top, "expl") is not None:
        how = circumstances.of_verb(verb)
        return how._replace(time=time or how.time)
    return Circumstances(time=time).under(_expectation(noun))


def _is_in_their_words(noun: Token) -> bool:
    """ "what Peru calls *an attack*", "what it describes as *an attack*" """
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    named = noun.head != verb or acts.lemma_of(verb) in words("naming") | words("describing")
    return named and verb.pos_ == "VERB" and any(child.lower_ == "what" for child in verb.lefts)


def _is_concluded(noun: Token, carrier: Token | None) -> bool:
    """ "want to implement the treaty *signed* in Lima": there is one"""
    after = (child for child in noun.rights if child.dep_ == "acl" and child.tag_ == "VBN")
    done = any(acts.lemma_of(child) in words("concluding") for child in after if child != carrier)
    return done and carrier is not None and carrier.i < noun.i and _is_agreed(noun)


def _is_agreed(noun: Token) -> bool:
    return any(f.event_class in {"consult", "agree"} for f in acts.frames("noun", noun.lemma_))


def _prospect(verb: Token) -> str | None:
    """ "is *unlikely*", "looks *possible*", "is *imminent*" """
    for child in verb.rights:
        if child.dep_ in {"acomp", "oprd"}:
            known = acts.effect("clause", child.lower_)
            possible = child.lower_ in words("possible_adjective") | words("doubt")
            future = "future" if child.lower_ in words("future_adjective") else None
            return known or ("hypothetical" if possible else future)
    return None


def _expectation(noun: Token) -> str | None:
    """The effect of a verb that has the act as its object or passive subject."""
    verb = noun.head
    if verb.pos_ != "VERB" or noun.dep_ not in {"nsubjpass", "dobj"}:
        return None
    what = acts.effect("noun", verb.lemma_.lower())
    return what if what in WISHES else None
