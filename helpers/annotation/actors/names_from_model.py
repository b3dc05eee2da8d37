"""The model's named entities, cut to the names in them."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actors import teams
from helpers.annotation.actors.evidence import FACILITY_WORDS, ORGANISATION_WORDS, PLACE_NOUNS
from helpers.annotation.actors.first_words import without_first_words
from helpers.annotation.actors.headlines import without_headlines
from helpers.annotation.actors.name_edges import trimmed
from helpers.annotation.actors.name_span import NAME_LABELS, Name
from helpers.annotation.actors.names_without_titles import PORTFOLIO_WORDS, without_titles
from helpers.annotation.actors.titles import Title
from helpers.annotation.actors.whole_people import is_number_beside_person, with_whole_people
from helpers.annotation.grammar import DASHES, SUBJECTS
from helpers.annotation.lexicons.person_nouns import is_person

COMMON_POS = frozenset("NOUN VERB ADJ".split())
SAINTS = gazetteers.context_words("saint")
LINKS = frozenset([",", "and", "&"])
SEPARATORS = frozenset("/ ( | • [ ]".split())
BETWEEN_EQUALS = frozenset("and & - – vs. vs".split())  # two teams, two places, two people


def model_names(doc: Doc, titles: Iterable[Title]) -> list[Name]:
    """Return the names in the model's entities, in order; `titles` are not parts of names."""
    entities = [ent for ent in doc.ents if ent.label_ in NAME_LABELS]
    alone = {" ".join(ent.text.split()) for ent in entities}
    names = [piece for ent in with_whole_people(doc, entities) for piece in _cut(ent, alone)]
    names = without_headlines(doc, names)
    common = {token.text for token in doc if token.is_lower and token.pos_ in COMMON_POS}
    names = [name for name in names if not _is_common_word(doc, name, common)]
    names = without_first_words(doc, names)
    names = _with_portfolios(doc, _without_pairs(doc, names))
    names = teams.whole_clubs(doc, names)
    names = [_as_facility(doc, name) for name in _with_saints(doc, names)]
    return without_titles(doc, names, list(titles))


def _as_facility(doc: Doc, name: Name) -> Name:
    """ "Royal Botanic Gardens", which the model takes for a person, as an organisation"""
    first, last = doc[name.start].text, doc[name.end - 1].text
    is_facility = last in FACILITY_WORDS and name.end - name.start > 1
    if name.label != "PERSON" or not is_facility or personal_names.is_given_name(first):
        return name
    return name._replace(label="ORG")


def _with_saints(doc: Doc, names: list[Name]) -> list[Name]:
    """ "St Paul's Theological College" as one, of which the model sees two"""
    whole: list[Name] = []
    for name in names:
        last = whole[-1] if whole else None
        if (
            last is not None
            and name.label == "ORG"
            and doc[last.start].text in SAINTS
            and name.start == last.end + 1
            and doc[last.end].tag_ == "POS"
        ):
            name = whole.pop()._replace(end=name.end, label="ORG")
        whole.append(name)
    return whole


def _with_portfolios(doc: Doc, names: list[Name]) -> list[Name]:
    """ "Ministry of Gender, Labour and Social Development" as one, of which the model sees three"""
    whole: list[Name] = []
    for name in names:
        if whole and name.start < whole[-1].end:
            continue
        if name.label == "ORG" and _has_portfolio(doc[name.start : name.end]):
            name = name._replace(end=_end_of_portfolios(doc, name.end))
        whole.append(name)
    return whole


def _has_portfolio(name: Span) -> bool:
    """ "Ministry of Gender", but not "Bank of Norway" """
    words = [token.text for token in name]
    link = next((i for i, word in enumerate(words) if word in {"of", "for"}), 0)
    return bool(link) and words[link - 1] in ORGANISATION_WORDS and words[-1] in PORTFOLIO_WORDS


def _end_of_portfolios(doc: Doc, end: int) -> int:
    """Where a list of portfolios ends that goes on with a comma or "and"."""
    while end + 1 < len(doc) and doc[end].text in LINKS:
        last = end + 1
        while last < len(doc) and doc[last].text in PORTFOLIO_WORDS:
            last += 1
        if last == end + 1 or (doc[end].text == "," and doc[last : last + 1].text not in LINKS):
            break
        end = last
    return end


def _is_common_word(doc: Doc, name: Name, common: set[str]) -> bool:
    """Is it capitalised only as the start of a sentence, and in lower case elsewhere?

    This also applies to a noun for organisations or places before another noun: "Party members
    met.", "Parish clerk Ida Lund left."
    """
    token = doc[name.start]
    starts = token.is_sent_start or doc[token.i - 1].is_punct
    if name.end - name.start != 1 or not starts:
        return False
    if _are_people(doc, name, token):
        return True
    before_noun = token.dep_ == "compound" and token.head.is_lower
    is_position = token.lower_ in gazetteers.context_words("noun for an athlete")
    return (
        token.lower_ in common
        or (before_noun and (token.text in ORGANISATION_WORDS or token.lower_ in PLACE_NOUNS))
        or (is_position and doc[name.end : name.end + 1].text.istitle())
    )


def _are_people(doc: Doc, name: Name, token: Token) -> bool:
    """ "Councillors" in "LIMA - Councillors", "Importers" in "Importers said no" """
    singular = token.lower_.removesuffix("s")
    if singular == token.lower_ or singular in gazetteers.titles():
        return singular != token.lower_
    is_subject = name.label == "ORG" and token.dep_ in SUBJECTS
    return is_subject and is_person(singular) and not teams.is_about_sport(doc)


