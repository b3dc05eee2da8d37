"""Evidence for the kind of a name: its label, the words around it and the words in it.

Each function yields pieces of evidence under their names in data/rules/kind_evidence.csv, which
gives their weights.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from spacy.tokens import Doc, Token

from helpers.annotation import gazetteers, personal_names, places
from helpers.annotation.actors.name_span import Name, who_follows
from helpers.annotation.actors.titles import Title, title_of
from helpers.annotation.gazetteers import context_words
from helpers.annotation.lexicons.person_nouns import person_noun

# Labels that a small model also gives to companies and people.
DOUBTFUL_LABELS = frozenset("WORK_OF_ART PRODUCT FAC LAW EVENT".split())
ORGANISATION_WORDS = context_words("organisation word")
NO_ACTOR_WORDS = context_words("no-actor word")
# Institutions with a building: the building if something is at or in it, or if it is in a city.
FACILITY_WORDS = context_words("facility word")
ORGANISATION_NOUNS = context_words("organisation noun")
PLACE_NOUNS = context_words("place noun")
OF_PLACES = context_words("noun for who or what is of a place")
THING_NOUNS = context_words("thing noun")
ROLES = context_words("noun for a role") | context_words("noun for an occupation")
CALLED_LIKE_PEOPLE = THING_NOUNS | context_words("noun for a thing that has a name") - ROLES
TITLES_OF_RESPECT = frozenset({"honorific", "noble", "religious"})
OPENING, CLOSING = frozenset("\"“‘'«„"), frozenset("\"”’'»“")
SMALL_WORDS = personal_names.PARTICLES | frozenset(
    "of for the and in on to a at by with e y d und".split()
)
PLACE_PREPOSITIONS = frozenset("in near outside around across throughout at".split())
INSIDE = frozenset("in at".split())
BESIDE = INSIDE | frozenset("to from near inside outside".split())
COMPANY_WORDS = context_words("last word of a company")
LEGAL_FORMS = context_words("legal form")
# "(NYSE: KLR)", "(KLR.ST)"
TICKER = re.compile(r"\((?:[A-Z][A-Za-z]{2,9}: ?[A-Z.]{1,6}|[A-Z]{2,5}\.[A-Z]{1,2})\)")
OWNED = 3  # tokens from an owner to the name: "her husband, Stanley"
LONGEST_TICKER = 6  # tokens
PARTNERS = re.compile(r"[A-Z][\w'’-]+ & (?:[A-Z][\w'’-]+|Co\.?)")  # "Keller & Brandt"
CODE = re.compile(r"[A-Z]{1,4}-?\d+\w*")
ACRONYM = re.compile(r"[A-Z](?:[A-Z0-9&-]{1,6}|[a-z]{1,2}[A-Z]{1,3})s?")
ARTICLES = context_words("article of another language")  # "La Prensa", "Los Andes"
INITIAL = re.compile(r"[A-Z]\.")
INITIALS = re.compile(r"(?:[A-Z]\. ?){1,3}|[A-Z] [A-Z]( [A-Z])?")
OF_FORMS = MappingProxyType(
    {
        "only an organisation word": lambda form: form in ORGANISATION_WORDS,
        "known place": lambda form: form not in ORGANISATION_WORDS and places.is_certain(form),
        "code": CODE.fullmatch,
        "acronym": ACRONYM.fullmatch,
    }
)
OF_SUBJECT = re.compile(r"(?:Department|Departments|Faculty|School|Division|Professor) of ")
FIELDS = tuple(context_words("field of study"))
AGES = range(10, 111)  # years
MOST_COMMON = 5000  # words
LONGEST_COMPOUND = 4  # nouns and adjectives after a name, in words
LONGEST_PERSON = 4  # words of a name that begins with a given name


def of_label(label: str, is_city_of_club: bool) -> str | None:
    """Return the evidence from the model's label, if it gave one."""
    if is_city_of_club:
        return "city of a club"
    if label in DOUBTFUL_LABELS:
        return "doubtful label"
    known = {"PERSON": "labelled a person", "ORG": "labelled an organisation", "": None}
    return known.get(label, "labelled otherwise")


