"""Whether a bare surname means a person, or a company that bears the same name.

In "Acme will supply Keller Foods. Keller was founded in 1950 ... said Greg Keller" the company is
called by its first word before any Keller is named, so it is elsewhere too.
"""

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Span

from helpers.annotation.actors.evidence import LEGAL_FORMS
from helpers.annotation.actors.name_span import Name, text_of
from helpers.annotation.gazetteers import context_words
from helpers.annotation.grammar import SUBJECTS
from helpers.annotation.lexicons.speech import is_speech


def companies_by_surname(
    doc: Doc, organisations: Iterable[Name], persons: Iterable[Name]
) -> dict[str, str]:
    """Return the full names of companies by the surname that the text calls them by.

    `persons` are the names that look like people's, among them the bare surnames; both are in text
    order.
    """
    companies: dict[str, tuple[int, set[str]]] = {}
    for name in organisations:
        first, *rest = text_of(doc, name).split()
        if rest and _is_last_of_company(rest[-1]):
            companies.setdefault(first, (name.start, set()))[1].add(text_of(doc, name))
    called: dict[str, str] = {}
    introduced: set[str] = set()
    for name in persons:
        form = text_of(doc, name)
        start, forms = companies.get(form, (len(doc), set()))
        if " " in form:
            introduced.add(form.split()[-1])
        elif start < name.start and form not in introduced and len(forms) == 1:
            called[form] = next(iter(forms))
    return {form: company for form, company in called.items() if form in introduced}


def means_company(span: Span, has_title: bool, companies: Mapping[str, str]) -> bool:
    """Say whether a bare surname means the company: neither "Mr Keller" nor "Keller said"."""
    root = span.root
    speaks = root.dep_ in SUBJECTS and is_speech(root.head)
    return span.text in companies and not (has_title or speaks)


def _is_last_of_company(word: str) -> bool:
    return (
        word in context_words("last word of a company") or word.lower().rstrip(".") in LEGAL_FORMS
    )
