"""What a person knows better than the models: data/corrections.csv, as a spaCy component.

The component runs right after `actors`, before anything is built on its mentions. The file has one
correction a line, with the columns

* `doc_id`: the article that it holds for; empty for all articles;
* `action`: `merge`, `split`, `rename`, `retype` or `ignore`;
* `name`: an actor by its name or `actor_id`, or a form that it is written in;
* `value`: for `merge` the actor that it belongs to, for `split` the actor that this form alone
  stands for, for `rename` the name to show, for `retype` person, organisation, country or bloc;
  empty for `ignore`.

Upper and lower case are one. A line that begins with # is a comment. On the Doc,
`doc.spans["mentions"].attrs["corrections"]` lists all that hold for the article, in order, each
with `line`, `doc_id`, `action`, `name`, `value` and `n`, the mentions that it changed: 0 if it
matched nothing. A corrected mention's rule begins with "correction: ", and its actor's record has
`corrected`, the same in words.
"""

import csv
import os
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from slugify import slugify
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from helpers import gazetteers, personal_names

FILE = Path(__file__).resolve().parents[1] / "data" / "corrections.csv"
FILE_VARIABLE = "NEWS_ACTORS_CORRECTIONS"
COLUMNS = ["doc_id", "action", "name", "value"]
ACTIONS = ("merge", "split", "rename", "retype", "ignore")
KINDS = ("person", "organisation", "country", "bloc")
NAMES = frozenset({"name", "demonym", "metonym"})  # kinds of mentions that name their actor
_LABELS = {"person": "PERSON", "organisation": "ORG", "bloc": "ORG", "country": "GPE"}


class CorrectionsError(ValueError):
    """The file of corrections can't be used; the message names the line and what to do."""


class Correction(NamedTuple):
    """A line of the file of corrections."""

    line: int
    doc_id: str
    action: str
    name: str
    value: str

    def __str__(self) -> str:
        """The correction in words, with its line in the file."""
        words = {
            "merge": f"“{self.name}” belongs to “{self.value}”",
            "split": f"“{self.name}” is “{self.value}”, an actor of its own",
            "rename": f"“{self.name}” is called “{self.value}”",
            "retype": f"“{self.name}” is of the kind {self.value}",
            "ignore": f"“{self.name}” is no actor",
        }[self.action]
        return f"{words} (line {self.line})"


def corrections_file() -> Path:
    """Return where corrections are kept: `data/corrections.csv`, or `NEWS_ACTORS_CORRECTIONS`."""
    return Path(os.environ.get(FILE_VARIABLE) or FILE)


def read_corrections() -> tuple[Correction, ...]:
    """Return the corrections of all articles in the order of the file; none if there is no file.

    A file that breaks the rules raises `CorrectionsError`. What was read comes from memory until
    the file changes.
    """
    path = corrections_file()
    try:
        stamp = path.stat()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise CorrectionsError(
            f"{path.name}: can't be opened ({error.strerror}); check its permissions"
        ) from None
    return _read(path, stamp.st_mtime_ns, stamp.st_size)


def add_correction(action: str, name: str, value: str = "", doc_id: str = "") -> None:
    """Add a line to the file of corrections, unless it is there; an empty `name` adds nothing.

    Raises `CorrectionsError`, and leaves the file as it was, if `action`, `name` and `value` make
    no correction.
    """
    if not name.strip():
        return
    fields = [" ".join(field.split()) for field in (doc_id, action, name, value)]
    path = corrections_file()
    known = read_corrections()
    if any([*correction[1:]] == fields for correction in known):
        return
    _checked("this correction", fields)
    text = path.read_text(encoding="utf-8") if path.exists() else ",".join(COLUMNS) + "\n"
    new = path.with_name(f".{path.name}.{os.getpid()}")
    with new.open("w", encoding="utf-8", newline="") as file:
        file.write(text if text.endswith("\n") else f"{text}\n")
        csv.writer(file, lineterminator="\n").writerow(fields)
    new.replace(path)


@Language.component("corrections", requires=["doc.spans"], assigns=["doc.ents", "doc.spans"])
def corrections(doc: Doc) -> Doc:
    """Apply the corrections that hold for `doc`; see the module's docstring."""
    doc_id = doc.user_data.get("doc_id", "")
    chosen = [c for c in read_corrections() if c.doc_id in {"", doc_id}]
    if chosen:
        _Corrected(doc).apply(chosen)
    return doc


def unmatched(docs_corrections: list[list[dict]]) -> list[str]:
    """Return, in words, the corrections that matched nothing in any of several articles.

    Each item of `docs_corrections` is the list that the component left on the Doc of an article.
    """
    n: dict[Correction, int] = defaultdict(int)
    for records in docs_corrections:
        for record in records:
            fields = {**record}
            matched = fields.pop("n")
            n[Correction(**fields)] += matched
    return [str(correction) for correction, matched in sorted(n.items()) if not matched]


