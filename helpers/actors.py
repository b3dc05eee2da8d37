"""The actors of a text, as a spaCy component: people, organisations and countries, and each of
their mentions.

The component starts from the named entities of the model, trims them, decides what each names, and
gives the names of one actor to that actor. It leaves on the Doc

* `doc.ents`: the named entities, repaired;
* `doc.spans["model_entities"]`: the same as the model gave them;
* `doc.spans["mentions"]`: a span for each mention, with the kind of mention in `label_`, the actor
  in `kb_id_` and the number of the mention in `id_`; in the group's `attrs`, `rules` says by number
  why a mention was given to its actor, and `actors` holds by actor id the `name`, `kind`, `role`
  and `affiliation`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from slugify import slugify
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from helpers import gazetteers

NAME_LABELS = {"PERSON", "ORG", "GPE", "NORP", "LOC"}
KIND_OF_LABEL = {"PERSON": "person", "ORG": "organisation", "GPE": "place"}
LABEL_OF_KIND = {"person": "PERSON", "organisation": "ORG", "place": "GPE"}
LONGEST_TITLE = 4


@dataclass(frozen=True)
class Mention:
    """A span that refers to an actor."""

    span: Span
    actor_id: str
    kind: str
    rule: str


@Language.component(
    "actors",
    requires=["doc.ents", "token.dep", "token.pos"],
    assigns=["doc.ents", "doc.spans"],
)
def actors(doc: Doc) -> Doc:
    """Find the actors of `doc`; see the module's docstring for what is recorded.

    Personal names go by surname: "Pompeo" is the Mike Pompeo named before. Countries go by name and
    demonym. Every other name is an actor by its exact form, of the kind that most of its mentions
    have. A place outside the table of countries is an actor only where it is the subject of a verb.
    """
    model_entities = list(doc.ents)
    names = [name for ent in model_entities if (name := _trimmed(ent)) is not None]
    mentions = _country_mentions(names)
    rest = _without(names, mentions)
    mentions += _person_mentions(rest)
    rest = _without(names, mentions)
    mentions += _other_mentions(rest)
    mentions.sort(key=lambda mention: mention.span.start)

    doc.spans["model_entities"] = SpanGroup(doc, spans=model_entities)
    doc.spans["mentions"] = SpanGroup(
        doc,
        spans=[
            Span(doc, m.span.start, m.span.end, label=m.kind, kb_id=m.actor_id, span_id=str(i))
            for i, m in enumerate(mentions)
        ],
        attrs={
            "rules": {str(i): mention.rule for i, mention in enumerate(mentions)},
            "actors": _records(mentions),
        },
    )
    _set_entities(doc, names, mentions)
    return doc


def _trimmed(ent: Span) -> Span | None:
    """The entity without article, possessive ending and punctuation around it, if it is a name."""
    if ent.label_ not in NAME_LABELS:
        return None
    start, end = ent.start, ent.end
    doc = ent.doc
    while start < end and (doc[start].pos_ in {"DET", "PUNCT", "SPACE"}):
        start += 1
    while start < end and (doc[end - 1].tag_ == "POS" or doc[end - 1].pos_ in {"PUNCT", "SPACE"}):
        end -= 1
    if start == end or not any(token.is_alpha for token in doc[start:end]):
        return None
    return Span(doc, start, end, label=ent.label_)


def _country_mentions(names: Iterable[Span]) -> list[Mention]:
    mentions = []
    for name in names:
        match = gazetteers.country(name.text)
        if match is None or match.kind not in {"name", "demonym"}:
            continue
        if match.ambiguous and name.label_ not in {"GPE", "NORP"}:
            continue
        rule = "country name" if match.kind == "name" else "demonym of a country"
        mentions.append(Mention(name, f"country:{match.country.alpha_3}", match.kind, rule))
    return mentions


def _person_mentions(names: Iterable[Span]) -> list[Mention]:
    """Full names, and the surnames alone that they explain, whatever label the model gave those."""
    mentions = []
    bearers: dict[str, list[str]] = defaultdict(list)
    names = [(name, _name_tokens(name)) for name in names]
    full_names = [(name, parts) for name, parts in names if _is_full_name(name, parts)]
    for _, parts in full_names:
        actor_id = actor_id_of("person", " ".join(parts))
        if actor_id not in bearers[_key(parts[-1])]:
            bearers[_key(parts[-1])].append(actor_id)
    last_named: dict[str, str] = {}
    for name, parts in names:
        surname = _key(parts[-1])
        if _is_full_name(name, parts):
            last_named[surname] = actor_id_of("person", " ".join(parts))
            mentions.append(Mention(name, last_named[surname], "name", "full name"))
        elif len(parts) == 1 and surname in bearers:
            actor_id = last_named.get(surname, bearers[surname][0])
            shared = len(bearers[surname]) > 1
            rule = "surname, last of several who bear it" if shared else "surname of a full name"
            mentions.append(Mention(name, actor_id, "name", rule))
    return mentions


def _other_mentions(names: list[Span]) -> list[Mention]:
    """Names by their exact form, each of the kind that most of its mentions have."""
    labels: dict[str, Counter] = defaultdict(Counter)
    acting = set()
    for name in names:
        labels[_key(name.text)][name.label_] += 1
        if name.root.dep_ == "nsubj" and name.root.head.pos_ in {"VERB", "AUX"}:
            acting.add(_key(name.text))
    mentions = []
    for name in names:
        key = _key(name.text)
        kind = KIND_OF_LABEL.get(labels[key].most_common(1)[0][0])
        if kind is None or (kind == "place" and key not in acting):
            continue
        rule = "place that acts" if kind == "place" else f"{kind}'s name"
        mentions.append(Mention(name, actor_id_of(kind, name.text), "name", rule))
    return mentions


def actor_id_of(kind: str, name: str) -> str:
    """Return the id of an actor that is known by its name alone.

    >>> actor_id_of("person", "Mike Pompeo")
    'person:mike-pompeo'
    """
    return f"{kind}:{slugify(name) or slugify(name, allow_unicode=True) or 'unnamed'}"


def _is_full_name(name: Span, parts: list[str]) -> bool:
    return name.label_ == "PERSON" and len(parts) > 1


def _name_tokens(name: Span) -> list[str]:
    """The words of a name without the titles before it; a title alone stays."""
    words = [token.text for token in name]
    titles = gazetteers.titles()
    for length in range(min(LONGEST_TITLE, len(words) - 1), 0, -1):
        if " ".join(words[:length]).lower().rstrip(".") in titles:
            return words[length:]
    return words


def _role(name: Span) -> tuple[str | None, str | None]:
    """The title before or at the head of a name, and the country named right before that title."""
    doc = name.doc
    titles = gazetteers.titles()
    end = name.start + len(name) - len(_name_tokens(name))
    for length in range(LONGEST_TITLE, 0, -1):
        start = end - length
        if start >= 0 and doc[start:end].text.lower().rstrip(".") in titles:
            country = gazetteers.country(doc[start - 1].text) if start else None
            return doc[start:end].text, country and country.country.name
    return None, None


def _records(mentions: Iterable[Mention]) -> dict[str, dict]:
    by_actor = defaultdict(list)
    for mention in mentions:
        by_actor[mention.actor_id].append(mention)
    return {actor_id: _record(actor_id, group) for actor_id, group in by_actor.items()}


def _record(actor_id: str, mentions: list[Mention]) -> dict:
    kind, _, key = actor_id.partition(":")
    if kind == "country":
        return {
            "name": gazetteers.countries()[key].name,
            "kind": kind,
            "role": None,
            "affiliation": None,
        }
    role, affiliation = None, None
    forms = Counter(" ".join(mention.span.text.split()) for mention in mentions)
    if kind == "person":
        forms = Counter(" ".join(_name_tokens(mention.span)) for mention in mentions)
        for mention in mentions:
            if role is None:
                role, affiliation = _role(mention.span)
    name = max(forms, key=lambda form: (len(form.split()), forms[form]))
    return {"name": name, "kind": kind, "role": role, "affiliation": affiliation}


def _set_entities(doc: Doc, names: list[Span], mentions: list[Mention]) -> None:
    kinds = {m.span.start: m.actor_id.partition(":")[0] for m in mentions}
    repaired = [
        Span(doc, n.start, n.end, label=LABEL_OF_KIND.get(kinds.get(n.start), n.label_))
        for n in names
    ]
    doc.ents = repaired + [ent for ent in doc.ents if ent.label_ not in NAME_LABELS]


def _without(names: Iterable[Span], mentions: Iterable[Mention]) -> list[Span]:
    taken = {mention.span.start for mention in mentions}
    return [name for name in names if name.start not in taken]


def _key(form: str) -> str:
    return slugify(form, separator=" ") or form.casefold()
