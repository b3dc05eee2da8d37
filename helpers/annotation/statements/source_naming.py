"""How the source of a statement is named, and its gender."""

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from helpers.annotation import gazetteers
from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.person_nouns import gender_of_noun, person_noun
from helpers.annotation.mentions import actor_records
from helpers.annotation.statements.token_ranges import Piece

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his"), "Masc"),
    **dict.fromkeys(("she", "her", "hers"), "Fem"),
}
OFFICES = frozenset("office military religious role".split())
SOME = frozenset("few many most one others several some".split())
DEFINITE = frozenset("the its their his her our this".split())


def source_naming(doc: Doc, source: Piece | None, named: bool) -> str | None:
    """Return "named", "office", "unnamed" or "document", or None if the text leaves it open.

    `named` means that the source's own words, or what they refer to, are actors of the text by
    name, and not only through somebody who speaks for them.
    """
    if source is None:
        return None
    if named:
        return "named"
    head = doc[slice(*source)].root
    if head.lower_ in SOME:
        return "unnamed"
    lemma = head.lemma_.lower()
    if head.pos_ == "PRON" or head.tag_ == "WDT":
        return None
    if lemma in statement_words("document"):
        return "document"
    people = person_noun(head) or ("group" if lemma in statement_words("body") else None)
    if (people == "group" and lemma not in statement_words("crowd")) or _is_office(head):
        return "office"
    return "unnamed" if people or lemma in statement_words("somebody") else None


def source_gender(doc: Doc, source: Piece | None, actors: Sequence[str], named: bool) -> str | None:
    """Return "female" or "male" if the source is one person whose gender the text shows."""
    if source is None or len(actors) > 1:
        return None
    head = doc[slice(*source)].root
    if head.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in head.children):
        return None
    known = None
    if named and kind_of(actors[0]) == PERSON:
        known = actor_records(doc).get(actors[0], {}).get("gender")
        known = known or _gender_of_pronouns(doc, actors[0])
    # "the chairman, Dame Clara Novak"
    gender = PRONOUNS.get(head.lower_) or known or gender_of_noun(head.lower_)
    return {"Fem": "female", "Masc": "male"}.get(gender or "")


def _gender_of_pronouns(doc: Doc, actor_id: str) -> str | None:
    """The gender by the pronouns that mean the actor, if all of them agree."""
    forms = {span.text.lower() for span in doc.spans.get("mentions", ()) if span.kb_id_ == actor_id}
    genders = {PRONOUNS[form] for form in forms & PRONOUNS.keys()}
    return genders.pop() if len(genders) == 1 else None


def _is_office(noun: Token) -> bool:
    """ "the minister", "a spokeswoman for the bank"; but "a minister" can be any of them."""
    if noun.tag_ not in {"NN", "NNP"}:
        return False
    word = noun.lower_
    if word.startswith("spokes"):
        return True
    determined = any(c.lower_ in DEFINITE or c.dep_ == "poss" for c in noun.children)
    return word in _offices() and determined


@cache
def _offices() -> frozenset[str]:
    """The last word of each title that is an office, a rank or a role."""
    return frozenset(
        form.split()[-1] for form, kind in gazetteers.titles().items() if kind in OFFICES
    )
