"""Which of the actors are people: certainly, possibly or certainly not.

A model of names takes some people for organisations, and some companies, ships and places for
people. Whoever may be a person competes for "he" and "she", so that another is not taken for the
only candidate; but only those who certainly are one get them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from spacy.tokens import Span, Token

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actor_ids import ORGANISATION, PERSON, kind_of
from helpers.annotation.actors import as_body, as_person
from helpers.annotation.actors.evidence import ROLES, around
from helpers.annotation.actors.kinds import weights
from helpers.annotation.actors.name_span import Name, text_of
from helpers.annotation.actors.said_to_be import said_to_be
from helpers.annotation.coreference.candidates import Candidate
from helpers.annotation.coreference.context import Context
from helpers.annotation.coreference.organisation_nouns import says_organisation
from helpers.annotation.coreference.pronouns import things_bound
from helpers.annotation.lexicons.person_nouns import person_noun
from helpers.annotation.places import find_place

TWICE, OFTEN = 2, 3  # mentions with the same label
LONGEST_NAME = 3  # words of a name that may be a person's
TIMES = frozenset("DATE TIME".split())
ARTICLES = frozenset("a an the".split())
# "The way Aurelie sings", "the day Aurelie died": the name begins a clause.
BEFORE_CLAUSE = frozenset("day moment night reason time way year".split())
CLEAR = 2  # weight of the evidence beside a name that outweighs all for a person


def could_be_person(actor_id: str, name: str) -> bool:
    """Say whether an organisation that nobody knows may be a person after all, by its name."""
    if kind_of(actor_id) != ORGANISATION or gazetteers.organisation(name):
        return False
    if says_organisation(name):
        return False
    words = name.split()
    return len(words) <= LONGEST_NAME and all(w[0].isupper() and not w.isupper() for w in words)


class People:
    """What a text shows about who of its actors is a person.

    Actors are given by their id and the candidates that mention them; only names count.
    """

    def __init__(self, context: Context):
        self.context, self.doc = context, context.doc
        self._bound = things_bound(context)
        self._found: dict[tuple[int, int], Counter] = {}

    def is_possible(self, actor_id: str, mentions: Sequence[Candidate]) -> bool:
        """Say whether the actor may be a person."""
        if kind_of(actor_id) == PERSON:
            last = self.context.actors[actor_id]["name"].split()[-1]
            has_name = self._is_full(actor_id) or _is_personal_name(last)
            return has_name or not self._is_shown_as_body(actor_id, mentions)
        labels = self._labels(mentions)
        is_always_body = labels.total() >= OFTEN and set(labels) == {"ORG"}
        return (
            could_be_person(actor_id, self.context.actors[actor_id]["name"])
            and not is_always_body
            and not self._is_shown_as_body(actor_id, mentions)
        )

    def is_certain(self, actor_id: str, mentions: Sequence[Candidate]) -> bool:
        """Say whether the actor is a person for certain."""
        if kind_of(actor_id) != PERSON or self._is_shown_as_body(actor_id, mentions):
            return False
        if self._is_full(actor_id) or self._evidence(mentions)[PERSON] > 0:
            return True
        name = self.context.actors[actor_id]["name"]
        return " " in name or self._is_personal(name, mentions)

    def _is_personal(self, name: str, mentions: Sequence[Candidate]) -> bool:
        """Is a name of one word a person's: by name lists, or the model's labels if it has none?"""
        if any(_is_called_thing(self.doc[m.start : m.end]) for m in mentions):
            return False
        labels = self._labels(mentions)
        is_always_person = set(labels) == {"PERSON"}
        if _is_personal_name(name):
            return is_always_person or find_place(name) is None
        return is_always_person and labels.total() >= TWICE

    def _is_full(self, actor_id: str) -> bool:
        """Has the actor a gender, a role, or a name that begins with a given name?"""
        record = self.context.actors[actor_id]
        is_known = record["gender"] is not None or record["role"] is not None
        return is_known or personal_names.is_full_name(record["name"].split())

    def _is_shown_as_body(self, actor_id: str, mentions: Sequence[Candidate]) -> bool:
        """ "The band Volkmar", "Volkmar shares", "Volkmar cut its staff" """
        votes = self._evidence(mentions)
        against = votes.total() - votes[PERSON]
        return actor_id in self._bound or against - votes[PERSON] >= CLEAR

    def _labels(self, mentions: Iterable[Candidate]) -> Counter:
        """How often the model gives the actor's names each label."""
        heads = (self.doc[m.head] for m in mentions)
        return Counter(head.ent_type_ for head in heads if head.pos_ == "PROPN")

    def _evidence(self, mentions: Iterable[Candidate]) -> Counter:
        """The weight of the evidence around the actor's names, by kind."""
        votes: Counter = Counter()
        for mention in mentions:
            if self.doc[mention.head].pos_ == "PROPN":
                votes.update(self._votes(mention))
        return votes

    def _votes(self, mention: Candidate) -> Counter:
        """The weight of the evidence around a name, by kind."""
        place = mention.start, mention.end
        if place not in self._found:
            name = Name(*place, self.doc[mention.head].ent_type_)
            around_it = around(self.doc, name, text_of(self.doc, name), {})
            signs = as_body.evidence(self.doc, name), as_person.evidence(self.doc, name)
            votes = self._found[place] = Counter()
            for piece in chain(around_it, said_to_be(self.doc, name), *signs):
                kind, weight = weights()[piece]
                votes[kind] += weight
        return self._found[place]


def _is_personal_name(word: str) -> bool:
    return personal_names.is_given_name(word) or personal_names.is_surname(word)


def _is_called_thing(name: Span) -> bool:
    """ "The perfume house Aurelie", "Rosalind, a restaurant": does a noun say that it is none?"""
    root, before = name.root, name.doc[max(name.start - 1, 0)]
    nouns = [c for c in root.rights if c.dep_ == "appos" and c.left_edge.lower_ in ARTICLES]
    nouns += [root.head] if root.dep_ == "appos" and root.head.i < name.start - 1 else []
    is_noun = before.i < name.start and before.ent_type_ not in TIMES
    nouns += [before] if is_noun and before.lower_ not in BEFORE_CLAUSE else []
    # "After his arrest Aurelie left": a parser may join what begins the sentence to the name.
    return any(_is_no_person(noun) for noun in nouns if noun.dep_ != "pobj")


def _is_no_person(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and person_noun(noun) is None and noun.lower_ not in ROLES
