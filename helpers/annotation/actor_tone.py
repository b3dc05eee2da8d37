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
SURE = 0.8  # probability from which the tone of a clause overrides that of its sentence
OF_THE_CLAUSE = 0.3  # weight of a less certain clause in the mean


@Language.component("actor_sentiment", requires=["doc.spans"], assigns=["doc.spans"])
def actor_sentiment(doc: Doc) -> Doc:
    """Record how each mention's sentence speaks about the mention.

    The probabilities are in `doc.spans["mentions"].attrs["polarity"]`, a dict from a mention's
    number (its `id_`) to a list of three: negative, neutral, positive. It is empty if there are no
    mentions, or if the model can't be used: then one line per process is logged as a warning, and
    stored in `attrs["polarity_error"]` (otherwise None).
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

    `others` has the mentions of other actors in the same sentence. If the sentence joins the
    mention's clause to one about them, the clause is judged too: if it is certain and different, it
    decides; if it is less certain, it is averaged in.
    """
    targets: list[Target] = []
    for mention, sentence in zip(mentions, sentences, strict=True):
        start = mention.start_char - sentence.start_char
        # If a mention continues in the next sentence, only its first part is judged.
        end = min(start + len(mention.text), len(sentence.text))
        targets.append((sentence.text, start, end))
    clauses = {
        i: clause
        for i, mention in enumerate(mentions)
        if (clause := own_clause(mention, others[i]))
    }
    judged = model.predict_proba(targets)
    # Separately, because the contents of a batch slightly shift the scales of the model's integers.
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
    """Return the model, or the line that says why it is missing, which is logged once."""
    try:
        return tone_model()
    except ToneModelError as error:
        logging.getLogger(__name__).warning("%s", error)
        return str(error)
