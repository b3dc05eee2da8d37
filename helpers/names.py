"""Where names stand in a text: the model's named entities, cut to the names in them, and the names
of countries, international bodies and well-known organisations from our tables."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, zip_longest
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers import gazetteers, personal_names, sport
from helpers.gazetteers import Bloc, Match, Organisation
from helpers.roles import Title

NAME_LABELS = frozenset("PERSON ORG GPE NORP LOC FAC EVENT WORK_OF_ART PRODUCT LAW".split())
PLACE_LABELS = frozenset("GPE NORP LOC".split())
LONGEST_KNOWN = 10
# Two bare initials apart, "US", "IS" and "WHO" mean something else where all is in capitals.
SHORTEST_IN_CAPITALS = gazetteers.SHORTEST_IN_CAPITALS

# Words of an institution that needs a country before it to say which one is meant.
INSTITUTION = (
    "Ministry|Department|Parliament|Congress|Senate|House|Police|"
    "Treasury|Cabinet|Council|Government|Embassy|Consulate|Bureau|Agency|Survey|Service|"
    "Administration|Commission|Committee|Intelligence|Assembly"
)
INSTITUTIONS = re.compile(rf"(?:[\w'’-]+ ){{0,3}}(?:{INSTITUTION})(?: (?:of|for) [\w' ’]+)?$")
# What makes a longer place of a country's name: "New Mexico", "Mexico City", "Gulf of Guinea".
PLACE_BEFORE = frozenset(
    "New North South East West Northern Southern Eastern Western Latin Central".split()
)
PLACE_AFTER = frozenset("City Sea Ocean Island Islands Strait Peninsula Street Square Cup".split())
SPEAKING = frozenset(
    "in into speak speaks spoke speaking learn learning learned fluent teach teaches teaching "
    "study studies studying studied translate translated read reads write written".split()
)
LANGUAGE_NOUNS = frozenset("language languages lesson lessons speaker speakers translation".split())
NOUNS_AFTER = frozenset(
    "newspaper daily tabloid magazine weekly broadcaster airline party militia agency".split()
)
NOUNS_BEFORE = frozenset(
    "newspaper daily tabloid magazine weekly broadcaster airline carmaker automaker giants "
    "startup retailer".split()
)
PARTY_NOUNS = frozenset(
    "party politician lawmaker parliamentarian senator candidate leader nomination mp mps whip "
    "lawmakers senators politicians mep meps parties parliamentary faction caucus voters".split()
)
COMMON_POS = frozenset("NOUN VERB ADJ".split())
QUOTES = frozenset("\"“”‘’'")
# From this share of capitalised long words on, a headline is written in title case.
TITLE_CASE = 0.8
PREFIXES = frozenset("pro anti ex non post pre".split())


class Name(NamedTuple):
    """A name in a text: token indices, the model's label or "", and what our tables have on it."""

    start: int
    end: int
    label: str
    known: Match | Bloc | Organisation | None = None


def find_names(doc: Doc, titles: Iterable[Title]) -> list[Name]:
    """Return the names in `doc`, in order, none overlapping; `titles` are no parts of names."""
    about_sport = sport.is_about_sport(doc)
    known = [
        name
        for name in _known_names(doc)
        if about_sport or not (_is_club(name) and gazetteers.is_ambiguous(text_of(doc, name)))
    ]
    entities = [ent for ent in doc.ents if ent.label_ in NAME_LABELS]
    alone = {" ".join(ent.text.split()) for ent in entities}
    cut = [piece for ent in _with_nicknames(doc, entities) for piece in _cut(ent, alone)]
    cut = _without_headline(doc, cut)
    common = {token.text for token in doc if token.is_lower and token.pos_ in COMMON_POS}
    cut = [name for name in cut if not _is_common_word(doc, name, common)]
    cut = _without_pairs(doc, cut)
    cut = _without_titles(doc, cut, list(titles))
    names = _joined(doc, cut, known)
    for more in (_called_organisations, _acronyms_in_brackets, _institutions, _in_lists):
        names = sorted([*names, *more(doc, names)], key=lambda name: name.start)
    return names


