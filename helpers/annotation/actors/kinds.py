"""What each name in a text is: a person, an organisation, or not an actor.

A small model labels the same name differently from sentence to sentence. Here the kind is decided
once for all occurrences of a form, by weighing all evidence about it. The weights in data/rules/
kind_evidence.csv were set on DWIE's training part (benchmarks/actors.py).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from types import MappingProxyType

from spacy.tokens import Doc

from helpers.annotation import gazetteers, personal_names, places
from helpers.annotation.actor_ids import BLOC, COUNTRY, ORGANISATION, PERSON
from helpers.annotation.actors import as_body, as_person, evidence, teams, towns
from helpers.annotation.actors.headlines import headline_tokens
from helpers.annotation.actors.name_span import Name, text_of
from helpers.annotation.actors.names_from_gazetteers import in_capitals
from helpers.annotation.actors.organisation_identity import can_be_shortened
from helpers.annotation.actors.said_to_be import said_to_be
from helpers.annotation.actors.titles import Title
from helpers.annotation.data_tables import read_table
from helpers.annotation.gazetteers import Bloc, Match, NoActor, Organisation
from helpers.annotation.grammar import SUBJECTS
from helpers.annotation.lexicons.acts import frames

NO_ACTOR = "no actor"
# Even a form that the model labels often has to give way to clear evidence.
MOST_LABELS_COUNTED = 3
SHORTEST_LIST = 3  # names
KIND_OF_LABEL = {"PERSON": PERSON, "ORG": ORGANISATION}
IN_A_LIST = MappingProxyType(
    {
        PERSON: "person in a list",
        ORGANISATION: "organisation in a list",
        NO_ACTOR: "no actor in a list",
        COUNTRY: "country in a list",
        BLOC: "body in a list",
    }
)


@cache
def weights() -> Mapping[str, tuple[str, float]]:
    """Return the kind that each piece of evidence supports, and its weight."""
    rows = read_table("rules/kind_evidence.csv", "evidence")
    return MappingProxyType(
        {name: (row["kind"], float(row["weight"])) for name, row in rows.items()}
    )


def kinds(
    doc: Doc, names: Iterable[Name], titles: dict[int, Title], acronyms: dict[str, str]
) -> dict[str, str]:
    """Return the kind of each form in `names` that is not in a table, by the form as written.

    `titles` are the titles in the text by their end, `acronyms` those that it introduces, with
    their meanings. Ties are decided by what comes first in the text.
    """
    names = list(names)
    votes: dict[str, Counter] = defaultdict(Counter)
    _count_occurrences(doc, names, titles, votes)
    about_sport = teams.is_about_sport(doc)
    for form, counts in votes.items():
        for piece in _in_words(form, about_sport):
            _add(counts, piece)
        if evidence.is_shouted(doc, form):
            _add(counts, "common word in capitals")
    for form in _words_without_a_sign(doc, names):
        _add(votes[form], "unknown word that acts nowhere")
    for form, kind in _of_lists(doc, names):
        _add(votes[form], IN_A_LIST[kind])
    _join_acronyms(votes, acronyms)
    for form in _branches(votes):
        _add(votes[form], "branch")
    for form, piece in list(_short_names(votes)):
        _add(votes[form], piece)
    decided = {form: kind for form, counts in votes.items() if (kind := _likeliest(counts))}
    return _surnames_follow(decided, votes)


def kind_of_known(name: Name) -> str | None:
    """Return the kind of a name that is in a table."""
    if isinstance(name.known, NoActor):
        return NO_ACTOR
    if isinstance(name.known, Match) and name.known.kind == "capital":
        return NO_ACTOR
    if isinstance(name.known, Match):
        return COUNTRY
    if isinstance(name.known, Bloc):
        return BLOC
    return ORGANISATION if isinstance(name.known, Organisation) else None


def _add(counts: Counter, piece: str) -> None:
    kind, weight = weights()[piece]
    counts[kind] += weight


def _in_words(form: str, about_sport: bool) -> Iterator[str]:
    """The evidence from the words in a name; in sport, clubs are called like places."""
    pieces = evidence.in_words(form)
    if not about_sport:
        yield from pieces
    elif teams.is_club(form):
        yield "club word"
    else:
        yield from (piece for piece in pieces if piece != "known place")


def _count_occurrences(
    doc: Doc, names: list[Name], titles: dict[int, Title], votes: dict[str, Counter]
) -> None:
    """Weigh the label of each occurrence and the words around it."""
    counted: Counter = Counter()
    about_sport, headlines = teams.is_about_sport(doc), headline_tokens(doc)
    in_body = {text_of(doc, name) for name in names if name.start not in headlines}
    for name in names:
        if name.known:
            continue
        form = text_of(doc, name)
        is_club = about_sport and name.label == "GPE" and not _is_in(doc, name.start)
        label = evidence.of_label(name.label, is_club)
        # A headline says less about a name than the text does.
        if label and not (name.start in headlines and form in in_body):
            counted[form, label] += 1
            if counted[form, label] <= MOST_LABELS_COUNTED:
                _add(votes[form], label)
        for piece in _around(doc, name, titles, about_sport):
            _add(votes[form], piece)


def _around(doc: Doc, name: Name, titles: dict[int, Title], about_sport: bool) -> Iterator[str]:
    """The evidence from the words around one occurrence of a name."""
    if about_sport:
        yield from teams.evidence(doc, name)
    if _is_one_word_among_capitals(doc, name):
        yield "one word among capitals"
    yield from evidence.around(doc, name, text_of(doc, name), titles)
    signs = towns.evidence(doc, name), as_body.evidence(doc, name), as_person.evidence(doc, name)
    yield from chain(said_to_be(doc, name), *signs)


def _is_one_word_among_capitals(doc: Doc, name: Name) -> bool:
    return name.label == "ORG" and name.end - name.start == 1 and in_capitals(doc, name)


def _words_without_a_sign(doc: Doc, names: list[Name]) -> set[str]:
    """The single words that the model takes for people, though they are no name and never act."""
    forms = {text_of(doc, name) for name in names if name.label == "PERSON" and not name.known}
    acting = {text_of(doc, name) for name in names if _acts(doc, name)}
    acting |= _first_words_of_bodies({text_of(doc, name) for name in names})
    return {
        form
        for form in forms - acting
        if not (
            " " in form or personal_names.is_given_name(form) or personal_names.is_surname(form)
        )
    }


def _first_words_of_bodies(forms: set[str]) -> set[str]:
    """ "Volkmar", if the text has "Volkmar Holding ASA" """
    return _first_words(
        form
        for form in filter(can_be_shortened, forms)
        if evidence.has_organisation_word(form) or _has_legal_form(form)
    )


def _first_words(forms: Iterable[str]) -> set[str]:
    return {form.split()[0] for form in forms}


def _acts(doc: Doc, name: Name) -> bool:
    """Is a name the subject of a verb, whom an act concerns, a possessor, or credited?"""
    root = doc[name.start : name.end].root
    if root.dep_ == "dobj" and frames("verb", root.head.lemma_.lower()):
        return True
    if root.dep_ in SUBJECTS or (name.end < len(doc) and doc[name.end].tag_ == "POS"):
        return True
    colon = name.start - 1
    credits = gazetteers.context_words("word before a credit")
    return colon > 0 and doc[colon].text == ":" and doc[colon - 1].lower_ in credits


def _is_in(doc: Doc, start: int) -> bool:
    return start > 0 and doc[start - 1].lower_ in evidence.PLACE_PREPOSITIONS


def _of_lists(doc: Doc, names: list[Name]) -> Iterator[tuple[str, str]]:
    """In "Volvo, Saab and Ericsson", each is the same as most of the others."""
    for group in _lists(doc, names):
        counts = Counter(filter(None, (_kind_in_list(name) for name in group)))
        for name in group:
            if name.known:
                continue
            others = counts - Counter([_kind_in_list(name)])
            if len(others) == 1 and others.total() > 1:
                yield text_of(doc, name), others.most_common(1)[0][0]


def _lists(doc: Doc, names: list[Name]) -> Iterator[list[Name]]:
    """Runs of names separated only by commas and "and"."""
    group: list[Name] = []
    for name in names:
        if group and not _is_link(doc, group[-1].end, name.start):
            if len(group) >= SHORTEST_LIST:
                yield group
            group = []
        group.append(name)
    if len(group) >= SHORTEST_LIST:
        yield group


def _is_link(doc: Doc, start: int, end: int) -> bool:
    return 0 < end - start <= 3 and all(
        token.lower_ in {",", "and", "or", "&", "the", ";"} for token in doc[start:end]
    )


def _kind_in_list(name: Name) -> str | None:
    return kind_of_known(name) if name.known else KIND_OF_LABEL.get(name.label)


def _join_acronyms(votes: dict[str, Counter], acronyms: dict[str, str]) -> None:
    """A name with an acronym is more likely an organisation, and both are of one kind."""
    for short, long in acronyms.items():
        both = votes[short] + votes[long]
        if not evidence.ends_as_no_actor(long):
            _add(both, "introduced acronym")
            both[ORGANISATION] += both.pop(PERSON, 0)
        votes[short] = votes[long] = both


def _branches(votes: dict[str, Counter]) -> Iterator[str]:
    """ "Amnesty Norway" is an organisation if "Amnesty" is one."""
    sure = {
        form
        for form, counts in votes.items()
        if " " not in form and _likeliest(counts) == ORGANISATION
    }
    for form in votes:
        words = form.split()
        if len(words) == 2 and words[0] in sure and gazetteers.region_or_country(words[1]):
            yield form


def _short_names(votes: dict[str, Counter]) -> Iterator[tuple[str, str]]:
    """ "Volkmar" is an organisation if "Volkmar Energy" is one, "Rovers" if "Volk Rovers" is.

    But the "Volkmar" of "in Volkmar" and "Volkmar Town Council" is a town.
    """
    organisations = [form for form, counts in votes.items() if _likeliest(counts) == ORGANISATION]
    shortened = _first_words(filter(can_be_shortened, organisations))
    shortened |= {form.split()[-1] for form in filter(teams.is_club, organisations)}
    companies = _first_words(filter(_has_legal_form, votes))
    sites = {form.removesuffix(".com") for form in votes if form.endswith(".com")}
    for form in (shortened | sites | companies).intersection(votes):
        kind = _likeliest(votes[form])
        is_company = form in companies and not places.find_place(form)
        if kind == PERSON and votes[form][NO_ACTOR] and form not in companies | sites:
            yield form, "town of a body"
        elif kind == PERSON or (kind == NO_ACTOR and is_company):
            yield form, "short name of an organisation"


def _likeliest(counts: Counter) -> str | None:
    """The kind with most weight, or None if there is no evidence."""
    return counts.most_common(1)[0][0] if counts else None


def _has_legal_form(form: str) -> bool:
    return "legal form" in evidence.in_words(form)


def _surnames_follow(decided: dict[str, str], votes: dict[str, Counter]) -> dict[str, str]:
    """A single word that ends a person's full name means that person, with some weight."""
    people = [form.split() for form, kind in decided.items() if kind == PERSON and " " in form]
    surnames = {s.casefold() for words in people for s in personal_names.surname_forms(words)}
    # "Kathleen Hawk Keller" may also be called "Hawk Keller".
    surnames |= {
        " ".join(words[1:]).casefold()
        for words in people
        if len(words) > 2 and personal_names.is_full_name(words)
    }
    for form in decided:
        if form.casefold() in surnames and decided[form] != PERSON:
            _add(votes[form], "surname of a person")
            decided[form] = _likeliest(votes[form])
    return decided
