"""Pronouns and descriptions that refer to an actor, as a spaCy component.

A multi-pass sieve after Raghunathan et al. (2010, "A Multi-Pass Sieve for Coreference Resolution"):
rules are applied one after another, the surest first, each building on the results of the earlier
ones. What no rule resolves stays unresolved. Within a rule, antecedents are searched in the order
of Hobbs (1978, "Resolving pronoun references"): the sentence itself from its subject on, then the
preceding sentences, subjects first. The confidence of each rule is its rounded precision on the
news part of GUM (benchmarks/actors.py).
"""

import logging
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from helpers.annotation.coreference.context import Context
from helpers.annotation.coreference.descriptions import find_descriptions
from helpers.annotation.coreference.plurals import find_plural
from helpers.annotation.coreference.pronouns import find_first_person, find_neuter
from helpers.annotation.coreference.scorer import Scorer, ScorerError, scorer
from helpers.annotation.coreference.third_person import find_third_person
from helpers.annotation.mentions import Mention, read_mentions, write_mentions
from helpers.annotation.reference_encoder import Encoder, EncoderError, encoder

# The passes of the sieve, the surest first.
PASSES = (find_descriptions, find_third_person, find_plural, find_neuter, find_first_person)


@Language.component("references", requires=["doc.spans", "token.dep"], assigns=["doc.spans"])
def references(doc: Doc) -> Doc:
    """Add the pronouns and descriptions that refer to an actor to `doc.spans["mentions"]`.

    They are mentions of kind pronoun or nominal, one for each actor meant, with a rule and a
    confidence like the others. Without the learned scorer's file only the rules are used, without
    the network's only the scorer and the rules; the group's attribute `reference_error` has the
    line that says so, and otherwise is None.
    """
    if len(doc.spans["mentions"]):
        learned, reader, error = _learned()
        context = Context(doc, learned, reader)
        for find in PASSES:
            find(context)
        references = [
            Mention(doc[r.start : r.end], actor_id, r.kind, r.rule, r.confidence, r.rivals)
            for r in sorted(context.found)
            for actor_id in r.actor_ids
        ]
        write_mentions(doc, [*read_mentions(doc), *references], reference_error=error)
    return doc


@cache
def _learned() -> tuple[Scorer | None, Encoder | None, str | None]:
    """Return the scorer, the network, and the line that says what is missing, logged once."""
    learned = network = error = None
    try:
        learned = scorer()
        network = encoder()
    except (ScorerError, EncoderError) as missing:
        error = str(missing)
        logging.getLogger(__name__).warning("%s", error)
    return learned, network, error