def text_of(doc: Doc, name: Name) -> str:
    """Return a name as written, with single spaces."""
    return " ".join(doc[name.start : name.end].text.split())


def _called_organisations(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """What the model missed, but a noun next to it calls an organisation: "the Echo newspaper"."""
    taken = {i for name in names for i in range(name.start, name.end)}
    for token in doc:
        if token.lower_ in NOUNS_AFTER and token.i not in taken:
            start = end = token.i - (token.lower_ == "agency")
            if token.lower_ == "agency" and doc[end].lower_ != "news":
                continue
            while start and (
                _is_free_proper_noun(doc[start - 1], taken)
                or (doc[start - 1].text == "-" and _is_free_proper_noun(doc[start - 2], taken))
            ):
                start -= 1
            if start < end and doc[start - 1].lower_ in {"the", "daily", "weekly", "local"}:
                yield Name(start, end, "ORG")
                taken.update(range(start, end))
        elif token.lower_ in NOUNS_BEFORE and token.i + 1 < len(doc):
            start = end = token.i + 1
            if doc[start].text in {'"', "“", "‘", "'"}:
                start = end = start + 1
            while end < len(doc) and _is_free_proper_noun(doc[end], taken):
                end += 1
            if start < end:
                yield Name(start, end, "ORG")
                taken.update(range(start, end))


def _acronyms_in_brackets(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """What the model missed: "National Salvation Front (NSF)"."""
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


def _institutions(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """What the model missed after a country's name: "British Parliament"."""
    taken = {i for name in names for i in range(name.start, name.end)}
    for name in names:
        if not isinstance(name.known, Match):
            continue
        start = end = name.end + (name.end < len(doc) and doc[name.end].tag_ == "POS")
        while end < len(doc) and _is_free_proper_noun(doc[end], taken):
            end += 1
        if end > start and INSTITUTIONS.match(doc[start:end].text):
            yield Name(start, end, "ORG")


def _in_lists(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """What the model missed between two names of a list: "Ford, Opel and Fiat"."""
    taken = {i for name in names for i in range(name.start, name.end)}
    for one, other in pairwise(names):
        start, end = one.end + 1, one.end + 1
        while end < other.start and _is_free_proper_noun(doc[end], taken):
            end += 1
        if (
            start < end < other.start
            and doc[one.end].text == ","
            and doc[end].lower_ in {",", "and", "or"}
            and other.start - end <= 2
            and one.label == other.label
            and one.label in {"PERSON", "ORG"}
        ):
            yield Name(start, end, one.label)


def _is_free_proper_noun(token: Token, taken: set[int]) -> bool:
    return token.pos_ == "PROPN" and token.i not in taken and token.text[:1].isupper()


def _known_names(doc: Doc) -> Iterator[Name]:
    """The longest forms of our tables, from left to right."""
    first_words, position = gazetteers.known_words(), 0
    for i, token in enumerate(doc):
        compound = _first_of_compound(token) if i >= position else None
        if compound:
            yield Name(i, i + 1, "CERTAIN", compound)
            position = i + 1
            continue
        if i < position or re.split(r"[.'’&+-]", token.text, maxsplit=1)[0] not in first_words:
            continue
        for end in range(min(i + LONGEST_KNOWN, len(doc)), i, -1):
            if not _can_end(doc[end - 1]):
                continue
            form = doc[i:end].text
            found = "\n" not in form and _look_up(form, article=token.lower_ == "the")
            if found:
                whole = gazetteers.bloc(token.text) if isinstance(found, Bloc) else None
                if whole and whole != found and end > i + 1:
                    yield Name(i, i + 1, "", whole)
                    yield Name(i + 1, end, "", found)
                elif not isinstance(found, str):
                    yield Name(i, end, "", found)
                else:
                    yield Name(i, end, "NO_ACTOR")
                position = end
                break


def _first_of_compound(token: Token) -> Match | None:
    """ "Sino" in "Sino-German" """
    if token.i + 1 < len(token.doc) and token.nbor().text == "-" and not token.whitespace_:
        return gazetteers.country(f"{token.text}-")
    return None


def _look_up(form: str, article: bool) -> Match | Bloc | Organisation | str | None:
    found = (
        gazetteers.bloc(form)
        or gazetteers.organisation(form)
        or gazetteers.country(form)
        or gazetteers.no_actor(form)
    )
    if found and article and _look_up(form[4:], article=False):
        return None
    return found


def _can_end(token: Token) -> bool:
    return not (token.tag_ == "POS" or token.is_space or (token.is_punct and token.text != "."))


def _with_nicknames(doc: Doc, entities: list[Span]) -> Iterator[Span]:
    """The entities, with `William "Bill" Hart` as one where the model saw several or a part."""
    end_of_last = 0
    surnames = {ent[-1].text for ent in entities if ent.label_ == "PERSON"}
    for ent, following in zip_longest(entities, entities[1:]):
        if ent.start < end_of_last:
            continue
        if following is not None and _is_given_name_of(ent, following):
            ent = Span(doc, ent.start, following.end, label="PERSON")
        if ent.label_ == "PERSON":
            nickname = _nickname_in(doc, ent.start, ent.end)
            if nickname:
                ent = Span(doc, ent.start, nickname, label="PERSON")
            start, end = ent.start, ent.end
            while start > end_of_last and _is_missed_given_name(doc[start - 1]):
                start -= 1
            while end < len(doc) and _goes_on(doc, start, end, surnames):
                end += 1
            ent = Span(doc, start, end, label="PERSON")
        end_of_last = ent.end
        yield ent


def _is_given_name_of(ent: Span, following: Span) -> bool:
    """ "Renate" and "Müller", which the model took for two: a place and a person."""
    return (
        following.label_ == "PERSON"
        and ent.label_ in {"ORG", "GPE"}
        and len(ent) == len(following) == 1
        and ent.end == following.start
        and personal_names.is_given_name(ent.text)
        and not gazetteers.country(ent.text)
    )


def _goes_on(doc: Doc, start: int, end: int, surnames: set[str]) -> bool:
    """Does the token at `end` belong to the name before it, which the model cut short?"""
    token, last = doc[end], doc[end - 1]
    if not (token.pos_ == "PROPN" and token.text[:1].isalpha()) or last.is_punct:
        return False
    if last.lower_ in personal_names.PARTICLES:
        return token.text[:1].isupper()
    if token.ent_type_ == "DATE":
        # The only month that is a common surname.
        return token.text == "May" and end - start == 1 and personal_names.is_given_name(last.text)
    if token.ent_type_ or gazetteers.country(token.text):
        return False
    return token.text in surnames or bool(re.match(r"(?:el|al|ben|bin|ibn)-[A-Z]", token.text))


def _is_missed_given_name(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and not token.ent_type_
        and token.text.istitle()
        and personal_names.is_given_name(token.text)
    )


def _nickname_in(doc: Doc, start: int, end: int) -> int | None:
    """Return where a name with a quoted nickname inside ends, if it begins at `start`."""
    i = start + 1
    while i <= end and i < len(doc) and doc[i].text not in QUOTES:
        i += 1
    close = i + 1
    while close < min(i + 4, len(doc)) and doc[close].text[:1].isupper():
        close += 1
    if i > end or close == i + 1 or close + 1 >= len(doc) or doc[close].text not in QUOTES:
        return None
    last = close + 1
    while last < len(doc) and doc[last].pos_ == "PROPN":
        last += 1
    return last if last > close + 1 and doc[last - 1].text[:1].isupper() else None


def _is_common_word(doc: Doc, name: Name, common: set[str]) -> bool:
    """A capital only for the start of a sentence: elsewhere the text has it in lower case."""
    token = doc[name.start]
    starts = token.is_sent_start or doc[token.i - 1].is_punct
    return name.end - name.start == 1 and starts and token.lower_ in common


def _without_pairs(doc: Doc, names: list[Name]) -> list[Name]:
    """ "the Keller-Novak visit" as two names, where the text has both surnames elsewhere."""
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


def _without_headline(doc: Doc, names: list[Name]) -> list[Name]:
    """Without what is a name only in a headline that Writes All Words Like This.

    There the model takes any run of words for a name. What the article names is found again later.
    """
    end = next((token.i for token in doc if token.is_space and "\n" in token.text), len(doc))
    words = [token for token in doc[:end] if token.is_alpha and len(token) > 3]
    if end == len(doc) or sum(token.is_title for token in words) < TITLE_CASE * len(words):
        return names
    body = doc[end:].text
    return [name for name in names if name.start >= end or text_of(doc, name) in body]


def _cut(ent: Span, alone: set[str]) -> Iterator[Name]:
    """The names in an entity: without what stands around, and one by one where it joins several.

    `alone` are all entities of the text: what stands alone elsewhere is a name of its own here.
    """
    doc, start = ent.doc, ent.start
    for i in range(ent.start, ent.end + 1):
        at_end = i == ent.end
        splits = not at_end and (
            doc[i].is_space
            or doc[i].text in {"/", "(", "|", "•"}
            or (doc[i].lower_ in {"and", "&"} and ent.label_ == "PERSON")
            or (doc[i].lower_ in {"and", ","} and ent.label_ == "ORG" and _joins(doc, ent, i))
            or (doc[i].lower_ in {"and", "&", "vs.", "vs"} and _are_alone(doc, ent, i, alone))
        )
        ends = ent.label_ != "PERSON" and start < i and _is_seam(doc, start, i, ent.end, alone)
        if at_end or splits or ends:
            trimmed = _trimmed(doc, start, i)
            if trimmed:
                yield Name(*trimmed, ent.label_)
            start = i if ends else i + 1


def _joins(doc: Doc, ent: Span, i: int) -> bool:
    """Are there two organisations around the "and" or comma at `i`?"""
    first, second = doc[ent.start : i].text, doc[i + 1 : ent.end].text
    if doc[i].text == ",":
        return not re.match(r"(?:Inc|Ltd|LLC|Corp|PLC|\w+(?: \w+)*,? and )", second)
    return any(
        gazetteers.organisation(form) or gazetteers.bloc(form) for form in (first, second)
    ) and not _is_plain(doc[i - 1])


def _is_plain(token: Token) -> bool:
    """ "Peace and Security Council": half a name"""
    return not (
        token.text.isupper()
        or token.text in gazetteers.words("organisation word")
        or gazetteers.organisation(token.text)
        or gazetteers.bloc(token.text)
    )


def _is_seam(doc: Doc, start: int, i: int, end: int, alone: set[str]) -> bool:
    """Do two names meet here that have nothing between them, as in a table of results?"""
    return {doc[start:i].text, doc[i:end].text} <= alone


def _are_alone(doc: Doc, ent: Span, i: int, alone: set[str]) -> bool:
    return {doc[ent.start : i].text, doc[i + 1 : ent.end].text} <= alone


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (_is_edge(doc[start]) or doc[start].tag_ == "POS"):
        start += 1
    if end - start > 2 and doc[start].lower_ in PREFIXES and doc[start + 1].text == "-":
        start += 2
    while start < end and (
        doc[end - 1].tag_ == "POS"
        or (_is_edge(doc[end - 1]) and not re.search(r"\.$", doc[end - 1].text))
        or doc[end - 1].text == "."
        or (doc[end - 1].is_lower and doc[end - 1].pos_ == "VERB")
    ):
        end -= 1
    # Scripts without capitals have names too.
    if not any(t.text[:1].isupper() or (t.is_alpha and not t.is_ascii) for t in doc[start:end]):
        return None
    return start, end


def _is_edge(token: Token) -> bool:
    return (
        token.is_punct
        or token.is_space
        or token.text in {"#", "@", "&", "$"}
        or (
            token.lower_ in {"the", "a", "an", "and", "of", "former", "late", "ex", "new"}
            and (token.lower_ == token.text or token.lower_ in {"the", "a", "an", "and", "former"})
        )
    )


def _without_titles(doc: Doc, names: list[Name], titles: list[Title]) -> list[Name]:
    """Names cut where a title ends inside them; what is only part of a title is no name."""
    by_token = {i: title for title in titles for i in range(title.start, title.end)}
    kept = []
    for name in names:
        start = name.start
        while start < name.end and start in by_token and by_token[start].end > start:
            start = by_token[start].end
        if start >= name.end:
            continue
        label = "PERSON" if start > name.start and name.label in {"ORG", "GPE"} else name.label
        # "Jaishankar and Defence Minister Singh": the end of a name may lie in a title too.
        end = name.end
        while end > start and end - 1 in by_token:
            title = by_token[end - 1]
            if title.end < end or (title.end == end and name.label != "PERSON"):
                break
            end = title.start
        end = trimmed[1] if (trimmed := _trimmed(doc, start, end)) else end
        if end <= start:
            end = name.end
        kept.append(Name(start, end, label))
    return kept


def _joined(doc: Doc, cut: list[Name], known: list[Name]) -> list[Name]:
    """One list of both kinds of names; where they overlap, one of them or parts of both."""
    forms_of: dict[object, set[str]] = defaultdict(set)
    for name in known:
        forms_of[entity_of(name)].add(text_of(doc, name))
    known = [
        name._replace(label="CERTAIN")
        if name.known and any(not gazetteers.is_ambiguous(f) for f in forms_of[entity_of(name)])
        else name
        for name in known
    ]
    at_token = {i: name for name in known for i in range(name.start, name.end)}
    taken: set[int] = set()
    names: list[Name] = []
    for name in cut:
        inside = [
            one
            for one in dict.fromkeys(
                at_token[i] for i in range(name.start, name.end) if i in at_token
            )
            if one.start not in taken
        ]
        for piece in _resolved(doc, name, inside):
            names.append(piece)
            taken.update(range(piece.start, piece.end))
    for name in known:
        if not taken.intersection(range(name.start, name.end)) and _stands(doc, name, ""):
            names.append(name)
            taken.update(range(name.start, name.end))
    seen: set[int] = set()
    unique = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if not seen.intersection(range(name.start, name.end)):
            unique.append(name)
            seen.update(range(name.start, name.end))
    return unique


def _resolved(doc: Doc, name: Name, inside: list[Name]) -> list[Name]:
    """What is left of an entity and the known names that begin in it."""
    for one in inside:
        if one.start <= name.start and one.end >= name.end:
            if _stands(doc, one, name.label):
                return [one if one.label == "NO_ACTOR" else one._replace(label=name.label)]
            return [] if name.label in PLACE_LABELS else [name]
        if (one.end > name.end or one.start < name.start) and _stands(doc, one, name.label):
            return [one]
    if not inside:
        return [name]
    covered = {i for one in inside for i in range(one.start, one.end)}
    if len(inside) > 1 and covered == set(range(name.start, name.end)):
        return inside
    if name.label in PLACE_LABELS or _only_capital_words_are(doc, name, inside):
        return _places(doc, name, inside)
    first = inside[0]
    rest = _trimmed(doc, first.end, name.end)
    if first.start == name.start and rest and not isinstance(first.known, Organisation | None):
        rest_text = doc[slice(*rest)].text
        if (
            doc[first.end].tag_ == "POS"
            or (name.label == "PERSON" and not _is_surname_like(doc, first, rest))
            or INSTITUTIONS.match(rest_text)
            or gazetteers.organisation(rest_text)
            or gazetteers.bloc(rest_text)
        ):
            label = name.label if name.label == "PERSON" else "ORG"
            others = [one for one in inside if (one.start, one.end) == rest]
            return [first, *(others or [Name(*rest, label)])]
    return [name]


def entity_of(name: Name) -> object:
    """Return what the tables say that a name means, whatever its form."""
    if isinstance(name.known, Match):
        return name.known.country
    return (type(name.known), getattr(name.known, "name", None))


def _only_capital_words_are(doc: Doc, name: Name, inside: list[Name]) -> bool:
    """ "the Iraq war", which the model takes for an event: only the country has capitals."""
    covered = {i for one in inside for i in range(one.start, one.end)}
    return name.label not in {"PERSON", "ORG"} and not any(
        doc[i].text[:1].isupper() or doc[i].like_num
        for i in range(name.start, name.end)
        if i not in covered and doc[i].lower_ != "the"
    )


def _is_surname_like(doc: Doc, first: Name, rest: tuple[int, int]) -> bool:
    """A given name that is a country's too: "Jordan Henderson", "Chad Smith"."""
    return isinstance(first.known, Match) and first.known.ambiguous and rest[1] - rest[0] == 1


def _places(doc: Doc, name: Name, inside: list[Name]) -> list[Name]:
    """A place or people: the countries in it, unless it is a longer place that has their name."""
    covered = {i for one in inside for i in range(one.start, one.end)}
    others = [
        doc[i].text
        for i in range(name.start, name.end)
        if i not in covered and doc[i].text[:1].isupper()
    ]
    if others and not all(
        isinstance(one.known, Match) and one.start == name.start for one in inside
    ):
        return [name]
    if others and set(others) & PLACE_AFTER:
        return [name]
    return [one for one in inside if one.label == "NO_ACTOR" or _stands(doc, one, name.label)]


def _is_club(name: Name) -> bool:
    return isinstance(name.known, Organisation) and name.known.type == "sports club"


def _stands(doc: Doc, name: Name, label: str) -> bool:
    """Does the form mean what the table says, here?"""
    span = doc[name.start : name.end]
    if name.label == "NO_ACTOR":
        return True
    form = " ".join(span.text.split())
    if len(form) < SHORTEST_IN_CAPITALS and _in_capitals(span):
        return False
    if gazetteers.is_ambiguous(form) and name.label != "CERTAIN":
        if _is_club(name):
            return not sport.is_place(span)
        wanted = (
            PLACE_LABELS if isinstance(name.known, Match) else {"ORG", "NORP", "GPE", "PRODUCT"}
        )
        calls = name.end < len(doc) and doc[name.end].lower_ in PARTY_NOUNS
        if label not in wanted and not (calls and isinstance(name.known, Organisation)):
            return False
    if isinstance(name.known, Match):
        before = doc[name.start - 1] if name.start else None
        after = doc[name.end] if name.end < len(doc) else None
        if before is not None and before.text in PLACE_BEFORE and before.text == "New":
            return False
        if after is not None and after.text in PLACE_AFTER and after.text != "Cup":
            return False
        return not _is_language(span, before, after)
    return True


def _is_language(span: Span, before: Token | None, after: Token | None) -> bool:
    """ "in German", "speaks French", "Arabic lessons": the language and not the country."""
    if after is not None and after.lower_ in LANGUAGE_NOUNS:
        return True
    found = gazetteers.country(span.text)
    if found is None or found.kind != "demonym" or before is None or span.text.endswith("s"):
        return False
    if before.text in {",", ":", "and", "or"} and _in_list_of_languages(span):
        return True
    if before.lower_ not in SPEAKING:
        return False
    return after is None or after.lower_ == "and" or not _has_noun(after)


def _has_noun(after: Token) -> bool:
    return after.pos_ in {"NOUN", "PROPN", "ADJ"} or after.text == "-"


def _in_list_of_languages(span: Span) -> bool:
    """ "Languages: English, German and French" """
    i = span.start - 1
    while i >= 0 and (
        span.doc[i].text in {",", ":", "and", "or"}
        or gazetteers.country(span.doc[i].text)
        or gazetteers.no_actor(span.doc[i].text)
    ):
        i -= 1
    return i >= 0 and span.doc[i].lower_ in LANGUAGE_NOUNS | {"speaks", "speak", "spoke"}


def _in_capitals(span: Span) -> bool:
    """Is the text around in capitals?"""
    doc = span.doc
    near = [
        token.text
        for token in doc[max(0, span.start - 2) : span.end + 2]
        if token.is_alpha and not span.start <= token.i < span.end
    ]
    return bool(near) and all(word.isupper() for word in near)
