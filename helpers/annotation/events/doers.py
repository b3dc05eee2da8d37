"""Who does what a verb says: its subject, the agent of a passive, or the one behind either."""

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.events import efforts
from helpers.annotation.events.authors import publishers_of
from helpers.annotation.events.deeds import done_through
from helpers.annotation.events.owners import owners_of
from helpers.annotation.events.parties import Parties, Party, unique
from helpers.annotation.events.unnamed import unnamed
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import words
from helpers.annotation.parse_doubts import continues_speech, is_in_an_aside

WITH = frozenset(("with", "alongside"))


def doers_of(verb: Token, parties: Parties) -> list[Party]:
    """Return those who do what a verb says, or somebody without a name; none if that is unclear."""
    if grammar.is_passive(verb):
        word = grammar.agent_of(verb)
        if word is not None:
            return parties.named(word) or list(unnamed(word))
        return _expelling(verb, parties) or done_through(verb, parties)
    word = efforts.subject_of(verb)
    if word is None or _may_be_the_speakers(verb) or is_in_an_aside(verb):
        return []
    if parties.is_some_of_a_people(word):
        return list(unnamed(word))
    found = parties.named(word)
    if found and acts.lemma_of(verb) in words("for_oneself") and parties.stands_for(word):
        # "the party's spokesman *resigned*": the party did not.
        return list(unnamed(word))
    if found:
        return unique([*found, *_companions(verb, parties)])
    return _behind(verb, word, parties) or list(unnamed(word))


def _companions(verb: Token, parties: Parties) -> list[Party]:
    """ "Peru, *along with Chile*, condemned it", "Peru followed *Chile* in condemning it" """
    governor = verb.head.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "in" and governor.lemma_ == "follow":
        return parties.named(grammar.direct_object(governor))
    beside = [c for c in verb.lefts if c.dep_ == "prep" and _is_set_off(c) and _is_together(c)]
    places = [c if c.lower_ in WITH else grammar.first_child(c, "prep") for c in beside]
    return [p for c in places if c is not None for p in parties.named(grammar.object_of(c))]


def _is_together(preposition: Token) -> bool:
    """ "along with", "together with", "alongside" """
    first = preposition.left_edge.lower_
    return first in {"along", "together", "alongside"}


def _is_set_off(preposition: Token) -> bool:
    first = preposition.left_edge
    return first.is_sent_start or first.nbor(-1).text == ","


def _expelling(verb: Token, parties: Parties) -> list[Party]:
    """ "was expelled *from Peru*" """
    if acts.lemma_of(verb) not in words("expelling"):
        return []
    places = grammar.prepositional_objects(verb, "from")
    return [p for place in places for p in parties.named(place) if kind_of(p.actor_id) != PERSON]


def _may_be_the_speakers(verb: Token) -> bool:
    """ "Peru said Chile was angry and *called* on it to pay": the second verb may be Peru's."""
    said = verb.head
    joined = verb.dep_ == "conj" and said.dep_ == "ccomp"
    apart = joined and any(c.text == "," for c in verb.doc[said.i : verb.i] if c.head == said)
    alone = not any(child.dep_ in grammar.SUBJECTS | {"aux"} for child in verb.children)
    unclear = joined and (apart or said.lemma_.lower() == "be") and not continues_speech(verb)
    return unclear and alone and said.head.tag_ == verb.tag_


def _behind(verb: Token, subject: Token | None, parties: Parties) -> list[Party]:
    """Who acts through what they send or say: "sent jets *to help* X", "a report *accusing* X"."""
    if subject is None or subject == verb.head.head:
        return []
    governor = verb.head
    if verb.dep_ == "acl" and governor == subject and governor.lemma_.lower() in words("utterance"):
        owners = owners_of(governor, "accuse", parties)
        return owners or publishers_of(governor, parties)
    sent = verb.dep_ in {"xcomp", "advcl"} and verb.tag_ == "VB"
    if sent and acts.lemma_of(governor) in words("sending") and subject.dep_ == "dobj":
        return parties.named(grammar.subject_of(governor))
    return []
