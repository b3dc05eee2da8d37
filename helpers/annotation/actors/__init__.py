"""The actors of a text, as a spaCy component: people, organisations, countries and international
bodies, and each mention of them by name.

The component starts from the named entities of the model and from our tables, decides what each
name is, and gives the names of one actor to that actor. It leaves on the Doc

* `doc.ents`: the named entities, repaired;
* `doc.spans["model_entities"]`: the same as the model gave them;
* `doc.spans["mentions"]`: the mentions and what is known of each actor, see
  `helpers.annotation.mentions`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actor_ids import ORGANISATION, PERSON, actor_id_of, key_of, kind_of
from helpers.annotation.actors import kinds, roles, teams
from helpers.annotation.actors.aliases import introduced_acronyms, other_names
from helpers.annotation.actors.identity import Assignment, Organisations, People
from helpers.annotation.actors.name_span import NAME_LABELS, Name, text_of
from helpers.annotation.actors.names import find_names
from helpers.annotation.actors.names_repeated import add_repetitions
from helpers.annotation.actors.roles import Title
from helpers.annotation.gazetteers import Bloc, Match
from helpers.annotation.mentions import Mention, write_mentions

LABEL_OF_KIND = {"person": "PERSON", "organisation": "ORG", "bloc": "ORG"}
UNCERTAIN = 0.5
TEAM_RULE = "country that stands for its team"
# A capital or seat stands for its government where it says, decides, or threatens something.
ACTS_OF_GOVERNMENTS = frozenset(
    "accept accuse acknowledge agree allege announce approve argue assert authorise authorize back "
    "ban blame block call claim condemn confirm consider criticise criticize decide declare "
    "demand denounce deny deploy describe dismiss expel express favour fear hope impose insist "
    "invite maintain negotiate offer oppose order plan pledge press promise propose protest "
    "react recall recognise recognize refuse reiterate reject respond retaliate sanction say seek "
    "sign signal slam state summon support suspect threaten urge veto view vow want warn welcome "
    "withdraw".split()
)
EU = "european-union"
DATELINE = frozenset("( , - – — : /".split())
LOCATIVE = frozenset("in across to from into throughout around of".split())


@Language.component(
    "actors",
    requires=["doc.ents", "token.dep", "token.pos"],
    assigns=["doc.ents", "doc.spans"],
)
def actors(doc: Doc) -> Doc:
    """Find the actors of `doc` and their mentions by name; see the module's docstring."""
    model_entities = list(doc.ents)
    titles = roles.find_titles(doc)
    titles_by_end = {title.end: title for title in titles}
    names = find_names(doc, titles)
    acronyms = introduced_acronyms(doc, names)
    kind_of_form = kinds.kinds(doc, names, titles_by_end, acronyms)
    names, kind_of_form = add_repetitions(doc, names, kind_of_form)
    mentions = list(_mentions(doc, names, kind_of_form, titles_by_end, acronyms))
    _record(doc, mentions, titles_by_end)
    doc.spans["model_entities"] = SpanGroup(doc, spans=model_entities)
    _set_entities(doc, names, mentions)
    return doc


def _mentions(
    doc: Doc,
    names: list[Name],
    kind_of_form: dict[str, str],
    titles: dict[int, Title],
    acronyms: dict[str, str],
) -> Iterator[Mention]:
    forms = {name: text_of(doc, name) for name in names}
    own = [name for name in names if name.known is None and name.label != "NO_ACTOR"]
    persons = [name for name in own if kind_of_form.get(forms[name]) == PERSON]
    people = People((forms[name] for name in persons), other_names(doc, persons))
    organisations = Organisations(
        [
            forms[name]
            for name in names
            if kinds.kind_of_known(name) == ORGANISATION
            or (name in own and kind_of_form.get(forms[name]) == ORGANISATION)
        ],
        acronyms,
    )
    playing = _teams(doc, names)
    names_eu = any(isinstance(n.known, Bloc) and n.known.id == EU for n in names)
    for name in names:
        span = Span(doc, name.start, name.end)
        if names_eu and forms[name] == "Europe" and not _is_locative(span):
            yield Mention(span, f"bloc:{EU}", "metonym", "Europe that stands for the EU", 0.6)
        elif isinstance(name.known, Match):
            yield from _country_mention(span, name.known, playing)
        elif isinstance(name.known, Bloc):
            yield Mention(span, f"bloc:{name.known.id}", "name", "international body")
        elif name.known is not None:
            yield _named(span, ORGANISATION, organisations.resolve(forms[name]))
        elif name.label != "NO_ACTOR":
            yield from _own_mention(
                span, kind_of_form.get(forms[name]), people, organisations, titles
            )


def _own_mention(
    span: Span,
    kind: str | None,
    people: People,
    organisations: Organisations,
    titles: dict[int, Title],
) -> Iterator[Mention]:
    """A mention of an actor that no table has."""
    form = " ".join(span.text.split())
    if kind == PERSON:
        title = roles.title_of(span.doc, span.start, titles)
        gender = title and roles.gender(span.doc[title.start : title.end].text)
        yield _named(span, PERSON, people.resolve(form, gender))
    elif kind == ORGANISATION:
        yield _named(span, ORGANISATION, organisations.resolve(form))


def _named(span: Span, kind: str, assignment: Assignment) -> Mention:
    confidence = UNCERTAIN if assignment.uncertain else 1.0
    return Mention(span, actor_id_of(kind, assignment.name), "name", assignment.rule, confidence)