def around(doc: Doc, name: Name, form: str, titles: dict[int, Title]) -> Iterator[str]:
    """Yield the evidence from the words around one occurrence of a name; `titles` are by end."""
    start, end = name.start, name.end
    if not has_organisation_word(form):
        yield from _of_person(doc, name, titles)
    if FACILITY_WORDS.intersection(form.split()) and _in_place(doc, name):
        yield "facility in a place"
    # The words before and after quotation marks show what is inside.
    if _is_in_quotation_marks(doc, start, end):
        start, end = start - 1, end + 1
        if not (start and doc[start - 1].lower_ in ORGANISATION_NOUNS):
            yield "in quotation marks"
    if start:
        yield from _of_noun_before(doc[start - 1], form)
        yield from _of_article_before(doc, start, name, form)
        if _is_of_role(doc, start) and doc[name.end : name.end + 1].text != "-":
            yield "role at"
        else:
            yield from _of_preposition_before(doc[start - 1].lower_, name, form)
    if end < len(doc):
        yield from _after(doc, end, name)
        if doc[end].text == "(" and TICKER.match(doc[end : end + LONGEST_TICKER].text):
            yield "ticker after"


def in_words(form: str) -> Iterator[str]:
    """Yield the evidence from the words in a name."""
    words = form.split()
    ends_legally = len(words) > 1 and words[-1].lower().rstrip(".") in LEGAL_FORMS
    if ends_legally or _are_partners(form):
        yield "legal form"
    if has_organisation_word(form):
        yield "organisation word"
    elif 2 <= len(words) <= LONGEST_PERSON:
        yield from _in_words_of_person(words)
    yield from _in_words_of_no_actor(form, words)
    yield from _in_last_words(form, words)
    yield from ("common word" for word in words if word.islower() and word not in SMALL_WORDS)
    yield from (name for name, holds in OF_FORMS.items() if holds(form))


def _in_last_words(form: str, words: list[str]) -> Iterator[str]:
    last = words[-1] if len(words) > 1 else ""
    if last in context_words("last word of a club"):
        yield "club word"
    if last in COMPANY_WORDS and not personal_names.is_surname(last):
        yield "company word"
    if OF_SUBJECT.search(form) and form.endswith(FIELDS):
        yield "department of a subject"
    if len(words) > 2 and gazetteers.region_or_country(words[-1]):
        yield "ends in a region"


def _are_partners(form: str) -> bool:
    """ "Keller & Brandt", but not "Anna & Tom" """
    if not PARTNERS.fullmatch(form):
        return False
    *_, last = form.split()
    return not personal_names.is_given_name(last) or personal_names.is_surname(last)


def is_shouted(doc: Doc, form: str) -> bool:
    """Say whether a name is a common English word in capitals: "VOTE".

    The vectors of spaCy's pipelines are in order of frequency; without vectors, no word is common.
    """
    return form.isupper() and form.isalpha() and doc.vocab[form.lower()].rank < MOST_COMMON


def _in_words_of_person(words: list[str]) -> Iterator[str]:
    if FACILITY_WORDS.intersection(words):
        return
    if (
        personal_names.is_given_name(words[0])
        and words[0] not in ARTICLES
        and (words[-1] not in NO_ACTOR_WORDS or _can_be_surname(words))
    ):
        yield "given name first"
    if INITIALS.fullmatch(" ".join(words[:-1])):
        yield "initials first"
    if any(INITIAL.fullmatch(word) for word in words[1:-1]):
        yield "initial inside"


def _in_words_of_no_actor(form: str, words: list[str]) -> Iterator[str]:
    if ends_as_no_actor(form) or _begins_as_no_actor(words):
        yield "no-actor word that is a surname" if _can_be_surname(words) else "no-actor word"


