"""Whom a threat without an object is made to: "threatened to close its ports if Peru attacked"."""

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.events.parties import Parties, Party
from helpers.annotation.lexicons.acts import words

CONDITIONS = frozenset(("if", "unless"))


def on_condition(verb: Token, parties: Parties) -> list[Party]:
    """Return those whose acts a threat is meant to prevent or bring about.

    To threaten to resign or leave is not a threat to them.
    """
    threatened = grammar.first_child(verb, "xcomp")
    if threatened is None or threatened.lemma_.lower() in words("giving_up"):
        return []
    return [
        party
        for clause in (*threatened.rights, *verb.rights)
        if clause.dep_ == "advcl" and _is_condition(clause)
        for party in parties.named(grammar.subject_of(clause))
        if party.actor_id
    ]


def _is_condition(clause: Token) -> bool:
    marks = {child.lower_ for child in clause.lefts if child.dep_ == "mark"}
    done = clause.lemma_.lower() not in words("happening_to") and not grammar.is_passive(clause)
    return bool(marks & CONDITIONS) and done
