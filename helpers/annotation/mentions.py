"""The mentions of actors on a Doc: the one place that writes and reads them.

`doc.spans["mentions"]` holds a span for each mention, in order of the text, with the kind of
mention in `label_`, the actor in `kb_id_` and the number of the mention in `id_`. In the group's
`attrs`, `rules` says by number why a mention was given to its actor, `confidence` how sure that is
(0 to 1), `rivals` who else it could be where a model decided, and `actors` holds by actor id the
`name`, `kind`, `role`, `affiliation` and `role_span`, the role's evidence. The group survives
`to_bytes` and `DocBin`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span, SpanGroup

GROUP = "mentions"


@dataclass(frozen=True)
class Mention:
    """A span that refers to an actor; `confidence` is from 0 to 1.

    `rivals` are the next best candidates of a reference, as name and score.
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
    group = doc.spans.get(GROUP, ())
    return [
        Mention(
            span,
            span.kb_id_,
            span.label_,
            group.attrs["rules"][span.id_],
            group.attrs["confidence"][span.id_],
            tuple(map(tuple, group.attrs.get("rivals", {}).get(span.id_, ()))),
        )
        for span in group
    ]


def actor_records(doc: Doc) -> dict[str, dict]:
    """Return by actor id what is known of each actor of `doc`; see the module's docstring."""
    return doc.spans[GROUP].attrs["actors"] if GROUP in doc.spans else {}


def write_mentions(doc: Doc, mentions: Iterable[Mention], **attrs) -> None:
    """Put `mentions` on `doc` in order of the text, numbered anew.

    `attrs` (such as `actors`) are put into the group's attributes; the others stay.
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
