"""The tone towards each mention of an actor, as a spaCy component at the end of the pipeline."""

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from helpers.annotation.sentences import sentence_ids
from helpers.annotation.tone_model import Target, ToneModel, ToneModelError, tone_model

DOCS = 32  # articles whose sentences are judged together


class ActorTone:
    """Records how each mention's sentence speaks about the mention.

    The probabilities are in `doc.spans["mentions"].attrs["polarity"]`, a dict from a mention's
    number (its `id_`) to a list of three: negative, neutral, positive. It is empty if there are no
    mentions, or if the model can't be used: then one line per process is logged as a warning, and
    stored in `attrs["polarity_error"]` (otherwise None).
    """

    def __call__(self, doc: Doc) -> Doc:
        """Judge the mentions of an article."""
        return self._recorded([doc])[0]

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Judge the mentions of several articles together: fewer and fuller batches."""
        for some in minibatch(docs, min(batch_size, DOCS)):
            yield from self._recorded(list(some))

    def _recorded(self, docs: list[Doc]) -> list[Doc]:
        groups = [doc.spans["mentions"] for doc in docs]
        model = _model() if any(groups) else None
        judged: Iterator[np.ndarray] = iter(())
        if isinstance(model, ToneModel):
            judged = iter(model.predict_proba([t for doc in docs for t in _targets(doc)]))
        for group in groups:
            rows = islice(judged, len(group))
            polarity = {s.id_: [float(p) for p in row] for s, row in zip(group, rows, strict=False)}
            error = model if isinstance(model, str) and group else None
            group.attrs = {**group.attrs, "polarity": polarity, "polarity_error": error}
        return docs


@Language.factory("actor_sentiment", requires=["doc.spans"], assigns=["doc.spans"])
def actor_sentiment(nlp: Language, name: str) -> ActorTone:
    """Return the component."""
    return ActorTone()


def _targets(doc: Doc) -> Iterator[Target]:
    """Each mention in its sentence; of one that runs on into the next sentence, the first part."""
    sentence_of, sentences = sentence_ids(doc), doc.spans["sentences"]
    for mention in doc.spans["mentions"]:
        sentence = sentences[sentence_of[mention.start]]
        text, start = sentence.text, mention.start_char - sentence.start_char
        yield text, start, min(start + len(mention.text), len(text))


@cache
def _model() -> ToneModel | str:
    """Return the model, or the line that says why it is missing, which is logged once."""
    try:
        return tone_model()
    except ToneModelError as error:
        logging.getLogger(__name__).warning("%s", error)
        return str(error)
