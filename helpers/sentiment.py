"""The tone of a text, as a spaCy component: NLTK's VADER on each sentence."""

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from nltk.sentiment.vader import SentimentIntensityAnalyzer


@Language.component("sentence_sentiment", requires=["doc.spans"], assigns=["doc.spans"])
def sentence_sentiment(doc: Doc) -> Doc:
    """Record VADER's scores of each span of `doc.spans["sentences"]`.

    They lie in the group's `attrs["sentiment"]`, a list in the order of the sentences of dicts with
    the keys `neg`, `neu`, `pos` (0 to 1) and `compound` (-1 to 1).

    VADER sums the valence of the words of a lexicon, with rules for negation, degree words,
    capitals and punctuation (Hutto and Gilbert, ICWSM 2014). It was made for social media, knows
    no context, and says how a sentence sounds, not about whom.
    """
    group = doc.spans["sentences"]
    score = vader().polarity_scores
    group.attrs = {**group.attrs, "sentiment": [score(span.text) for span in group]}
    return doc


@cache
def vader() -> "SentimentIntensityAnalyzer":
    """Return NLTK's VADER with the lexicon that the `vaderSentiment` package ships.

    NLTK accepts only files below a folder of `nltk.data.path`, and has no lexicon of its own
    without its downloader.
    """
    # NLTK imports SciPy's statistics: a second that a caller without sentiment need not wait.
    import nltk
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    (folder,) = find_spec("vaderSentiment").submodule_search_locations
    if folder not in nltk.data.path:
        nltk.data.path.append(folder)
    return SentimentIntensityAnalyzer(lexicon_file="vader_lexicon.txt")