def _can_be_surname(words: list[str]) -> bool:
    """ "Hall" in "Anna Hall", "Tour" in "Anna de la Tour", but not "Day" in "World Animal Day" """
    if (
        len(words) < 2
        or words[0].endswith(("'s", "’s"))  # "Mother's Day"
        or not (len(words) == 2 or personal_names.is_given_name(words[0]))
    ):
        return False
    return personal_names.is_surname(words[-1]) or words[-2] in personal_names.PARTICLES


def has_organisation_word(form: str) -> bool:
    """Say whether a name contains a word for an organisation: "Harbour Bank"."""
    return any(word in ORGANISATION_WORDS for word in re.split(r"[\s-]", form))


def ends_as_no_actor(form: str) -> bool:
    """ "Lakeside Film Awards", "Convention on Trade", but not "Department of Defense" """
    head, *rest = re.split(r" (?:of|for|on) ", form)
    if rest:
        last = head.split()[-1]
        return last not in ORGANISATION_WORDS and bool({last, form.split()[-1]} & NO_ACTOR_WORDS)
    return " " in form and form.split()[-1] in NO_ACTOR_WORDS


def _begins_as_no_actor(words: list[str]) -> bool:
    firsts = context_words("first word of no actor")
    return (
        len(words) > 1
        and not ORGANISATION_WORDS.intersection(words)
        and bool(firsts & {words[0], " ".join(words[:2])})
    )


def _of_person(doc: Doc, name: Name, titles: dict[int, Title]) -> Iterator[str]:
    start, end = name.start, name.end
    title = title_of(doc, start, titles)
    if title and _is_in_name_of_place(doc, title, name):
        yield "the before a person"
    elif title:
        respect = title.kind in TITLES_OF_RESPECT
        yield "title of respect before" if respect else "title before"
    elif start and (_is_person_noun(doc[start - 1]) or _is_set_off(doc, start, end)):
        yield "noun for a person before"
    if age_follows(doc, end) or (start and doc[start - 1].text == "old"):
        yield "age beside"
    if end < len(doc) and doc[end].lower_ in {"who", "whose", "whom"}:
        yield "who after"
    if who_follows(doc, name):
        yield "comma and who after"


def _is_in_name_of_place(doc: Doc, title: Title, name: Name) -> bool:
    """ "the Queen Charlotte Bridge", "the ferry Dona Paz" """
    noun = doc[max(title.start - 1, 0)].lower_
    if noun in CALLED_LIKE_PEOPLE:
        return title.kind in TITLES_OF_RESPECT
    is_place = doc[name.end - 1].text in NO_ACTOR_WORDS | FACILITY_WORDS
    return is_place and title.start > 0 and noun == "the"


def _is_person_noun(token: Token) -> bool:
    return token.lower_ in context_words("person noun") and token.pos_ != "PROPN"


def _is_set_off(doc: Doc, start: int, end: int) -> bool:
    """ "her husband, Stanley, died", "my drummer, Femi, was there" """
    if start < OWNED or doc[start - 1].text != "," or doc[end : end + 1].text != ",":
        return False
    first = start - (6 if doc[max(start - 5, 0) : start - 1].text == "-in-law" else 2)
    noun, owner = doc[first], doc[first - 1]
    return owner.tag_ in {"PRP$", "POS"} and person_noun(noun) == "person"


def _of_noun_before(noun: Token, form: str) -> Iterator[str]:
    if noun.lower_ in ORGANISATION_NOUNS:
        yield "noun for an organisation before"
    elif noun.lower_ in THING_NOUNS or (
        noun.lower_ in PLACE_NOUNS and not has_organisation_word(form)
    ):
        yield "noun for a thing or place before"


def _of_article_before(doc: Doc, start: int, name: Name, form: str) -> Iterator[str]:
    word = doc[start - 1].lower_
    if word == "of" and start > 1:
        if doc[start - 2].lower_ in PLACE_NOUNS or (
            doc[start - 2].lower_ in OF_PLACES and not has_organisation_word(form)
        ):
            yield "place of"
        if doc[start - 2].ent_type_ == "PERSON":
            yield "person of"
    if word == "the" and name.label == "PERSON" and not has_organisation_word(form):
        # "the Keller administration" is about Keller, "the Keller trial" about nobody who acts.
        if name.end < len(doc) and doc[name.end].lower_ in context_words("noun of people"):
            yield "the before people of"
        elif not form.endswith("s"):
            yield "the before a person"


