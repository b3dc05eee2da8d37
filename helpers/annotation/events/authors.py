"""Who speaks through a text: "a report by Amnesty accused Peru", "Novak's letter blames Peru"."""

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.actor_ids import COUNTRY, kind_of
from helpers.annotation.events.owners import makers_of
from helpers.annotation.events.parties import Parties, Party
from helpers.annotation.lexicons.acts import words

# What a text can do in place of its author.
IN_WORDS = frozenset("accuse request reject support threaten".split())


def authors_of(verb: Token, event_class: str, parties: Parties) -> list[Party]:
    """Return the authors of the text that is the subject of a verb, if it is about words."""
    text = grammar.doer_of(verb)
    if text is not None and text.tag_ in grammar.RELATIVE:
        text = grammar.antecedent_of(text)
    if text is None or event_class not in IN_WORDS:
        return []
    if text.lemma_.lower() not in words("utterance") or text.i in parties.mentions:
        return []
    owner = grammar.possessor(text)
    if owner is not None:
        return parties.named(owner)
    # A Swedish report need not be Sweden's, nor a UN draft "presented by Peru" the UN's.
    makers = parties.after(text, {"by", "from"}) or makers_of(text, parties)
    before = [p for p in parties.modifiers(text) if kind_of(p.actor_id) != COUNTRY]
    return makers or before or _publisher(text, parties)


def _publisher(text: Token, parties: Parties) -> list[Party]:
    """ "*Novak* released an ad that accuses Peru" """
    verb = text.head
    if text.dep_ != "dobj" or verb.lemma_.lower() not in words("publishing"):
        return []
    return parties.named(grammar.subject_of(verb))
