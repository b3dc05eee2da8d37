"""What each name of a text is: a person, an organisation, or no actor.

A small model labels one name differently from sentence to sentence. Here the label is decided once
for all occurrences of a form, by votes: of the model, of the words around each occurrence, and of
the words of the name itself. The weights were set on DWIE's training part (benchmarks/actors.py).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actor_ids import ORGANISATION, PERSON
from helpers.annotation.actors import roles, teams
from helpers.annotation.actors.name_span import Name, text_of
from helpers.annotation.actors.names_from_gazetteers import in_capitals
from helpers.annotation.actors.roles import Title
from helpers.annotation.gazetteers import Bloc, Match, Organisation

NO_ACTOR = "no actor"
# Labels that a small model gives to companies and people too.
DOUBTFUL_LABELS = frozenset("WORK_OF_ART PRODUCT FAC LAW EVENT".split())
KIND_OF_LABEL = {"PERSON": PERSON, "ORG": ORGANISATION}
ORGANISATION_WORDS = gazetteers.words("organisation word")
NO_ACTOR_WORDS = gazetteers.words("no-actor word")
# Institutions with a house: the house if something is at or in it, or it is in a city.
FACILITY_WORDS = gazetteers.words("facility word")
PERSON_NOUNS = gazetteers.words("person noun")
ORGANISATION_NOUNS = gazetteers.words("organisation noun")
PLACE_NOUNS = gazetteers.words("place noun")
THING_NOUNS = gazetteers.words("thing noun")
# A form that the model labels often still has to give way to clear evidence.
MOST_VOTES_OF_MODEL = 3

# "the Obama administration" speaks of Obama, "the Keller trial" of no one who acts.
NOUNS_OF_PEOPLE = gazetteers.words("noun of people")

NO_ACTOR_FIRST = frozenset(
    ["Space Shuttle", *"Shuttle Operation Hurricane USS HMS Lake Mount".split()]
)
NOUNS_OF_ORGANISATIONS = frozenset(
    "party newspaper magazine daily militia spokesman spokeswoman spokesperson".split()
)
NOUNS_AFTER_ORGANISATIONS = frozenset("company group website government shares employees".split())
OPENING, CLOSING = frozenset("\"“‘'«„"), frozenset("\"”’'»“")
SMALL_WORDS = frozenset("of for the and in on to a at by with e y d und".split())
CODE = re.compile(r"[A-Z]{1,4}-?\d+\w*")
PLACE_PREPOSITIONS = frozenset("in near outside around across throughout at".split())
ACRONYM = re.compile(r"[A-Z][A-Z0-9&-]{1,6}s?")


def kinds(
    doc: Doc, names: Iterable[Name], titles: dict[int, Title], acronyms: dict[str, str]
) -> dict[str, str]:
    """Return the kind of each form in `names` that no table knows, by the form as written.

    `titles` are the titles of the text by their end, `acronyms` those that it introduces, with
    what they stand for. Ties go to what is first in the text.
    """
    names = list(names)
    votes: dict[str, Counter] = defaultdict(Counter)
    of_model: dict[str, Counter] = defaultdict(Counter)
    clubs_are_named_by_city = teams.is_about_sport(doc)
    for name in names:
        if name.known or name.label == "NO_ACTOR":
            continue
        form = text_of(doc, name)
        model = KIND_OF_LABEL.get(name.label, NO_ACTOR if name.label else None)
        if clubs_are_named_by_city and name.label == "GPE" and not _is_in(doc, name.start):
            model = ORGANISATION
        if model and of_model[form][model] < MOST_VOTES_OF_MODEL:
            of_model[form][model] += 1
            votes[form][model] += 0.7 if name.label in DOUBTFUL_LABELS else 1
        if name.label == "ORG" and name.end - name.start == 1 and in_capitals(doc, name):
            # Among words in capitals, one word is no acronym.
            votes[form][NO_ACTOR] += 3
        for kind, weight in _votes_around(doc, name, form, titles):
            votes[form][kind] += weight
    for form, counts in votes.items():
        for kind, weight in _votes_of_words(form):
            counts[kind] += weight
    for form, kind in _votes_of_lists(doc, names):
        votes[form][kind] += 1
    for short, long in acronyms.items():
        # What has an acronym is an organisation sooner than a person or place, and both are one.
        both = votes[short] + votes[long]
        if not _ends_as_no_actor(long):
            both[ORGANISATION] += 2 + both.pop(PERSON, 0)
        votes[short] = votes[long] = both
    for form, kind in _votes_of_beginnings(votes):
        votes[form][kind] += 2
    decided = {form: counts.most_common(1)[0][0] for form, counts in votes.items() if counts}
    return _surnames_follow(decided, votes)


def _votes_around(
    doc: Doc, name: Name, form: str, titles: dict[int, Title]
) -> Iterator[tuple[str, float]]:
    start, end = name.start, name.end
    if not _organisation_word(form):
        yield from _votes_for_person(doc, name, titles)
    if FACILITY_WORDS.intersection(form.split()) and _in_place(doc, name):
        yield NO_ACTOR, 2.5
    # What stands before and after quotation marks says what is in them.
    if start and end < len(doc) and doc[start - 1].text in OPENING and _closes(doc, end):
        start, end = start - 1, end + 1
        if not (start and doc[start - 1].lower_ in ORGANISATION_NOUNS):
            yield NO_ACTOR, 1.5
    if start:
        yield from _votes_before(doc, start, name, form)
    if end < len(doc):
        yield from _votes_after(doc, end, name)


def _votes_for_person(
    doc: Doc, name: Name, titles: dict[int, Title]
) -> Iterator[tuple[str, float]]:
    start, end = name.start, name.end
    before = doc[start - 1] if start else None
    title = roles.title_of(doc, start, titles)
    if title:
        yield PERSON, 5 if title.kind in {"honorific", "noble", "religious"} else 2.5
    elif before is not None and before.lower_ in PERSON_NOUNS and before.pos_ != "PROPN":
        yield PERSON, 2
    if _age_follows(doc, end) or (before is not None and before.text == "old"):
        yield PERSON, 2
    if end < len(doc) and doc[end].lower_ in {"who", "whose", "whom"}:
        yield PERSON, 1
    if doc[end : end + 2].text.replace(" ", "") in {",who", ",whose"}:
        yield PERSON, 2


def _votes_before(doc: Doc, start: int, name: Name, form: str) -> Iterator[tuple[str, float]]:
    noun = doc[start - 1].lower_
    has_organisation_word = _organisation_word(form)
    if noun in ORGANISATION_NOUNS:
        yield ORGANISATION, 3
    elif noun in THING_NOUNS or (noun in PLACE_NOUNS and not has_organisation_word):
        yield NO_ACTOR, 2
    if noun == "of" and start > 1:
        if doc[start - 2].lower_ in PLACE_NOUNS:
            yield NO_ACTOR, 5
        if doc[start - 2].ent_type_ == "PERSON":
            yield ORGANISATION, 1
    if noun == "the" and name.label == "PERSON" and not has_organisation_word:
        if name.end < len(doc) and doc[name.end].lower_ in NOUNS_OF_PEOPLE:
            yield PERSON, 2
        elif not form.endswith("s"):
            yield NO_ACTOR, 1.5
    if (
        noun in PLACE_PREPOSITIONS
        and not has_organisation_word
        and not ACRONYM.fullmatch(form)
        and (name.label != "PERSON" or " " not in form)
    ):
        yield NO_ACTOR, 1.5


def _votes_after(doc: Doc, end: int, name: Name) -> Iterator[tuple[str, float]]:
    after = doc[end]
    noun = doc[end + 1] if after.tag_ == "POS" and end + 1 < len(doc) else after
    if after.text in NO_ACTOR_WORDS:
        yield NO_ACTOR, 3
    if noun.lower_ in NOUNS_OF_ORGANISATIONS:
        yield ORGANISATION, 2
    elif noun.lower_ in NOUNS_AFTER_ORGANISATIONS:
        yield ORGANISATION, 1
    elif noun.lower_ in THING_NOUNS | PLACE_NOUNS or (
        after.tag_ != "POS" and name.label != "PERSON" and _head_noun(doc, end) in THING_NOUNS
    ):
        yield NO_ACTOR, 1.5


def _head_noun(doc: Doc, end: int) -> str:
    """The last of the common nouns and adjectives that follow a name: "X9 mobile launcher"."""
    head = ""
    for token in doc[end : end + 4]:
        if token.pos_ == "NOUN":
            head = token.lemma_.lower()
        elif token.pos_ != "ADJ":
            break
    return head


def _votes_of_lists(doc: Doc, names: list[Name]) -> Iterator[tuple[str, str]]:
    """In "Volvo, Saab and Ericsson" each is what most of the others are."""
    for group in _lists(doc, names):
        counts = Counter(filter(None, (_kind_in_list(name) for name in group)))
        for name in group:
            if name.known or name.label == "NO_ACTOR":
                continue
            others = counts - Counter([_kind_in_list(name)])
            if len(others) == 1 and others.total() > 1:
                yield text_of(doc, name), others.most_common(1)[0][0]


def _lists(doc: Doc, names: list[Name]) -> Iterator[list[Name]]:
    """Runs of names with nothing but commas and "and" between them."""
    group: list[Name] = []
    for name in names:
        if group and not _is_link(doc, group[-1].end, name.start):
            if len(group) > 2:
                yield group
            group = []
        group.append(name)
    if len(group) > 2:
        yield group


def _is_link(doc: Doc, start: int, end: int) -> bool:
    return 0 < end - start <= 3 and all(
        token.lower_ in {",", "and", "or", "&", "the", ";"} for token in doc[start:end]
    )


def _kind_in_list(name: Name) -> str | None:
    return kind_of_known(name) if name.known else KIND_OF_LABEL.get(name.label)


def _votes_of_beginnings(votes: dict[str, Counter]) -> Iterator[tuple[str, str]]:
    """ "Amnesty Norway" is an organisation where "Amnesty" is one."""
    sure = {
        form
        for form, counts in votes.items()
        if counts and " " not in form and counts.most_common(1)[0][0] == ORGANISATION
    }
    for form in votes:
        words = form.split()
        if len(words) == 2 and words[0] in sure and gazetteers.region_or_country(words[1]):
            yield form, ORGANISATION


def _ends_as_no_actor(form: str) -> bool:
    """ "Lakeside Film Awards", "Convention on Trade", but not "Department of Defense" """
    head, *rest = re.split(r" (?:of|for|on) ", form)
    if rest:
        last = head.split()[-1]
        return last not in ORGANISATION_WORDS and bool({last, form.split()[-1]} & NO_ACTOR_WORDS)
    return " " in form and form.split()[-1] in NO_ACTOR_WORDS


def _closes(doc: Doc, end: int) -> bool:
    """Does a quotation end here, also after a comma or full stop?"""
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
    return before in {"at", "in", "to", "from", "near", "inside", "outside"} or after in {
        "in",
        "at",
    }


def _votes_of_words(form: str) -> Iterator[tuple[str, float]]:
    words = form.split()
    if _organisation_word(form):
        yield ORGANISATION, 3
    if _ends_as_no_actor(form) or (
        len(words) > 1 and NO_ACTOR_FIRST & {words[0], " ".join(words[:2])}
    ):
        yield NO_ACTOR, 8
    if len(words) > 2 and gazetteers.region_or_country(words[-1]):
        yield ORGANISATION, 2.5
    if form in ORGANISATION_WORDS:
        yield NO_ACTOR, 4
    small = [w for w in words if w.islower() and w not in personal_names.PARTICLES | SMALL_WORDS]
    if small:
        yield NO_ACTOR, len(small)
    if CODE.fullmatch(form):
        yield NO_ACTOR, 3
    if ACRONYM.fullmatch(form):
        yield ORGANISATION, 1.5
    if 2 <= len(words) <= 4 and not _organisation_word(form) and not FACILITY_WORDS & set(words):
        if personal_names.is_given_name(words[0]) and words[-1] not in NO_ACTOR_WORDS:
            yield PERSON, 3
        if any(re.fullmatch(r"[A-Z]\.", word) for word in words[1:-1]):
            yield PERSON, 3


def _organisation_word(form: str) -> bool:
    return any(word in ORGANISATION_WORDS for word in re.split(r"[\s-]", form))


def _is_in(doc: Doc, start: int) -> bool:
    return start > 0 and doc[start - 1].lower_ in PLACE_PREPOSITIONS


def _age_follows(doc: Doc, end: int) -> bool:
    """ "Anna Keller, 52, said"; "Anna Keller (52)" """
    if end + 2 >= len(doc) or doc[end].text not in {",", "("}:
        return False
    number = doc[end + 1].text if doc[end + 1].lower_ != "aged" else doc[end + 2].text
    return number.isdigit() and 10 <= int(number) <= 110 and doc[end + 2].text in {",", ")"}


def _surnames_follow(decided: dict[str, str], votes: dict[str, Counter]) -> dict[str, str]:
    """A single word that is the last of a person's full name is that person, with some weight."""
    surnames = {
        surname.casefold()
        for form, kind in decided.items()
        if kind == PERSON and " " in form
        for surname in personal_names.surname_forms(form.split())
    }
    for form in decided:
        if form.casefold() in surnames and decided[form] != PERSON:
            votes[form][PERSON] += 4.5
            decided[form] = votes[form].most_common(1)[0][0]
    return decided


def kind_of_known(name: Name) -> str | None:
    """Return the kind of a name that a table has."""
    if name.label == "NO_ACTOR" or (
        isinstance(name.known, Match) and name.known.kind in {"capital"}
    ):
        return NO_ACTOR
    if isinstance(name.known, Match):
        return "country"
    if isinstance(name.known, Bloc):
        return "bloc"
    return ORGANISATION if isinstance(name.known, Organisation) else None