def _is_of_role(doc: Doc, start: int) -> bool:
    """ "economist at Volkmar", "chief executive of Volkmar" """
    roles = {"at": ROLES, "of": context_words("noun for who runs a company")}
    return start > 1 and doc[start - 2].lower_ in roles.get(doc[start - 1].lower_, ())


def stands_as_place(doc: Doc, name: Name) -> bool:
    """Say whether a name stands as one of a place: "in Volk", "the village of Volk" """
    before = doc[name.start - 1].lower_ if name.start else ""
    if before == "of" and name.start > 1:
        return doc[name.start - 2].lower_ in PLACE_NOUNS | OF_PLACES
    after = doc[name.end].lower_ if name.end < len(doc) else ""
    return before in PLACE_PREPOSITIONS | PLACE_NOUNS or after in PLACE_NOUNS


def _of_preposition_before(word: str, name: Name, form: str) -> Iterator[str]:
    if (
        word in PLACE_PREPOSITIONS
        and not has_organisation_word(form)
        and not ACRONYM.fullmatch(form)
        and (
            name.label != "PERSON"
            or not personal_names.is_full_name(form.split())
            or ends_as_no_actor(form)
        )
    ):
        yield "place preposition before"


def _after(doc: Doc, end: int, name: Name) -> Iterator[str]:
    after = doc[end]
    noun = doc[end + 1] if after.tag_ == "POS" and end + 1 < len(doc) else after
    # "Potter's Field", but not "Anna Potter's River"
    if after.text in NO_ACTOR_WORDS or (noun.text in NO_ACTOR_WORDS and name.end - name.start == 1):
        yield "no-actor word after"
    if noun.lower_ in context_words("noun of organisations"):
        yield "noun of organisations after"
    elif noun.lower_ in context_words("noun after organisations"):
        yield "noun after organisations"
    elif noun.lower_ in THING_NOUNS | PLACE_NOUNS or (
        after.tag_ != "POS" and name.label != "PERSON" and _head_noun(doc, end) in THING_NOUNS
    ):
        yield "noun for a thing or place after"


def _head_noun(doc: Doc, end: int) -> str:
    """The last of the common nouns and adjectives that follow a name: "X9 mobile launcher"."""
    head = ""
    for token in doc[end : end + LONGEST_COMPOUND]:
        if token.pos_ == "NOUN":
            head = token.lemma_.lower()
        elif token.pos_ != "ADJ":
            break
    return head


def _is_in_quotation_marks(doc: Doc, start: int, end: int) -> bool:
    return start > 0 and end < len(doc) and doc[start - 1].text in OPENING and _closes(doc, end)


def _closes(doc: Doc, end: int) -> bool:
    """Does a quotation end here, or after a comma or full stop?"""
    return doc[end].text in CLOSING or (
        end + 1 < len(doc) and doc[end].text in ",." and doc[end + 1].text in CLOSING
    )


def _in_place(doc: Doc, name: Name) -> bool:
    """ "at the Museum of Clocks", "the Museum of Clocks in Leeds" """
    start = name.start
    while start and doc[start - 1].lower_ in {"the", "a", "its"}:
        start -= 1
    before = doc[start - 1].lower_ if start else ""
    after = doc[name.end].lower_ if name.end < len(doc) else ""
    is_time = doc[name.end + 1 : name.end + 2].text[:1].isdigit()  # "in 1956"
    return before in BESIDE or (after in INSIDE and not is_time)


def age_follows(doc: Doc, end: int) -> bool:
    """Say whether an age follows a name: "Anna Keller, 52, said", "Anna Keller (52)"."""
    if end + 2 >= len(doc) or doc[end].text not in {",", "("}:
        return False
    number = doc[end + 1].text if doc[end + 1].lower_ != "aged" else doc[end + 2].text
    return number.isdigit() and int(number) in AGES and doc[end + 2].text in {",", ")"}
