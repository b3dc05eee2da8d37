"""What is known about each actor: its name, and a person's gender, role and affiliation."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actor_ids import (
    BLOC,
    COUNTRY,
    ORGANISATION,
    PERSON,
    actor_id_of,
    key_of,
    kind_of,
)
from helpers.annotation.actors import roles
from helpers.annotation.actors.affiliations import affiliation_of
from helpers.annotation.actors.parties import Parties, Party
from helpers.annotation.actors.resolution import TEAM_RULE
from helpers.annotation.actors.titles import Title, gender_of_title, title_of
from helpers.annotation.mentions import Mention


def make_records(
    mentions: Iterable[Mention],
    titles: dict[int, Title],
    names: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, dict[str, object]]:
    """Return the record of each actor by its id, as described in `helpers.annotation.mentions`.

    `mentions` are those by name, `titles` the titles of the text by their end, `names` the
    names of actors that are known already.
    """
    by_actor = defaultdict(list)
    for mention in mentions:
        by_actor[mention.actor_id].append(mention)
    names = {
        actor_id: names.get(actor_id) or _name(actor_id, group)
        for actor_id, group in by_actor.items()
    }
    parties = Parties(
        Party(mention.span, kind_of(actor_id), names[actor_id])
        for actor_id, group in by_actor.items()
        for mention in group
    )
    return {
        actor_id: _record(kind_of(actor_id), names[actor_id], group, titles, parties)
        for actor_id, group in by_actor.items()
    }


def _name(actor_id: str, mentions: list[Mention]) -> str:
    """The usual name of a country, body or known organisation, else the fullest in the text."""
    kind, key = kind_of(actor_id), key_of(actor_id)
    if kind == COUNTRY:
        return gazetteers.countries()[key].name
    if kind == BLOC:
        return gazetteers.bloc_names()[key]
    forms = Counter(" ".join(mention.span.text.split()) for mention in mentions)
    name = max(forms, key=lambda form: (len(form.split()), forms[form]))
    if mentions[0].rule == TEAM_RULE:
        return f"{name} national team"
    known = kind == ORGANISATION and gazetteers.organisation(name)
    is_known = known and actor_id == actor_id_of(ORGANISATION, known.name)
    return known.name if is_known or (known and not gazetteers.needs_another_name(name)) else name


def _record(
    kind: str,
    name: str,
    mentions: list[Mention],
    titles: dict[int, Title],
    parties: Parties,
) -> dict[str, object]:
    record = {"name": name, "kind": kind, "role": None, "affiliation": None, "role_span": None}
    if kind == PERSON:
        record["gender"] = _gender(name, mentions, titles)
        # If two people share a surname, "Minister Baker" may be the other one.
        sure = [m.span for m in mentions if m.confidence >= 1] or [m.span for m in mentions]
        record |= roles.read_role(sure, titles, parties)
    elif kind == ORGANISATION:
        found = (affiliation_of(mention.span, parties) for mention in mentions)
        record["affiliation"] = next(filter(None, found), None)
    return record


def _gender(name: str, mentions: list[Mention], titles: dict[int, Title]) -> str | None:
    """Return the gender by the titles, or else by the given name: "Masc", "Fem" or None."""
    for mention in mentions:
        title = title_of(mention.span.doc, mention.span.start, titles)
        gender = title and gender_of_title(mention.span.doc[title.start : title.end].text)
        if gender:
            return gender
    # "Hawk Sawyer" says nothing about the gender of Kathleen Hawk Sawyer.
    forms = (mention.span.text for mention in mentions)
    given = Counter(filter(None, map(personal_names.gender_of_full_name, forms)))
    return given.most_common(1)[0][0] if given else personal_names.gender_of_full_name(name)