@lru_cache(maxsize=4)
def _read(path: Path, _mtime: int, _size: int) -> tuple[Correction, ...]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CorrectionsError(f"{path.name}: is not UTF-8; save it as CSV in UTF-8") from None
    found, head = [], None
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        for row in reader:
            fields = [" ".join(field.split()) for field in row]
            if not any(fields) or fields[0].startswith("#"):
                continue
            if head is None:
                head = fields
                if head != COLUMNS:
                    raise CorrectionsError(
                        f"{path.name}, line {reader.line_num}: the first line has to be "
                        f"{','.join(COLUMNS)}"
                    )
                continue
            found.append(
                _checked(f"{path.name}, line {reader.line_num}", fields)._replace(
                    line=reader.line_num
                )
            )
    except csv.Error as error:
        raise CorrectionsError(
            f"{path.name}, line {reader.line_num}: is no valid CSV ({error}); put a field that has "
            "a comma or quotation marks between quotation marks, and double those within"
        ) from None
    return tuple(found)


def _checked(where: str, fields: list[str]) -> Correction:
    """The correction in the fields of a line, or an error that says how to write it."""
    fields = fields + [""] * (len(COLUMNS) - len(fields))
    if len(fields) > len(COLUMNS):
        raise CorrectionsError(
            f"{where}: has {len(fields)} fields instead of {len(COLUMNS)}; put a name that has a "
            "comma between quotation marks"
        )
    correction = Correction(0, *fields)
    if correction.action not in ACTIONS:
        raise CorrectionsError(
            f"{where}: “{correction.action}” is no action; write {', '.join(ACTIONS[:-1])} or "
            f"{ACTIONS[-1]}"
        )
    if not correction.name:
        raise CorrectionsError(f"{where}: names no actor; write one in the column name")
    if correction.action == "retype" and correction.value not in KINDS:
        raise CorrectionsError(
            f"{where}: “{correction.value}” is no kind of actor; write {', '.join(KINDS[:-1])} or "
            f"{KINDS[-1]} in the column value"
        )
    if correction.action == "ignore" and correction.value:
        raise CorrectionsError(f"{where}: ignore takes no value; leave the last column empty")
    if correction.action != "ignore" and not correction.value:
        raise CorrectionsError(f"{where}: {correction.action} needs something in the column value")
    return correction


class _Corrected:
    """The mentions and actors of a Doc while they are corrected."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.group = doc.spans["mentions"]
        self.rules = dict(self.group.attrs["rules"])
        self.confidence = dict(self.group.attrs["confidence"])
        self.records = {key: dict(record) for key, record in self.group.attrs["actors"].items()}
        self.actor_of = {span.id_: span.kb_id_ for span in self.group}
        self.ignored: set[str] = set()

    def apply(self, chosen: list[Correction]) -> None:
        """Apply the corrections one after another and write the result on the Doc."""
        log = []
        for correction in chosen:
            changed = getattr(self, f"_{correction.action}")(correction)
            log.append({**correction._asdict(), "n": len(changed)})
            for mention_id in changed:
                self.rules[mention_id] = f"correction: {correction}"
                self.confidence[mention_id] = 1.0
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
            span.id_
            for span in self.group
            if span.label_ in NAMES and _key(span.text) == wanted and span.id_ in self.actor_of
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
        self.ignored.update(changed)
        return changed

    def _new_actor(self, kind: str, name: str) -> str:
        """The id of an actor of that kind and name, whose record there is from now on."""
        actor_id = f"{kind}:{slugify(name) or slugify(name, allow_unicode=True) or 'unnamed'}"
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
        kept = [span for span in self.group if span.id_ in self.actor_of]
        used = set(self.actor_of.values())
        self.doc.spans["mentions"] = SpanGroup(
            self.doc,
            spans=[
                Span(
                    self.doc, s.start, s.end, label=s.label_, kb_id=self.actor_of[s.id_],
                    span_id=str(i),
                )
                for i, s in enumerate(kept)
            ],
            attrs={
                **self.group.attrs,
                "rules": {str(i): self.rules[s.id_] for i, s in enumerate(kept)},
                "confidence": {str(i): self.confidence[s.id_] for i, s in enumerate(kept)},
                "actors": {key: self.records[key] for key in self.records if key in used},
                "corrections": log,
            },
        )  # fmt: skip
        self._relabel(kept)

    def _relabel(self, kept: list[Span]) -> None:
        """Named entities get the label of their actor's new kind."""
        labels = {
            (span.start, span.end): _LABELS[self.records[self.actor_of[span.id_]]["kind"]]
            for span in kept
            if self.rules[span.id_].startswith("correction: ") and span.label_ == "name"
        }
        self.doc.ents = [
            Span(self.doc, ent.start, ent.end, label=labels.get((ent.start, ent.end), ent.label_))
            for ent in self.doc.ents
        ]


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
