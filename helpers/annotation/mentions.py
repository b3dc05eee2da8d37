"""The mentions of actors on a Doc: the one place that writes and reads them.

`doc.spans["mentions"]` has a span for each mention, in text order, with the kind of mention in
`label_`, the actor in `kb_id_` and the number of the mention in `id_`. The group's `attrs` are
keyed by that number: `rules` says why a mention was assigned to its actor, `confidence` how certain
that is (0 to 1), `rivals` who else it could be if a model decided. `attrs["actors"]` has, by actor
id, `name`, `kind`, `role`, `affiliation` and `role_span`, the role's evidence. The group survives
`to_bytes` and `DocBin`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span, SpanGroup

GROUP = "mentions"


@dataclass(frozen=True)
class Mention:
    """A span that refers to an actor; `confidence` is from 0 to 1.

    `rivals` are the next best candidates for a reference, as name and score.
    """

    span: Span
    actor_id: str
    kind: str
    rule: str
    confidence: float = 1.0
    rivals: tuple[tuple[str, float], ...] = ()

    @property
    def id(self) -> str:
        """The number of a mention that was read from a Doc."""
        return self.span.id_


def read_mentions(doc: Doc) -> list[Mention]:
    """Return the mentions of `doc` in order; a Doc without the group has none."""
    if GROUP not in doc.spans:
        return []
    attrs = doc.spans[GROUP].attrs
    rivals = attrs.get("rivals", {})
    return [
        Mention(
            span,
            span.kb_id_,
            span.label_,
            attrs["rules"][number],
            attrs["confidence"][number],
            tuple(map(tuple, rivals.get(number, ()))),
        )
        for span in doc.spans[GROUP]
        for number in [span.id_]
    ]


def actor_records(doc: Doc) -> dict[str, dict]:
    """Return what is known about each actor of `doc`, by actor id; see the module's docstring."""
    return doc.spans[GROUP].attrs["actors"] if GROUP in doc.spans else {}


def write_mentions(doc: Doc, mentions: Iterable[Mention], **attrs) -> None:
    """Store `mentions` on `doc` in text order, renumbered.

    `attrs` (such as `actors`) are added to the group's attributes; the others stay.
    """
    ordered = sorted(mentions, key=lambda mention: (mention.span.start, mention.span.end))
    spans = [
        Span(doc, m.span.start, m.span.end, label=m.kind, kb_id=m.actor_id, span_id=str(i))
        for i, m in enumerate(ordered)
    ]
    doc.spans[GROUP] = SpanGroup(
        doc,
        spans=spans,
        attrs={
            **(doc.spans[GROUP].attrs if GROUP in doc.spans else {}),
            **attrs,
            "rules": {str(i): mention.rule for i, mention in enumerate(ordered)},
            "confidence": {str(i): mention.confidence for i, mention in enumerate(ordered)},
            "rivals": {str(i): list(m.rivals) for i, m in enumerate(ordered) if m.rivals},
        },
    )
