"""Corrections by a person, as a spaCy component that runs right after `actors`, before anything is
built on its mentions.

Names are compared whatever their case. On the Doc, `doc.spans["mentions"].attrs["corrections"]`
lists all corrections that hold for the article, in order, each with `line`, `doc_id`, `action`,
`name`, `value` and `n`, the mentions that it changed: 0 if it matched nothing. A corrected
mention's rule begins with "correction: ", and its actor's record has `corrected`, the same in
words.
"""

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actor_ids import actor_id_of
from helpers.annotation.mentions import Mention, actor_records, read_mentions, write_mentions
from helpers.reading.corrections import Correction, read_corrections

NAMES = frozenset({"name", "demonym", "metonym"})  # kinds of mentions that name their actor
_LABELS = {"person": "PERSON", "organisation": "ORG", "bloc": "ORG", "country": "GPE"}


@Language.component("corrections", requires=["doc.spans"], assigns=["doc.ents", "doc.spans"])
def corrections(doc: Doc) -> Doc:
    """Apply the corrections that hold for `doc`; see the module's docstring."""
    doc_id = doc.user_data.get("doc_id", "")
    chosen = [c for c in read_corrections() if c.doc_id in {"", doc_id}]
    if chosen:
        _Corrected(doc).apply(chosen)
    return doc


class _Corrected:
    """The mentions and actors of a Doc while they are corrected."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.mentions = read_mentions(doc)
        self.records = {key: dict(record) for key, record in actor_records(doc).items()}
        self.actor_of = {mention.id: mention.actor_id for mention in self.mentions}
        self.corrected: dict[str, str] = {}

    def apply(self, chosen: list[Correction]) -> None:
        """Apply the corrections one after another and write the result on the Doc."""
        log = []
        for correction in chosen:
            changed = getattr(self, f"_{correction.action}")(correction)
            log.append({**correction._asdict(), "n": len(changed)})
            for mention_id in changed:
                self.corrected[mention_id] = f"correction: {correction}"
        self._write(log)

    def _actors_called(self, name: str) -> list[str]:
        """The actors whose id or name this is; else those that are written so somewhere."""
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
        targets = self._actors_called(correction.value)
        sources = [a for a in self._actors_called(correction.name) if a not in targets[:1]]
        if not targets or not sources:
            return []
        target = self.records[targets[0]]
        for source in sources:
            for column in ("role", "affiliation", "role_span", "gender"):
                if target.get(column) is None and self.records[source].get(column) is not None:
                    target[column] = self.records[source][column]
        moved = [i for source in sources for i in self._mentions(source)]
        return self._give(moved, targets[0], correction)

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

    def _new_actor(self, kind: str, name: str) -> str:
        """The id of an actor of that kind and name, whose record there is from now on."""
        actor_id = actor_id_of(kind, name)
        if kind == "country":
            match = gazetteers.country(name)
            actor_id = f"country:{match.country.alpha_3}" if match else actor_id
        record = {
            "name": name, "kind": kind, "role": None, "affiliation": None, "role_span": None,
        }  # fmt: skip
        if kind == "person":
            record["gender"] = personal_names.gender(name.split()[0])
        self.records.setdefault(actor_id, record)
        return actor_id

    def _write(self, log: list[dict]) -> None:
        kept = [self._as_corrected(m) for m in self.mentions if m.id in self.actor_of]
        used = set(self.actor_of.values())
        records = {key: self.records[key] for key in self.records if key in used}
        write_mentions(self.doc, kept, actors=records, corrections=log)
        self._relabel(kept)

    def _as_corrected(self, mention: Mention) -> Mention:
        rule = self.corrected.get(mention.id)
        actor_id = self.actor_of[mention.id]
        if rule is None:
            return replace(mention, actor_id=actor_id)
        return replace(mention, actor_id=actor_id, rule=rule, confidence=1.0)

    def _relabel(self, kept: list[Mention]) -> None:
        """Named entities get the label of their actor's new kind."""
        labels = {
            (m.span.start, m.span.end): _LABELS[self.records[m.actor_id]["kind"]]
            for m in kept
            if m.id in self.corrected and m.kind == "name"
        }
        self.doc.ents = [
            Span(self.doc, ent.start, ent.end, label=labels.get((ent.start, ent.end), ent.label_))
            for ent in self.doc.ents
        ]


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
