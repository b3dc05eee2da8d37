"""Who speaks through a text, or acts with a machine: "a report by Amnesty accused Peru", "Novak's
letter blames Peru", "Peruvian jets bombed the town"."""

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.actor_ids import COUNTRY, PERSON, kind_of
from helpers.annotation.events.circumstances import IN_WORDS
from helpers.annotation.events.owners import makers_of
from helpers.annotation.events.parties import Parties, Party, with_head
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import words

# What a law does for those who pass it.
BY_LAW = frozenset("sanction coerce concede aid retreat".split())
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
    if event_class in IN_WORDS:
        return _authors_of_text(word, parties)
    is_law = event_class in BY_LAW and word.lemma_.lower() in words("law")
    return (makers_of(word, parties) or publishers_of(word, parties)) if is_law else []


def _authors_of_text(text: Token, parties: Parties) -> list[Party]:
    if text.lemma_.lower() not in words("utterance") or text.i in parties.mentions:
        return []
    owner = grammar.possessor(text)
    if owner is not None:
        return parties.named(owner)
    # A Swedish report need not be Sweden's, nor a UN draft "presented by Peru" the UN's.
    makers = parties.after(text, {"by", "from"}) or makers_of(text, parties)
    before = [p for p in parties.modifiers(text) if kind_of(p.actor_id) != COUNTRY]
    return makers or before or publishers_of(text, parties)


def _owners_of_machine(machine: Token, parties: Parties) -> list[Party]:
    """ "*Peruvian* jets bombed the town", "a drone *of Peru's army* hit it" """
    found = parties.modifiers(machine) or parties.after(machine, {"of"})
    return [with_head(p, machine) for p in found if kind_of(p.actor_id) != PERSON]


def publishers_of(text: Token, parties: Parties) -> list[Party]:
    """ "*Novak* released an ad that accuses Peru", "*Peru* passed a law banning Nokia" """
    verb, owner = text.head, grammar.possessor(text)
    known = words("publishing") | words("enacting") | words("proposing")
    if text.dep_ not in {"dobj", "nsubjpass"} or acts.lemma_of(verb) not in known:
        return []
    # "backed *Berg's bill* banning Nokia" bans nothing.
    own = owner is None or (owner.tag_ == "PRP$" and owner.i > verb.i)
    return parties.named(grammar.doer_of(verb)) if own else []
