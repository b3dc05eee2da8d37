"""Which actors the source of a statement is."""

from spacy.tokens import Doc, Token

from helpers.annotation.grammar import antecedent_of, object_of, owner_of
from helpers.annotation.lexicons import statement_words
from helpers.annotation.statements.token_ranges import Piece

RELATIVE = frozenset("who which that".split())
SPOKEN_FOR_AFTER = frozenset("for at in with".split())
PARTS = frozenset("compound amod nmod poss".split())


class Speakers:
    """The mentions of a Doc by the token that heads them."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.at: dict[int, list[str]] = {}
        for span in doc.spans.get("mentions", ()):
            self.at.setdefault(span.root.i, []).append(span.kb_id_)

    def of(self, source: Piece | None) -> list[str]:
        """Return the ids of the actors that a source is, those that its words name, in order."""
        if source is None:
            return []
        head = self.doc[source[0] : source[1]].root
        if head.lower_ in RELATIVE:
            head = antecedent_of(head) or head
        return list(dict.fromkeys(self._of_head(head)))

    def _of_head(self, head: Token) -> list[str]:
        found = list(self.at.get(head.i, ()))
        if not found:
            # "the minister, Clara Novak, said"
            found = [a for c in head.children if c.dep_ == "appos" for a in self.at.get(c.i, ())]
        if not found and head.lemma_.lower() in statement_words("speaks for another"):
            found = self._spoken_for(head)
        for child in head.children:
            if child.dep_ == "conj":
                found += self._of_head(child)
        return found

    def _spoken_for(self, noun: Token) -> list[str]:
        for child in noun.children:
            if child.dep_ in PARTS and child.i in self.at:
                return list(self.at[child.i])
        owner = owner_of(noun)
        if owner is None:
            prepositions = [
                c for c in noun.children if c.dep_ == "prep" and c.lower_ in SPOKEN_FOR_AFTER
            ]
            owner = next(filter(None, map(object_of, prepositions)), None)
        return list(self.at.get(owner.i, ())) if owner is not None else []
