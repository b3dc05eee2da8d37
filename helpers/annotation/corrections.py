"""Corrections by a person, as a spaCy component that runs right after `actors`, before anything
that depends on its mentions.

Names are compared ignoring case. On the Doc, `doc.spans["mentions"].attrs["corrections"]` lists all
corrections that apply to the article, in order, each with `line`, `doc_id`, `action`, `name`,
`value`, `question` (set if it could mean several actors) and `n`, the number of mentions that it
changed: 0 if it matched nothing. Roles and affiliations follow the corrections. A corrected
mention's rule begins with "correction: ", and its actor's record has the same text in `corrected`.
"""

import re
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actor_ids import PERSON, actor_id_of
from helpers.annotation.actors.records import make_records
from helpers.annotation.actors.titles import find_titles
from helpers.annotation.mentions import Mention, actor_records, read_mentions, write_mentions
from helpers.reading.corrections import MENTION, Correction, read_corrections

NAMES = frozenset({"name", "demonym", "metonym"})  # kinds of mentions that name their actor
_LABELS = {"person": "PERSON", "organisation": "ORG", "bloc": "ORG", "country": "GPE"}


@Language.component("corrections", requires=["doc.spans"], assigns=["doc.ents", "doc.spans"])
def corrections(doc: Doc) -> Doc:
    """Apply the corrections that apply to `doc`; see the module's docstring."""
    doc_id = doc.user_data.get("doc_id", "")
    chosen = [c for c in read_corrections() if c.doc_id in {"", doc_id}]
    if chosen:
        _Corrected(doc).apply(chosen)
    return doc


