"""Who speaks through a text, or acts with a machine: "a report by Amnesty accused Peru", "Novak's
letter blames Peru", "Peruvian jets bombed the town"."""

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.actor_ids import COUNTRY, PERSON, kind_of
from helpers.annotation.events.owners import makers_of
from helpers.annotation.events.parties import Parties, Party, with_head
from helpers.annotation.lexicons.acts import words

# What a text can do in place of its author.
IN_WORDS = frozenset("accuse request reject support threaten".split())
# What an army does with ships, jets and tanks.
BY_MACHINES = frozenset("assault coerce mobilize retreat".split())


def authors_of(verb: Token, event_class: str, parties: Parties) -> list[Party]:
    """Return whose text, for an act in words, or whose ship or jet the subject of a verb is."""
    word = grammar.doer_of(verb)
    if word is not None and word.tag_ in grammar.RELATIVE:
        word = grammar.antecedent_of(word)
    if word is None:
        return []
    if event_class in BY_MACHINES and word.lemma_.lower() in words("machine"):
        return _owners_of_machine(word, parties)
    return _authors_of_text(word, parties) if event_class in IN_WORDS else []


def _authors_of_text(text: Token, parties: Parties) -> list[Party]:
    if text.lemma_.lower() not in words("utterance") or text.i in parties.mentions:
        return []
    owner = grammar.possessor(text)
    if owner is not None:
        return parties.named(owner)
    # A Swedish report need not be Sweden's, nor a UN draft "presented by Peru" the UN's.
    makers = parties.after(text, {"by", "from"}) or makers_of(text, parties)
    before = [p for p in parties.modifiers(text) if kind_of(p.actor_id) != COUNTRY]
    return makers or before or _publisher(text, parties)


def _owners_of_machine(machine: Token, parties: Parties) -> list[Party]:
    """ "*Peruvian* jets bombed the town", "a drone *of Peru's army* hit it" """
    found = parties.modifiers(machine) or parties.after(machine, {"of"})
    return [with_head(p, machine) for p in found if kind_of(p.actor_id) != PERSON]


def _publisher(text: Token, parties: Parties) -> list[Party]:
    """ "*Novak* released an ad that accuses Peru" """
    verb = text.head
    if text.dep_ != "dobj" or verb.lemma_.lower() not in words("publishing"):
        return []
    return parties.named(grammar.subject_of(verb))
