"""The tone towards each mention of an actor, as a spaCy component at the end of the pipeline."""

import logging
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from helpers.annotation.sentences import sentence_ids
from helpers.annotation.tone_model import Target, ToneModel, ToneModelError, tone_model


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
    group, sentences = doc.spans["mentions"], doc.spans["sentences"]
    sentence_of = sentence_ids(doc)
    targets: list[Target] = []
    for span in group:
        sentence = sentences[sentence_of[span.start]]
        start = span.start_char - sentence.start_char
        # Where a mention runs on into the next sentence, its first part is judged.
        end = min(start + len(span.text), len(sentence.text))
        targets.append((sentence.text, start, end))
    return {
        span.id_: [float(p) for p in row]
        for span, row in zip(group, model.predict_proba(targets), strict=True)
    }


@cache
def _model() -> ToneModel | str:
    """Return the model, or the line that says why there is none; it is logged once."""
    try:
        return tone_model()
    except ToneModelError as error:
        logging.getLogger(__name__).warning("%s", error)
        return str(error)
