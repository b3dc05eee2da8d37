"""Towns that no table has: "Anna Keller, 32, of Volk, was fined", "the Volk police"."""

from collections.abc import Iterator

from spacy.tokens import Doc

from helpers.annotation.actors.evidence import AGES, has_organisation_word
from helpers.annotation.actors.name_span import Name, text_of

BODIES_OF_A_TOWN = frozenset(("police", "residents"))


def evidence(doc: Doc, name: Name) -> Iterator[str]:
    """Yield the evidence for a town from the words around one occurrence of a name."""
    form = text_of(doc, name)
    if name.label == "PERSON" or form.isupper() or has_organisation_word(form):
        return
    if _is_home(doc, name):
        yield "home after an age"
    if doc[name.end : name.end + 1].text in BODIES_OF_A_TOWN:
        yield "town whose police or residents follow"


def _is_home(doc: Doc, name: Name) -> bool:
    """ "Anna Keller, 32, of Volk" """
    before = [token.text for token in doc[max(0, name.start - 3) : name.start]]
    if len(before) < 3 or before[-1] not in {"of", "from"}:
        return False
    age = before[0] if before[1] == "," else before[1] if before[0] == "," else ""
    return age.isdigit() and int(age) in AGES