def _without_pairs(doc: Doc, names: list[Name]) -> list[Name]:
    """ "the Keller-Novak visit" as two names, if the text has both surnames elsewhere."""
    surnames = {doc[name.end - 1].text for name in names if name.label == "PERSON"}
    pieces = []
    for name in names:
        words = [doc[i].text for i in range(name.start, name.end)]
        if len(words) == 3 and words[1] in {"-", "–"} and {words[0], words[2]} <= surnames:
            pieces += [
                Name(name.start, name.start + 1, "PERSON"),
                Name(name.end - 1, name.end, "PERSON"),
            ]
        else:
            pieces.append(name)
    return pieces


def _cut(ent: Span, alone: set[str]) -> Iterator[Name]:
    """The names in an entity: without surrounding words, and one by one if it joins several.

    `alone` are all entities of the text: an entity elsewhere is a separate name here too.
    """
    doc, start = ent.doc, ent.start
    for i in range(ent.start, ent.end + 1):
        ends = ent.label_ != "PERSON" and start < i and _is_seam(doc, start, i, ent.end, alone)
        if i == ent.end or ends or _splits(ent, i, alone):
            piece = trimmed(doc, start, i)
            if piece:
                yield Name(*piece, ent.label_)
            start = i if ends else i + 1


def _splits(ent: Span, i: int, alone: set[str]) -> bool:
    """Is the token at `i` between two names that an entity joins?"""
    doc, word = ent.doc, ent.doc[i].lower_
    if ent.label_ == "PERSON" and _is_inside_name(doc, ent, i):
        return False
    return (
        _sets_apart(doc[i])
        or is_number_beside_person(ent, i)
        or _is_link(doc, ent, i)
        or (ent.start < i < ent.end - 1 and (_is_verb_between(doc[i]) or _is_noun_between(ent, i)))
        or (word in BETWEEN_EQUALS and _are_alone(doc, ent, i, alone))
    )


def _sets_apart(token: Token) -> bool:
    """Is it a mark that no name contains: a bracket, or the dash in "LIMA - Mining Union"?"""
    if token.is_space or token.text in SEPARATORS:
        return True
    is_loose = bool(token.whitespace_) and bool(token.doc[token.i - 1].whitespace_)
    return token.text in DASHES and is_loose


def _is_link(doc: Doc, ent: Span, i: int) -> bool:
    """Is it the word or comma between two people, or between two organisations?"""
    word = doc[i].lower_
    if ent.label_ == "PERSON":
        return word in {"and", "&"}
    return ent.label_ == "ORG" and word in {"and", ","} and _joins(doc, ent, i)


def _is_verb_between(token: Token) -> bool:
    """ "thanked" in "Keller thanked Novak", but not "du" in "Anna du Toit" """
    is_verb = token.tag_ in {"VBD", "VBZ"} and token.lower_ not in personal_names.PARTICLES
    return token.is_lower and is_verb


def _is_noun_between(ent: Span, i: int) -> bool:
    """ "component" in "Dow component Volkmar Foods" """
    word = ent.doc[i]
    return ent.label_ == "ORG" and word.is_lower and word.tag_ == "NN" and word.is_alpha


def _is_inside_name(doc: Doc, ent: Span, i: int) -> bool:
    """ "Vinodh s/o Raman", "Anna Keller-Brandt" """
    if doc[i].text == "/":
        return doc[i - 1 : i + 2].text in personal_names.SON_OR_DAUGHTER_OF
    before = [token.text for token in doc[ent.start : i]]
    is_tight = not (doc[i].whitespace_ or doc[i - 1].whitespace_)
    return doc[i].text == "-" and is_tight and personal_names.is_full_name(before)


def _joins(doc: Doc, ent: Span, i: int) -> bool:
    """Are there two organisations around the "and" or comma at `i`?"""
    first, second = doc[ent.start : i].text, doc[i + 1 : ent.end].text
    if doc[i].text == ",":
        return not re.match(r"(?:Inc|Ltd|LLC|Corp|PLC|\w+(?: \w+)*,? and )", second)
    if second.startswith("the ") and _have_organisation_words(first, second):
        return True
    return any(
        gazetteers.organisation(form) or gazetteers.bloc(form) for form in (first, second)
    ) and not _is_plain(doc[i - 1])


def _have_organisation_words(*forms: str) -> bool:
    """ "Bureau of Prisons and the Department of Justice": two bodies, each with its word"""
    return all(ORGANISATION_WORDS.intersection(form.split()) for form in forms)


def _is_plain(token: Token) -> bool:
    """ "Fisheries and Trade Council": half a name"""
    return not (
        token.text.isupper()
        or token.text in ORGANISATION_WORDS
        or gazetteers.organisation(token.text)
        or gazetteers.bloc(token.text)
    )


def _is_seam(doc: Doc, start: int, i: int, end: int, alone: set[str]) -> bool:
    """Do two names meet here with nothing between them, as in a table of results?

    Not in "Castle Athletic", although the text also calls the club "Castle" and "Athletic".
    """
    second = doc[i:end].text
    is_word_of_body = second in ORGANISATION_WORDS or teams.is_word_of_club(second)
    return not is_word_of_body and {doc[start:i].text, second} <= alone


def _are_alone(doc: Doc, ent: Span, i: int, alone: set[str]) -> bool:
    first, second = doc[ent.start : i], doc[i + 1 : ent.end]
    # "Volkmar Oil and Harbour Gas", if the text also has "Harbour Gas" by itself
    is_second = ent.label_ == "ORG" and len(first) > 1 and len(second) > 1
    return second.text in alone and (is_second or first.text in alone)
