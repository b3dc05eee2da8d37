"""The tone of a text, as a spaCy component: NLTK's VADER on each sentence."""

from copy import copy
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from nltk.sentiment.vader import SentimentIntensityAnalyzer


@Language.component("sentence_sentiment", requires=["doc.spans"], assigns=["doc.spans"])
def sentence_sentiment(doc: Doc) -> Doc:
    """Record VADER's scores for each span of `doc.spans["sentences"]`.

    They are in the group's `attrs["sentiment"]`, a list in the order of the sentences of dicts with
    the keys `neg`, `neu`, `pos` (0 to 1) and `compound` (-1 to 1).

    VADER sums the valence of the words in a lexicon, with rules for negation, degree words,
    capitals and punctuation (Hutto and Gilbert, ICWSM 2014). It was made for social media, knows
    no context, and scores the tone of a sentence, not towards whom.
    """
    group = doc.spans["sentences"]
    score = vader().polarity_scores
    group.attrs = {**group.attrs, "sentiment": [score(span.text) for span in group]}
    return doc


@cache
def vader() -> "SentimentIntensityAnalyzer":
    """Return NLTK's VADER with the lexicon that the `vaderSentiment` package ships."""
    # NLTK imports SciPy's statistics, a second that callers without sentiment need not wait.
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    class Analyzer(SentimentIntensityAnalyzer):
        """VADER with a lexicon that does not come through `nltk.data`.

        NLTK only opens files in a folder of `nltk.data.path`, and no hard links, which some
        installers create instead of copies.
        """

        def __init__(self, lexicon: str):
            self.lexicon_file = lexicon
            self.lexicon = self.make_lex_dict()
            self.constants = VaderConstants()

        def polarity_scores(self, text: str) -> dict[str, float]:
            # NLTK joins every word to every mark to find those joined in the text.
            here = copy(self)
            here.constants = VaderConstants()
            here.constants.PUNC_LIST = [m for m in VaderConstants.PUNC_LIST if m in text]
            return super(Analyzer, here).polarity_scores(text)

    lexicon = files("vaderSentiment").joinpath("vader_lexicon.txt")
    return Analyzer(lexicon.read_text(encoding="utf-8"))