def _teams(doc: Doc, names: list[Name]) -> set[str]:
    """The codes of the countries whose national teams a text is about."""
    if not teams.is_about_sport(doc):
        return set()
    countries = [
        (name.known.country.alpha_3, Span(doc, name.start, name.end))
        for name in names
        if isinstance(name.known, Match) and name.known.kind == "name"
    ]
    return teams.national_teams(doc, countries)


def _country_mention(span: Span, match: Match, playing: set[str]) -> Iterator[Mention]:
    actor_id = f"country:{match.country.alpha_3}"
    if match.kind == "name" and match.country.alpha_3 in playing and not teams.is_place(span):
        team = actor_id_of(ORGANISATION, f"{match.country.name} national team")
        yield Mention(span, team, "metonym", TEAM_RULE, 0.8)
    elif match.kind == "name":
        yield Mention(span, actor_id, "name", "country name")
    elif match.kind == "demonym":
        yield Mention(span, actor_id, "demonym", "demonym of a country")
    elif not (match.kind == "capital" and match.ambiguous) and _acts_as_government(span):
        rule = f"{match.kind} that acts as the government"
        yield Mention(span, actor_id, "metonym", rule, 0.8)


def _acts_as_government(span: Span) -> bool:
    """Is the place the subject of saying, deciding or threatening?"""
    root, doc = span.root, span.doc
    if span.end < len(doc) and doc[span.end].text in DATELINE:
        return False
    return (
        root.dep_ in {"nsubj", "nsubjpass"}
        and root.head.lemma_.lower() in ACTS_OF_GOVERNMENTS
        and root.head.pos_ == "VERB"
    )


def _is_locative(span: Span) -> bool:
    """ "in Europe", "across southern Europe", and "Europe's largest" """
    before = [token.lower_ for token in span.doc[max(0, span.start - 2) : span.start]]
    return bool(LOCATIVE.intersection(before))


def _record(doc: Doc, mentions: list[Mention], titles: dict[int, Title]) -> None:
    """Write mentions and actors on the Doc."""
    by_actor = defaultdict(list)
    for mention in mentions:
        by_actor[mention.actor_id].append(mention)
    names = {actor_id: _name(actor_id, group) for actor_id, group in by_actor.items()}
    parties = roles.Parties(
        roles.Party(m.span, kind_of(m.actor_id), names[m.actor_id]) for m in mentions
    )
    records = {
        actor_id: _actor(actor_id, names[actor_id], group, titles, parties)
        for actor_id, group in by_actor.items()
    }
    write_mentions(doc, mentions, actors=records)


def _name(actor_id: str, mentions: list[Mention]) -> str:
    """The usual name of a country, body or known organisation, or else the fullest of the text."""
    kind, key = kind_of(actor_id), key_of(actor_id)
    if kind == "country":
        return gazetteers.countries()[key].name
    if kind == "bloc":
        return gazetteers.bloc_names()[key]
    forms = Counter(" ".join(mention.span.text.split()) for mention in mentions)
    name = max(forms, key=lambda form: (len(form.split()), forms[form]))
    if mentions[0].rule == TEAM_RULE:
        return f"{name} national team"
    known = kind == ORGANISATION and gazetteers.organisation(name)
    return known.name if known else name


def _actor(
    actor_id: str,
    name: str,
    mentions: list[Mention],
    titles: dict[int, Title],
    parties: roles.Parties,
) -> dict:
    kind = kind_of(actor_id)
    actor = {"name": name, "kind": kind, "role": None, "affiliation": None, "role_span": None}
    if kind == PERSON:
        actor["gender"] = _gender(mentions, titles)
        for mention in mentions:
            found = roles.role_of(mention.span, titles, parties)
            if found and (found["role"] or not actor["role"]):
                actor.update(found)
            if actor["role"]:
                break
    elif kind == ORGANISATION:
        found = (roles.country_before(mention.span) for mention in mentions)
        actor["affiliation"] = next(filter(None, found), None)
    return actor


def _gender(mentions: list[Mention], titles: dict[int, Title]) -> str | None:
    """Return what titles or else the given name say: "Masc", "Fem" or None."""
    for mention in mentions:
        title = roles.title_of(mention.span.doc, mention.span.start, titles)
        gender = title and roles.gender(mention.span.doc[title.start : title.end].text)
        if gender:
            return gender
    given = Counter(
        personal_names.gender(mention.span[0].text) for mention in mentions if len(mention.span) > 1
    )
    return given.most_common(1)[0][0] if given else None


def _set_entities(doc: Doc, names: list[Name], mentions: list[Mention]) -> None:
    kind_at = {m.span.start: kind_of(m.actor_id) for m in mentions}
    entities = []
    for name in names:
        label = LABEL_OF_KIND.get(kind_at.get(name.start))
        if label is None and isinstance(name.known, Match):
            label = "NORP" if name.known.kind == "demonym" else "GPE"
        label = label or (name.label if name.label in doc.vocab.strings else "")
        if label and label != "NO_ACTOR":
            entities.append(Span(doc, name.start, name.end, label=label))
    taken = {i for ent in entities for i in range(ent.start, ent.end)}
    entities += [
        ent
        for ent in doc.ents
        if ent.label_ not in NAME_LABELS and not taken.intersection(range(ent.start, ent.end))
    ]
    doc.ents = entities
