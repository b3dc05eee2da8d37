"""Acts that a noun names and its verb's subject receives: "won praise from Peru"."""

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.events import circumstances
from helpers.annotation.events.noun_targets import NounInUse
from helpers.annotation.events.owners import owners_of
from helpers.annotation.events.parties import Party
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import words

# "received US aid": the owner is the one who gives it.
ON_BIDDING = frozenset("at on upon after following".split())
RECEIVED = frozenset("support aid accuse".split())


class ReceivedNoun(NounInUse):
    """A noun in one of its uses, with those who give and get what it names."""

    def _is_done_anyway(self, receiver: Token | None) -> bool:
        """ "will pay at Peru's request", but not "denied acting on Peru's orders" """
        if receiver is None or not self._is_bidding():
            return False
        return circumstances.of_verb(receiver).modality != "denied"

    def _received(self) -> list[tuple[Party, Party]]:
        """ "won the endorsement of X", "came under attack from X", "with help from X".

        The subject is the target of the act.
        """
        verb = self._receiver()
        if verb is None or grammar.is_passive(verb):
            return []
        if acts.lemma_of(verb) == "accept" and circumstances.of_verb(verb).negated:
            # Something refused was still offered or asked for.
            return []
        word = grammar.subject_of(verb)
        # "*Novak's remarks* drew criticism from Baker"
        takers = self.parties.named(word) or owners_of(word, self.frame.event_class, self.parties)
        return [(giver, taker) for giver in self._givers(verb) for taker in takers]

    def _givers(self, verb: Token) -> list[Party]:
        givers = self.parties.after(self.noun, self._before_givers())
        if not givers and (self.noun.dep_ == "dobj" or self.noun.head.lower_ == "under"):
            givers = self.parties.after(verb, {"from"})
        if givers or not (self.frame.event_class in RECEIVED or self._is_bidding()):
            return givers
        owners = self.parties.named(grammar.possessor(self.noun))
        return owners or self.parties.modifiers(self.noun)

    def _before_givers(self) -> set[str]:
        """The prepositions after which the giver of the act is named."""
        prepositions = {"of", "from", "by"}
        if self._is_bidding():
            return prepositions
        as_object = self.noun.dep_ == "pobj" and self.name not in words("help")
        return prepositions - self._only_targets() - (set(self.frame.slots) if as_object else set())

    def _receiver(self) -> Token | None:
        """The verb whose subject is the target of the act."""
        head = self.noun.head
        if self.noun.dep_ == "dobj" and acts.lemma_of(head) in words("receiving"):
            return head
        preposition = self.noun.head
        verb = preposition.head
        if verb.dep_ == "attr":
            return verb.head if self._is_undergone(verb) else None
        if self.noun.dep_ != "pobj" or preposition.dep_ != "prep" or verb.pos_ not in grammar.VERBS:
            return None
        # "with help from Peru", "relies on Peru's help"
        depends = acts.lemma_of(verb) in words("depending")
        means = preposition.lower_ == "with" or (depends and preposition.lower_ in {"on", "from"})
        helped = means and self.frame.event_class in {"support", "aid"}
        return verb if helped or preposition.lower_ == "under" or self._is_bidding() else None

    def _is_undergone(self, noun: Token) -> bool:
        """ "is *the subject of* an investigation by Peru" """
        return self.noun.head.lower_ == "of" and noun.lemma_.lower() in words("undergoing")

    def _is_bidding(self) -> bool:
        """ "*at the invitation of* Peru": the subject is the one who is asked."""
        return self.name in words("bidding") and self.noun.head.lower_ in ON_BIDDING

    def _only_targets(self) -> set[str]:
        """ "of", if it could just as well be the target: "won control of X" """
        return {"of"} if self.frame.event_class not in {"support", "aid"} else set()
