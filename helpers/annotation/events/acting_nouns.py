"""Nouns for those who act for an actor: "police", "a spokesman", "the secret service"."""

from spacy.tokens import Token

from helpers.annotation.actor_ids import kind_of
from helpers.annotation.lexicons.acts import words

OWNED_BY = frozenset("of from".split())


def acting_noun(noun: Token) -> str:
    """Return the noun as in the word lists: "police", or two words such as "secret service"."""
    lemma = noun.lemma_.lower()
    longer = f"{noun.doc[noun.i - 1].lower_ if noun.i else ''} {lemma}"
    return longer if longer in words("acting") else lemma


def is_in_service(noun: Token, lemma: str) -> bool:
    """Say whether it is "troops", "a spokesman", but not a former or a private one."""
    former = any(child.lower_ in words("no_longer") for child in noun.lefts)
    private = any(c.lower_ in words("private") and not c.ent_type_ for c in noun.lefts)
    return not (former or private) and lemma in words("acting") | words("staff")


def prepositions_of(lemma: str) -> set[str]:
    """Return those of "troops *of* Peru", "a spokesman *for* Peru", "a court *in* Peru"."""
    spoken = {"for"} if lemma.startswith("spokes") or lemma in words("engaged") else set()
    inside = {"in"} if lemma in words("in_its_country") else set()
    return {*OWNED_BY, *spoken, *inside}


def acts_for(lemma: str, actor_id: str) -> bool:
    """Say whether those whom the noun means can act for an actor of this kind."""
    kind = kind_of(actor_id)
    if kind in {"country", "bloc"}:
        return lemma in words("acting") or (kind == "bloc" and lemma in words("staff"))
    return kind == "organisation" or lemma in words("personal")
