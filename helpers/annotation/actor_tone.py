"""The tone towards each mention of an actor, as a spaCy component at the end of the pipeline."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from helpers.annotation.own_clause import own_clause
from helpers.annotation.sentences import sentence_ids
from helpers.annotation.tone_model import (
    POLARITIES,
    Target,
    ToneModel,
    ToneModelError,
    tone_model,
)

NEUTRAL = POLARITIES.index("neutral")
# Chosen on the development split of NewsMTSC, where they change nothing, and on
# tests/gold/tone_contrasts.jsonl.
SURE = 0.8  # probability with which the tone of a clause stands against that of its sentence
OF_THE_CLAUSE = 0.3  # its share in the mean where it is less sure


@Language.component("actor_sentiment", requires=["doc.spans"], assigns=["doc.spans"])
def actor_sentiment(doc: Doc) -> Doc:
    """Record how each mention's sentence speaks about the mention.

    The probabilities lie in `doc.spans["mentions"].attrs["polarity"]`, a dict from a mention's
    number (its `id_`) to a list of three: negative, neutral, positive. It is empty without
    mentions, and where the model can't be used: then one line a process is logged as a warning, and
    it lies in `attrs["polarity_error"]` (else None).
    """
    group = doc.spans["mentions"]
    polarity, error = {}, None
    if group:
        model = _model()
        if isinstance(model, ToneModel):
            polarity = _judged(doc, model)
        else:
            error = model
    group.attrs = {**group.attrs, "polarity": polarity, "polarity_error": error}
    return doc


def _judged(doc: Doc, model: ToneModel) -> dict[str, list[float]]:
    spans, sentences = list(doc.spans["mentions"]), doc.spans["sentences"]
    sentence_of = sentence_ids(doc)
    ids = [sentence_of[span.start] for span in spans]
    together = defaultdict(list)
    for span, i in zip(spans, ids, strict=True):
        together[i].append(span)
    others = [
        [other for other in together[i] if other.kb_id_ != span.kb_id_]
        for span, i in zip(spans, ids, strict=True)
    ]
    probabilities = judge(spans, [sentences[i] for i in ids], others, model)
    return {
        span.id_: [float(p) for p in row] for span, row in zip(spans, probabilities, strict=True)
    }


def judge(
    mentions: Sequence[Span],
    sentences: Sequence[Span],
    others: Sequence[list[Span]],
    model: ToneModel,
) -> np.ndarray:
    """Return the probabilities of `POLARITIES` for each mention in its sentence, shape (n, 3).

    `others` has the mentions of other actors in the same sentence. Where the sentence joins the
    mention's clause to one about them, the clause is judged, too: it decides if it is sure and says
    otherwise, and counts for a part where it is less sure.
    """
    targets: list[Target] = []
    for mention, sentence in zip(mentions, sentences, strict=True):
        start = mention.start_char - sentence.start_char
        # Where a mention runs on into the next sentence, its first part is judged.
        end = min(start + len(mention.text), len(sentence.text))
        targets.append((sentence.text, start, end))
    clauses = {
        i: clause
        for i, mention in enumerate(mentions)
        if (clause := own_clause(mention, others[i]))
    }
    judged = model.predict_proba(targets)
    # Apart, because what shares a batch moves the scales of the model's whole numbers a little.
    if clauses:
        for i, of_clause in zip(clauses, model.predict_proba([*clauses.values()]), strict=True):
            judged[i] = _combined(judged[i], of_clause)
    return judged


def _combined(of_sentence: np.ndarray, of_clause: np.ndarray) -> np.ndarray:
    if of_sentence.argmax() == of_clause.argmax():
        return of_sentence
    if of_clause.argmax() != NEUTRAL and of_clause.max() >= SURE:
        return of_clause
    if of_sentence.argmax() == NEUTRAL:
        return of_sentence
    return (1 - OF_THE_CLAUSE) * of_sentence + OF_THE_CLAUSE * of_clause


@cache
def _model() -> ToneModel | str:
    """Return the model, or the line that says why there is none; it is logged once."""
    try:
        return tone_model()
    except ToneModelError as error:
        logging.getLogger(__name__).warning("%s", error)
        return str(error)
