"""Statements and events of an annotated Doc as tidy frames: records of several spans each."""

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from helpers.annotation.sentences import sentence_ids
from helpers.tables.views import doc_id_of, place_of, view


@view("events")
def events(doc: Doc) -> Iterator[dict]:
    """Return the events of an article: who acts, what they do, towards whom, and how certain it is.

    If an act has several sources or targets, each pair is a separate event.

    Examples
    --------
    >>> events(doc)[["source", "action", "target", "modality"]].values.tolist()
    [['Clara Novak', 'meet', 'Tom Baker', 'asserted']]
    """
    sentence_of = sentence_ids(doc)
    group = doc.spans["events"]
    parts = defaultdict(dict)
    for span in group:
        parts[span.id_][span.label_] = span
    for key, spans in parts.items():
        record = group.attrs["records"][key]
        source, target = _side("source", spans), _side("target", spans)
        judged = {name: record[name] for name in ("event_class", "quad_class")}
        how = {name: record[name] for name in ("mutual", "negated", "modality", "time", "date")}
        yield {
            **doc_id_of(doc),
            "event_id": int(key),
            "sentence_id": sentence_of[spans["action"].start],
            **place_of(spans["action"]),
            **source,
            "action": record["action"],
            "object": spans["object"].text if "object" in spans else None,
            **judged,
            **target,
            **how,
            "summary": record["summary"],
        }


def _side(label: str, spans: dict[str, Span]) -> dict:
    span = spans.get(label)
    return {
        label: span.text if span else None,
        f"{label}_actor_id": (span.kb_id_ or None) if span else None,
    }


@view("statements")
def statements(doc: Doc) -> Iterator[dict]:
    """Return the statements of an article: who said what, in which words, and in which sense.

    A cue or content in several pieces runs from its first to its last character; the columns `cue`
    and `content` join the pieces with " … ".

    Examples
    --------
    >>> statements(doc)[["source", "cue", "content"]].values.tolist()
    [['Baker', 'said', '“We welcome the deal,”']]
    """
    sentence_of = sentence_ids(doc)
    group = doc.spans["statements"]
    parts: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for span in group:
        parts[span.id_][span.label_].append(span)
    for number, part in parts.items():
        record = group.attrs["records"][number]
        begins = (part["cue"] or part["content"])[0]
        near = _near(part)
        extent = doc[min(s.start for s in near) : max(s.end for s in near)]
        source = part["source"][0] if part["source"] else None
        yield {
            **doc_id_of(doc),
            "statement_id": int(number),
            "sentence_id": sentence_of[begins.start],
            **place_of(extent),
            "kind": record["kind"],
            "form": record["form"],
            **_pieces("source", part["source"]),
            "source_actor_id": (source.kb_id_ or None) if source is not None else None,
            "source_actor_ids": list(record["actors"]),
            "source_naming": record["naming"],
            "source_gender": record["gender"],
            **_pieces("cue", part["cue"]),
            "sense": record["sense"],
            **_pieces("content", part["content"]),
        }


def _near(part: dict[str, list[Span]]) -> list[Span]:
    """Content and cue, and the source unless the speaker is carried over from earlier text."""
    return [*part["content"], *part["cue"], *(part["source"] if part["cue"] else ())]


def _pieces(name: str, spans: list[Span]) -> dict:
    """The columns of a part of a statement: its words, and where they begin and end."""
    return {
        name: " … ".join(span.text for span in spans) if spans else None,
        f"{name}_start_char": spans[0].start_char if spans else None,
        f"{name}_end_char": spans[-1].end_char if spans else None,
    }
