"""Names that the model missed, but that a word or a name beside them reveals."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Doc, Token

from helpers.annotation import gazetteers, personal_names, places
from helpers.annotation.actors import as_person
from helpers.annotation.actors.evidence import (
    FACILITY_WORDS,
    MOST_COMMON,
    NO_ACTOR_WORDS,
    ORGANISATION_WORDS,
    age_follows,
)
from helpers.annotation.actors.headlines import headline_tokens
from helpers.annotation.actors.name_span import Name
from helpers.annotation.actors.titles import Title
from helpers.annotation.gazetteers import Match
from helpers.annotation.grammar import SUBJECTS
from helpers.annotation.lexicons.person_nouns import person_noun

_INSTITUTION = "|".join(sorted(gazetteers.context_words("institution")))
# Institutions that need a country before them to be identified: "Ministry of Finance".
INSTITUTIONS = re.compile(rf"(?:[\w'’-]+ ){{0,3}}(?:{_INSTITUTION})(?: (?:of|for) [\w' ’]+)?$")
NOUNS_AFTER = gazetteers.context_words("medium after its name")
NOUNS_BEFORE = gazetteers.context_words("company or medium before its name")
BEFORE_MEDIA = frozenset("the daily weekly local".split())
QUOTES = frozenset("\"“‘'")
# First words of the rest of a union's name: "Bakers and Allied Workers' Union".
AND_OTHERS = frozenset(("Allied", "Kindred", "Related"))
ACRONYM = re.compile(r"[A-Z]{3,6}")
TELL = gazetteers.context_words("verb whose object is told or asked")
OF_ORGANISATIONS = gazetteers.context_words("noun of organisations") | gazetteers.context_words(
    "noun for who is of an organisation"
)
FULL_NAME = (2, 3)  # words of a name that stands alone as somebody's
LONGEST_LINK = 2  # tokens between two names of a list: ", and"


def missed_names(doc: Doc, names: list[Name], titles: Iterable[Title]) -> list[Name]:
    """Return `names` together with those that the model missed, in order."""
    names = sorted([*names, *_with_titles(doc, names, titles)], key=lambda name: name.start)
    for more in (
        _called_organisations,
        _acronyms_in_brackets,
        _acting_acronyms,
        _institutions,
        _in_lists,
        _with_ages,
        _kin,
        _acting_people,
        _single_people,
    ):
        names = sorted([*names, *more(doc, names)], key=lambda name: name.start)
    names = _with_all_trades(doc, names)
    return [_local_institution(doc, name, names) for name in names]


def _with_all_trades(doc: Doc, names: list[Name]) -> list[Name]:
    """ "the Bakers, Food and Allied Workers' Union", of which the model finds the last part"""
    whole: list[Name] = []
    for name in names:
        start = _first_trade(doc, name.start) if doc[name.start].text in AND_OTHERS else name.start
        while whole and whole[-1].end > start:
            whole.pop()
        whole.append(name._replace(start=start))
    return whole


def _first_trade(doc: Doc, start: int) -> int:
    """Where the trades before "and Allied" begin, if "the" is before them."""
    first = start - 1
    if first < 1 or doc[first].lower_ not in {"and", "&"}:
        return start
    while first > 1 and (doc[first - 1].text.istitle() or doc[first - 1].text == ","):
        if doc[first - 1].lower_ == "the":
            break
        first -= 1
    return first if doc[first - 1].lower_ == "the" and doc[first].text.istitle() else start


def _local_institution(doc: Doc, name: Name, names: list[Name]) -> Name:
    """ "Lind County Sheriff's Office", of which the model finds only the county"""
    is_demonym = isinstance(name.known, Match) and name.known.kind == "demonym"
    if not is_demonym and (name.label != "GPE" or name.known):
        return name
    taken = _tokens_of(names)
    end = name.end
    while end < len(doc) and end not in taken and _can_be_in_name(doc[end]):
        end += 1
    rest = doc[name.end : end]
    if is_demonym:
        is_body = len(rest) > 1 and rest[-1].text in ORGANISATION_WORDS
        is_body &= not INSTITUTIONS.match(rest.text)  # "British Airline Pilots Union"
    else:
        is_body = bool(rest) and INSTITUTIONS.match(rest.text) is not None
    return Name(name.start, end, "ORG") if is_body else name


def _can_be_in_name(token: Token) -> bool:
    return token.tag_ == "POS" or (token.pos_ == "PROPN" and token.text[:1].isupper())


def _called_organisations(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Names that the model missed, called organisations by a noun: "the Echo newspaper"."""
    taken = _tokens_of(names)
    for token in doc:
        found = None
        if token.lower_ in NOUNS_AFTER and token.i not in taken:
            found = _medium_before(token, taken)
        elif token.lower_ in NOUNS_BEFORE and token.i + 1 < len(doc):
            found = _company_after(token, taken)
        if found:
            yield Name(*found, "ORG")
            taken.update(range(*found))


