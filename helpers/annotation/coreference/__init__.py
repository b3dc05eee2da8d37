"""Pronouns and descriptions that refer to an actor, as a spaCy component.

A multi-pass sieve after Raghunathan et al. (2010, "A Multi-Pass Sieve for Coreference Resolution"):
rules one after another, the surest first, each on what those before left. What no rule resolves
stays unresolved. Within a rule, antecedents are searched as Hobbs (1978, "Resolving pronoun
references") has it: the sentence itself from its subject on, then the sentences before, subjects
first. The confidence of each rule is its precision on the news part of GUM (benchmarks/actors.py),
rounded.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from helpers.annotation.coreference.context import Context, Reference
from helpers.annotation.coreference.descriptions import find_descriptions
from helpers.annotation.coreference.pronouns import (
    find_first_person,
    find_neuter,
    find_third_person,
)

# The passes of the sieve, the surest first.
PASSES = (find_descriptions, find_third_person, find_neuter, find_first_person)


@Language.component("references", requires=["doc.spans", "token.dep"], assigns=["doc.spans"])
def references(doc: Doc) -> Doc:
    """Add the pronouns and descriptions that refer to an actor to `doc.spans["mentions"]`.

    They are mentions of kind pronoun or nominal, one for each actor that is meant, with rule and
    confidence as the others have.
    """
    if len(doc.spans["mentions"]):
        context = Context(doc)
        for find in PASSES:
            find(context)
        _add(doc, sorted(context.found))
    return doc


def _add(doc: Doc, references: list[Reference]) -> None:
    group = doc.spans["mentions"]
    mentions = [
        (span.start, span.end, span.kb_id_, span.label_, group.attrs["rules"][span.id_],
         group.attrs["confidence"][span.id_])
        for span in group
    ]  # fmt: skip
    for reference in references:
        mentions += [
            (reference.start, reference.end, actor_id, reference.kind, reference.rule,
             reference.confidence)
            for actor_id in reference.actor_ids
        ]  # fmt: skip
    mentions.sort(key=lambda mention: mention[:2])
    doc.spans["mentions"] = SpanGroup(
        doc,
        spans=[
            Span(doc, start, end, label=kind, kb_id=actor_id, span_id=str(i))
            for i, (start, end, actor_id, kind, _, _) in enumerate(mentions)
        ],
        attrs={
            **group.attrs,
            "rules": {str(i): mention[4] for i, mention in enumerate(mentions)},
            "confidence": {str(i): mention[5] for i, mention in enumerate(mentions)},
        },
    )
