"""Occurrences of the actors' names that the model did not notice."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from helpers.annotation import gazetteers, personal_names, places
from helpers.annotation.actor_ids import ORGANISATION, PERSON
from helpers.annotation.actors import teams
from helpers.annotation.actors.evidence import (
    LEGAL_FORMS,
    MOST_COMMON,
    ORGANISATION_WORDS,
)
from helpers.annotation.actors.identity import People
from helpers.annotation.actors.kinds import NO_ACTOR
from helpers.annotation.actors.name_span import Name, text_of
from helpers.annotation.actors.organisation_identity import can_be_shortened, head_of
from helpers.annotation.gazetteers import Match, NoActor, context_words
from helpers.annotation.grammar import SUBJECTS

SHORTEST_REPEATED = 3  # characters
PAIR = 2  # words
FIRST_WORD = re.compile(r"@?\w*")


def add_repetitions(
    doc: Doc, names: list[Name], kind_of_form: dict[str, str]
) -> tuple[list[Name], dict[str, str]]:
    """Return `names` with the repetitions of each of them, and the kinds of all forms.

    A form is searched as it is and in capitals, and so are a surname by itself and the head of the
    only organisation that has it: "the Commission". A longer name replaces shorter ones inside it.
    """
    nicknames = set(kind_of_form) - {text_of(doc, name) for name in names}
    forms, kind_of_form = _with_surnames(kind_of_form)
    for form in _short_companies(doc, kind_of_form):
        kind_of_form[form] = ORGANISATION
        forms.append(form)
    first_words = _first_words(doc, forms, kind_of_form)
    bare = _surnames_of_full_names(kind_of_form) - _places(doc, names)
    in_capitals = {form.upper(): kind for form, kind in kind_of_form.items() if kind != NO_ACTOR}
    heads = _unique_heads([*forms, *(text_of(doc, name) for name in names if name.known)])
    at_token = {i: name for name in names for i in range(name.start, name.end)}
    for span in _occurrences(doc, [*forms, *heads, *first_words]):
        if not _stands_as_name(span, heads, nicknames, first_words):
            continue
        if _is_new(span, at_token) or _is_bare_surname(span, at_token.get(span.start), bare):
            kind = in_capitals.get(span.text.upper(), ORGANISATION)
            if kind == PERSON:
                span = _with_given_name(span, at_token)
            kind_of_form.setdefault(span.text, kind)
            name = Name(span.start, span.end, "")
            at_token.update(dict.fromkeys(range(span.start, span.end), name))
    return sorted(set(at_token.values()), key=lambda name: name.start), kind_of_form


def _with_given_name(span: Span, at_token: dict[int, Name]) -> Span:
    """ "Emeka Laurent" as a whole, in a text that also names Lina Laurent"""
    doc, start = span.doc, span.start
    before = doc[start - 1] if start else None
    if (
        before is None
        or len(span) > 1
        or before.i in at_token
        or before.pos_ != "PROPN"
        or before.head != span.root
        or not (before.text.istitle() and personal_names.is_given_name(before.text))
    ):
        return span
    return Span(doc, start - 1, span.end)


def _stands_as_name(
    span: Span, heads: set[str], nicknames: set[str], first_words: set[str]
) -> bool:
    """Is a word with other meanings a name here: "the Commission", "Buzz smiled"?"""
    if span.text in heads:
        return bool(span.start) and span.doc[span.start - 1].lower_ == "the"
    if span.text in first_words:
        return _is_party_to_act(span)
    if span.text not in nicknames or len(span) > 1:
        return True
    # Any word is capitalised at the start of a sentence, but a bare subject there is a name.
    word = span[0]
    starts = word.is_sent_start or span.doc[word.i - 1].is_punct
    alone = word.dep_ in SUBJECTS and word.tag_ in {"NN", "NNP"} and not any(word.children)
    return word.pos_ == "PROPN" or alone or not starts


def _with_surnames(kind_of_form: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """The forms of actors and the surnames of people, and the kinds of all of them."""
    kind_of_form = dict(kind_of_form)
    forms = [form for form, kind in kind_of_form.items() if kind != NO_ACTOR]
    people = People(form for form in forms if kind_of_form[form] == PERSON)
    for surname in people.surnames():
        if surname[:1].isupper() or " " in surname:
            kind_of_form.setdefault(surname, PERSON)
            forms.append(surname)
    bare = _surnames_of_full_names(kind_of_form)
    forms = [form for form in dict.fromkeys(forms) if form in bare or not gazetteers.no_actor(form)]
    return forms, kind_of_form


def _short_companies(doc: Doc, kind_of_form: dict[str, str]) -> set[str]:
    """ "Volkmar" and "Volkmar Energy", if the text has "Volkmar Energy AG" """
    short = set()
    for form, kind in kind_of_form.items():
        *words, last = form.split()
        if kind == ORGANISATION and words and last.lower().rstrip(".") in LEGAL_FORMS:
            short.add(" ".join(words))
            if can_be_shortened(form):
                short.add(words[0])
    return {form for form in short - set(kind_of_form) if _is_rare(doc, form)}


def _first_words(doc: Doc, forms: list[str], kind_of_form: dict[str, str]) -> set[str]:
    """ "Volkmar" of "Volkmar Pictures", a company by its last word, not of "Volkmar Council" """
    companies = context_words("last word of a company")
    pairs = (form.split() for form in forms if kind_of_form.get(form) == ORGANISATION)
    firsts = [pair[0] for pair in pairs if len(pair) == PAIR and pair[1] in companies]
    return {
        first
        for first, n in Counter(firsts).items()
        if n == 1 and first not in kind_of_form and _is_rare(doc, first)
    }


def _is_party_to_act(span: Span) -> bool:
    """Is it the subject or object of a verb, or an owner, and nothing but a name?"""
    root, doc = span.root, span.doc
    is_owner = doc[span.end : span.end + 1].text in {"'s", "’s"}
    is_alone = root.pos_ == "PROPN" and not any(token.pos_ == "PROPN" for token in root.children)
    return is_alone and (is_owner or root.dep_ in SUBJECTS | {"dobj"})


def _is_rare(doc: Doc, form: str) -> bool:
    """Is it several words, or one that hardly means anything else?"""
    return " " in form or not (
        doc.vocab[form.lower()].rank < MOST_COMMON
        or personal_names.is_given_name(form)
        or personal_names.is_surname(form)
        or places.find_place(form)
        or gazetteers.country(form)
        or gazetteers.no_actor(form)
    )


def _surnames_of_full_names(kind_of_form: dict[str, str]) -> set[str]:
    """Surnames after a real given name: "Anna Jordan", but not "Orlavia Jordan"."""
    return {
        surname
        for form, kind in kind_of_form.items()
        if kind == PERSON and personal_names.is_full_name(form.split())
        for surname in personal_names.surname_forms(form.split())
    }


def _places(doc: Doc, names: list[Name]) -> set[str]:
    """The names of countries that are used as places somewhere in the text: "in Jordan"."""
    return {
        text_of(doc, name)
        for name in names
        if isinstance(name.known, Match) and teams.is_place(doc[name.start : name.end])
    }


def _is_bare_surname(span: Span, name: Name | None, surnames: set[str]) -> bool:
    """ "Jordan" in a text that names Anna Jordan"""
    if name is None or name.end - name.start != len(span) or span.text not in surnames:
        return False
    if isinstance(name.known, Match):
        return name.known.kind != "demonym"
    return isinstance(name.known, NoActor) or (name.known is not None and name.label == "PERSON")


def _is_new(span: Span, at_token: dict[int, Name]) -> bool:
    """Is there no name where the span is, or only shorter ones inside it?"""
    inside = {at_token[i] for i in range(span.start, span.end) if i in at_token}
    return not inside or (
        len(span) > 1
        and all(
            span.start <= one.start and one.end <= span.end and one.end - one.start < len(span)
            for one in inside
        )
    )


def _unique_heads(forms: Iterable[str]) -> set[str]:
    """Words such as "Commission" that are the head of only one organisation in the text."""
    heads = Counter(head_of(form) for form in dict.fromkeys(forms) if " " in form)
    return {head for head, n in heads.items() if n == 1 and head in ORGANISATION_WORDS}


def _occurrences(doc: Doc, forms: list[str]) -> Iterator[Span]:
    """The occurrences of the forms in the text, the longest of those that begin at a token."""
    by_first_word = _by_first_word(forms)
    text = doc.text
    for token in doc:
        first = FIRST_WORD.match(token.text)
        for form in by_first_word.get(first.group(), ()) if first else ():
            end = token.idx + len(form)
            if text.startswith(form, token.idx) and not text[end : end + 1].isalnum():
                span = doc.char_span(token.idx, end)
                if span is not None:
                    yield span
                    break


def _by_first_word(forms: list[str]) -> dict[str, list[str]]:
    """The forms, as written and in capitals, by their first word, the longest first."""
    by_first_word: dict[str, list[str]] = defaultdict(list)
    # "de la Cruz" begins a sentence with a capital.
    for form in [*forms, *(form[0].upper() + form[1:] for form in forms if form[:1].islower())]:
        first = FIRST_WORD.match(form)
        if first and len(form) >= SHORTEST_REPEATED:
            by_first_word[first.group()].append(form)
            if len(form) >= gazetteers.SHORTEST_IN_CAPITALS:
                by_first_word[first.group().upper()].append(form.upper())
    for group in by_first_word.values():
        group.sort(key=len, reverse=True)
    return by_first_word