class _Corrected:
    """The mentions and actors of a Doc while they are being corrected."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.mentions = read_mentions(doc)
        self.records = {key: dict(record) for key, record in actor_records(doc).items()}
        self.actor_of = {mention.id: mention.actor_id for mention in self.mentions}
        self.corrected: dict[str, str] = {}
        self.questions: dict[int, str] = {}

    def apply(self, chosen: list[Correction]) -> None:
        """Apply the corrections one after another and write the result on the Doc."""
        log = []
        for correction in chosen:
            changed = getattr(self, f"_{correction.action}")(correction)
            asked = correction._replace(question=self.questions.get(correction.line, ""))
            log.append({**asked._asdict(), "n": len(changed)})
            for mention_id in changed:
                self.corrected[mention_id] = f"correction: {correction}"
        self._write(log)

    def _actors_called(self, name: str) -> list[str]:
        """The actors with this id or name, otherwise those that are written like this somewhere."""
        wanted = _key(name)
        called = [
            actor_id
            for actor_id, record in self.records.items()
            if wanted in {_key(actor_id), _key(record["name"])} and self._mentions(actor_id)
        ]
        return called or list(dict.fromkeys(self.actor_of[i] for i in self._written(name)))

    def _mentions(self, actor_id: str) -> list[str]:
        return [i for i, actor in self.actor_of.items() if actor == actor_id]

    def _written(self, form: str) -> list[str]:
        wanted = _key(form)
        return [
            mention.id
            for mention in self.mentions
            if mention.kind in NAMES
            and _key(mention.span.text) == wanted
            and mention.id in self.actor_of
        ]

    def _give(self, mention_ids: list[str], actor_id: str, correction: Correction) -> list[str]:
        given = [i for i in mention_ids if self.actor_of[i] != actor_id]
        for i in given:
            self.actor_of[i] = actor_id
        if given:
            self.records[actor_id]["corrected"] = str(correction)
        return given

    def _merge(self, correction: Correction) -> list[str]:
        target = self._only(correction.value, correction)
        sources = [a for a in self._actors_called(correction.name) if a != target]
        if target is None or not sources:
            return []
        if self._is_own_name(correction.name, sources[0]):
            moved = [i for source in sources for i in self._mentions(source)]
            return self._give(moved, target, correction)
        # The form may also be another actor's, and that actor's full name may be meant.
        return self._ask(correction, [*sources, target])

    def _only(self, name: str, correction: Correction) -> str | None:
        """The only actor with this name; if there are several, sets the question."""
        called = self._actors_called(name)
        if len(called) > 1:
            self._ask(correction, called)
        return called[0] if len(called) == 1 else None

    def _is_own_name(self, name: str, actor_id: str) -> bool:
        return _key(name) in {_key(actor_id), _key(self.records[actor_id]["name"])}

    def _ask(self, correction: Correction, choices: list[str]) -> list[str]:
        names = " or ".join(f"“{self.records[a]['name']}”" for a in dict.fromkeys(choices))
        self.questions[correction.line] = (
            f"does that mean {names}? Write the full name, or assign single mentions with mention"
        )
        return []

    def _split(self, correction: Correction) -> list[str]:
        written = self._written(correction.name)
        if not written:
            return []
        wanted = _key(correction.value)
        known = [a for a, record in self.records.items() if _key(record["name"]) == wanted]
        kind = self.records[self.actor_of[written[0]]]["kind"]
        actor_id = known[0] if known else self._new_actor(kind, correction.value)
        return self._give(written, actor_id, correction)

    def _rename(self, correction: Correction) -> list[str]:
        changed = []
        for actor_id in self._actors_called(correction.name)[:1]:
            self.records[actor_id] |= {"name": correction.value, "corrected": str(correction)}
            changed += self._mentions(actor_id)
        return changed

    def _retype(self, correction: Correction) -> list[str]:
        changed = []
        for actor_id in self._actors_called(correction.name):
            record = self.records[actor_id]
            if record["kind"] != correction.value:
                new = self._new_actor(correction.value, record["name"])
                changed += self._give(self._mentions(actor_id), new, correction)
        return changed

    def _ignore(self, correction: Correction) -> list[str]:
        wanted = _key(correction.name)
        changed = [
            i
            for actor_id, record in self.records.items()
            if wanted in {_key(actor_id), _key(record["name"])}
            for i in self._mentions(actor_id)
        ] or self._written(correction.name)
        for i in changed:
            del self.actor_of[i]
        return changed

    def _add(self, correction: Correction) -> list[str]:
        """Every place where the form occurs and no other name does."""
        spans = [span for span in self._places(correction.name) if not self._at(span)]
        known = self._new_id(correction.value, correction.name)
        if not spans:
            return self._mentions(known)  # found already
        new = self._new_actor(correction.value, correction.name)
        return self._give([self._new_mention(span) for span in spans], new, correction)

    def _alias(self, correction: Correction) -> list[str]:
        """All mentions of the actor with this name, and all places where the form occurs."""
        called = self._actors_called(correction.name)
        spans = [span for span in self._places(correction.name) if not self._at(span)]
        if not called and not spans:
            return []
        kind = self.records[called[0]]["kind"] if called else PERSON
        known = self._actors_called(correction.value)
        target = known[0] if known else self._new_actor(kind, correction.value)
        moved = [
            i
            for actor in called
            for i in self._mentions(actor)
            if self._is_own_name(correction.name, actor) or i in self._written(correction.name)
        ]
        moved += [self._new_mention(span) for span in spans]
        return self._give(moved, target, correction)

    def _mention(self, correction: Correction) -> list[str]:
        """One occurrence of a form, counted from the beginning of the article."""
        form, number = MENTION.fullmatch(correction.name).group("form", "number")
        spans = self._places(form)
        if int(number) > len(spans):
            return []
        span = spans[int(number) - 1]
        target = self._only(correction.value, correction)
        if target is None:
            return []
        at = self._at(span)
        if any(self._mention_of(i).span.text != span.text for i in at):
            return []  # a part of a longer name
        return self._give(at or [self._new_mention(span)], target, correction)

    def _places(self, form: str) -> list[Span]:
        """Where a form occurs in the text as separate words."""
        found = re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", self.doc.text)
        spans = (self.doc.char_span(match.start(), match.end()) for match in found)
        return [span for span in spans if span is not None]

    def _at(self, span: Span) -> list[str]:
        """The mentions that share a token with a span."""
        return [
            m.id
            for m in self.mentions
            if m.id in self.actor_of and m.span.start < span.end and span.start < m.span.end
        ]

    def _mention_of(self, mention_id: str) -> Mention:
        return next(m for m in self.mentions if m.id == mention_id)

    def _new_mention(self, span: Span) -> str:
        kind = "pronoun" if span.root.pos_ == "PRON" else "name"
        mention_id = f"new {len(self.mentions)}"
        span = Span(self.doc, span.start, span.end, label=kind, span_id=mention_id)
        self.mentions.append(Mention(span, "", kind, ""))
        self.actor_of[mention_id] = ""
        return mention_id

    def _new_id(self, kind: str, name: str) -> str:
        match = gazetteers.country(name) if kind == "country" else None
        return f"country:{match.country.alpha_3}" if match else actor_id_of(kind, name)

    def _new_actor(self, kind: str, name: str) -> str:
        """The id of an actor with that kind and name, for whom a record is made."""
        actor_id = self._new_id(kind, name)
        record = {
            "name": name, "kind": kind, "role": None, "affiliation": None, "role_span": None,
        }  # fmt: skip
        if kind == "person":
            record["gender"] = personal_names.gender_of_full_name(name)
        self.records.setdefault(actor_id, record)
        return actor_id

    def _write(self, log: list[dict]) -> None:
        kept = [self._as_corrected(m) for m in self.mentions if m.id in self.actor_of]
        write_mentions(self.doc, kept, actors=self._records_of(kept), corrections=log)
        self._relabel(kept)

    def _records_of(self, kept: list[Mention]) -> dict[str, dict]:
        """The records of the actors, with roles and affiliations from the corrected mentions."""
        titles = {title.end: title for title in find_titles(self.doc)}
        names = {a: self.records[a]["name"] for a in dict.fromkeys(m.actor_id for m in kept)}
        found = make_records([m for m in kept if m.kind in NAMES], titles, names)
        return {a: {**self.records[a], **found.get(a, {})} for a in names}

    def _as_corrected(self, mention: Mention) -> Mention:
        rule = self.corrected.get(mention.id)
        actor_id = self.actor_of[mention.id]
        if rule is None:
            return replace(mention, actor_id=actor_id)
        return replace(mention, actor_id=actor_id, rule=rule, confidence=1.0)

    def _relabel(self, kept: list[Mention]) -> None:
        """Give named entities the label for their actor's new kind."""
        labels = {
            (m.span.start, m.span.end): _LABELS[self.records[m.actor_id]["kind"]]
            for m in kept
            if m.id in self.corrected and m.kind == "name"
        }
        new = [
            (m.span, labels[m.span.start, m.span.end])
            for m in kept
            if m.id in self.corrected and (m.span.start, m.span.end) in labels
        ]
        taken = {i for span, _ in new for i in range(span.start, span.end)}
        entities = [ent for ent in self.doc.ents if not taken & set(range(ent.start, ent.end))]
        entities += [Span(self.doc, span.start, span.end, label=label) for span, label in new]
        self.doc.ents = entities


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
