"""Names that the model joins to a title: "Keller" of "Minister Keller"."""

from spacy.tokens import Doc

from helpers.annotation import gazetteers
from helpers.annotation.actors.evidence import FACILITY_WORDS, ORGANISATION_WORDS
from helpers.annotation.actors.name_edges import trimmed
from helpers.annotation.actors.name_span import Name
from helpers.annotation.actors.titles import Title

WORDS_OF_BODIES = ORGANISATION_WORDS | FACILITY_WORDS
# Kinds of titles that bodies are named after.
OF_BODIES = frozenset({"military", "noble", "religious"})
INSTITUTION_WORDS = gazetteers.context_words("institution")
PORTFOLIO_WORDS = frozenset(
    word
    for form in gazetteers.context_words("portfolio")
    | gazetteers.context_words("word of a portfolio")
    for word in form.split()
    if word not in {"the", "and"}
)


def without_titles(doc: Doc, names: list[Name], titles: list[Title]) -> list[Name]:
    """Return names without titles inside them; a name that is only part of a title is dropped."""
    by_token = {i: title for title in titles for i in range(title.start, title.end)}
    whole = (_with_holder(doc, name, by_token) for name in names)
    kept = (_without_title(doc, name, by_token) for name in whole)
    return [name for name in kept if name]


def _with_holder(doc: Doc, name: Name, by_token: dict[int, Title]) -> Name:
    """ "Attorney's Office", of which the model sees "Office" """
    title = by_token.get(name.start - 2)
    is_cut = name.end - name.start == 1 and doc[name.start].text in INSTITUTION_WORDS
    if not (is_cut and title and doc[name.start - 1].tag_ == "POS"):
        return name
    return Name(title.start, name.end, "ORG") if doc[title.start].text.istitle() else name


def _without_title(doc: Doc, name: Name, by_token: dict[int, Title]) -> Name | None:
    start = name.start
    if start in by_token and _is_of_body(doc, name, by_token[start]):
        return name
    while start < name.end and start in by_token and not _has(doc, by_token[start]):
        start = by_token[start].end
    if start >= name.end or (start > name.start and doc[start].lower_ == "of"):
        return None  # "Bishop of Halbrook"
    label = "PERSON" if start > name.start and name.label in {"ORG", "GPE"} else name.label
    end = _end_before_title(name, start, by_token)
    end = piece[1] if (piece := trimmed(doc, start, end)) else end
    return Name(start, end if end > start else name.end, label)


def _is_of_body(doc: Doc, name: Name, title: Title) -> bool:
    """ "Duke University", "Justice Department": a body that is named after a title"""
    is_body = name.label == "ORG" and doc[name.end - 1].text in WORDS_OF_BODIES
    is_subject = doc[title.start].text in PORTFOLIO_WORDS and title.end < name.end
    return is_body and (title.kind in OF_BODIES or is_subject)


def _has(doc: Doc, title: Title) -> bool:
    """ "the Prosecutor's Office": something is called after an office"""
    return title.end < len(doc) and doc[title.end].tag_ == "POS"


def _end_before_title(name: Name, start: int, by_token: dict[int, Title]) -> int:
    """ "Jaishankar and Defence Minister Singh": a name may also end inside a title."""
    end = name.end
    while end > start and end - 1 in by_token:
        title = by_token[end - 1]
        if title.end < end or (title.end == end and name.label != "PERSON"):
            break
        end = title.start
    return end