def _medium_before(noun: Token, taken: set[int]) -> tuple[int, int] | None:
    """ "the Echo newspaper", "the Foto-Press news agency": the name as token indices"""
    doc, start = noun.doc, noun.i
    if noun.lower_ == "agency":
        start -= 1
        if doc[start].lower_ != "news":
            return None
    end = start
    while start and (
        _is_free_proper_noun(doc[start - 1], taken)
        or (doc[start - 1].text == "-" and _is_free_proper_noun(doc[start - 2], taken))
    ):
        start -= 1
    return (start, end) if start < end and doc[start - 1].lower_ in BEFORE_MEDIA else None


def _company_after(noun: Token, taken: set[int]) -> tuple[int, int] | None:
    """ "carmaker Volkmar", 'the newspaper "Echo"': the name as token indices"""
    start = noun.i + 1
    start += noun.doc[start].text in QUOTES
    end = _end_of_run(noun.doc, start, taken)
    return (start, end) if start < end else None


def _acronyms_in_brackets(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Acronyms that the model missed: "Coastal Relief Fund (CRF)"."""
    taken = {name.start for name in names}
    for name in names:
        i = name.end + 1
        if (
            i + 1 < len(doc)
            and i not in taken
            and doc[name.end].text == "("
            and doc[i + 1].text in {")", ",", ";"}
            and re.fullmatch(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*", doc[i].text)
        ):
            yield Name(i, i + 1, "")


def _acting_acronyms(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """What the model missed: "CRF says", "told CRF", "the CRF leader"."""
    taken = _tokens_of(names)
    for token in doc:
        if token.i not in taken and ACRONYM.fullmatch(token.text) and _acts(token):
            yield Name(token.i, token.i + 1, "")


def _acts(token: Token) -> bool:
    """Does an acronym stand as the name of somebody would, among words that are not in capitals?"""
    doc = token.doc
    near = [t for t in doc[max(0, token.i - 2) : token.i + 3] if t.is_alpha and t.i != token.i]
    if token.pos_ != "PROPN" or all(t.is_upper for t in near) or gazetteers.no_actor(token.text):
        return False
    after = doc[token.i + 1] if token.i + 1 < len(doc) else token
    if after.like_num or after.text == "-":
        return False
    if token.dep_ in SUBJECTS or (token.dep_ in {"dobj", "dative"} and token.head.lemma_ in TELL):
        return token.head.pos_ == "VERB"
    return after.lower_ in OF_ORGANISATIONS


def _institutions(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Institutions that the model missed after a country's name: "British Parliament"."""
    taken = _tokens_of(names)
    for name in names:
        if not isinstance(name.known, Match):
            continue
        start = name.end + (name.end < len(doc) and doc[name.end].tag_ == "POS")
        end = _end_of_run(doc, start, taken)
        if end > start and INSTITUTIONS.match(doc[start:end].text):
            yield Name(start, end, "ORG")


def _in_lists(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Names that the model missed between two names in a list: "Volvo, Saab and Ericsson"."""
    taken = _tokens_of(names)
    for one, other in pairwise(names):
        start = one.end + 1
        end = _end_of_run(doc, start, taken, other.start)
        if (
            start < end < other.start
            and other.start - end <= LONGEST_LINK
            and _is_list(doc, one.end, end)
            and one.label == other.label
            and one.label in {"PERSON", "ORG"}
        ):
            yield Name(start, end, one.label)


def _with_ages(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """People that the model missed before their age: "said Osian Beynon, 34, a plumber"."""
    taken = _tokens_of(names)
    for token in doc:
        if token.text != "," or not age_follows(doc, token.i):
            continue
        start = _start_of_run(doc, token.i, taken)
        if token.i - start in FULL_NAME:
            yield Name(start, token.i, "PERSON")


def _with_titles(doc: Doc, names: list[Name], titles: Iterable[Title]) -> Iterator[Name]:
    """People that the model missed after a title: "PC Dawn Rudge" """
    taken = _tokens_of(names)
    for title in titles:
        end = title.end
        while end < len(doc) and _is_free_proper_noun(doc[end], taken) and doc[end].is_title:
            end += 1
        words = [token.text for token in doc[title.end : end]]
        is_office = doc[title.end - 1].text[:1].isupper() and title.kind != "role"
        if is_office and len(words) in FULL_NAME and personal_names.is_full_name(words):
            yield Name(title.end, end, "PERSON")


def _kin(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Given names that the model missed after somebody's relative: "and his wife, Amber, came" """
    taken = _tokens_of(names)
    for noun in doc:
        owned = noun.i > 0 and noun.nbor(-1).tag_ in {"PRP$", "POS"}
        if not (owned and noun.lower_ in gazetteers.context_words("kin")):
            continue
        start = noun.i + 1 + (doc[noun.i + 1 : noun.i + 2].text == ",")
        end = _end_of_run(doc, start, taken)
        if end == start + 1 and personal_names.is_given_name(doc[start].text):
            yield Name(start, end, "PERSON")


def _acting_people(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Full names that the model missed of people who do something: "Petra Lindqvist won" """
    taken, headlines = _tokens_of(names), headline_tokens(doc)
    for token in doc:
        if token.dep_ not in SUBJECTS or token.head.pos_ != "VERB" or token.i in headlines:
            continue
        start = _start_of_run(doc, token.i, taken)
        end = _end_of_run(doc, token.i, taken)
        words = [word.text for word in doc[start:end]]
        if end == token.i + 1 and len(words) in FULL_NAME and _is_known_name(words):
            yield Name(start, end, "PERSON")


def _single_people(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Single words that the model missed and that only a person can be: "Lindqvist retired" """
    taken, headlines = _tokens_of(names), headline_tokens(doc)
    for token in doc:
        if token.i in taken or token.i in headlines or not _can_be_single_name(token):
            continue
        name = Name(token.i, token.i + 1, "PERSON")
        if any(True for _ in as_person.evidence(doc, name)):
            yield name


def _can_be_single_name(token: Token) -> bool:
    """Is it a rare word or a name of people, with a capital, not part of something longer?"""
    form, doc = token.text, token.doc
    if token.tag_ != "NNP" or not form.istitle() or token.ent_type_ or token.dep_ == "compound":
        return False
    beside = [*doc[max(token.i - 1, 0) : token.i], *doc[token.i + 1 : token.i + 2]]
    if any(t.pos_ == "PROPN" or t.text == "-" for t in beside) or person_noun(token):
        return False
    is_name = personal_names.is_given_name(form) or personal_names.is_surname(form)
    is_rare = is_name or doc.vocab[form.lower()].rank >= MOST_COMMON
    is_other = gazetteers.no_actor(form) or places.find_place(form) or form in gazetteers.titles()
    return is_rare and not is_other


def _is_known_name(words: list[str]) -> bool:
    """Are all words names of people, and none a word for something else?"""
    others = NO_ACTOR_WORDS | ORGANISATION_WORDS | FACILITY_WORDS
    return (
        personal_names.is_full_name(words)
        and personal_names.is_surname(words[-1])
        and not others.intersection(words)
    )


def _is_list(doc: Doc, comma: int, link: int) -> bool:
    return doc[comma].text == "," and doc[link].lower_ in {",", "and", "or"}


def _tokens_of(names: list[Name]) -> set[int]:
    return {i for name in names for i in range(name.start, name.end)}


def _start_of_run(doc: Doc, end: int, taken: set[int]) -> int:
    """The start of the proper nouns, no acronyms, before `end`, outside other names."""
    start = end
    while start and _is_free_proper_noun(doc[start - 1], taken) and doc[start - 1].is_title:
        start -= 1
    return start


def _end_of_run(doc: Doc, start: int, taken: set[int], limit: int | None = None) -> int:
    """The end of the proper nouns that begin at `start`, outside other names."""
    limit = len(doc) if limit is None else limit
    end = start
    while end < limit and _is_free_proper_noun(doc[end], taken):
        end += 1
    return end


def _is_free_proper_noun(token: Token, taken: set[int]) -> bool:
    return token.pos_ == "PROPN" and token.i not in taken and token.text[:1].isupper()
