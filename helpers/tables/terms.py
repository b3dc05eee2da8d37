"""The most important words of an article: frequencies, key terms, collocations, concordance.

Functions take frames of tokens and return frames of terms; NLTK and YAKE do the counting.
"""

import calendar
import re
from itertools import groupby, pairwise
from typing import NamedTuple

import pandas as pd

from helpers.tables.docstrings import Columns, documented, typed

CALENDAR = {(name.lower(),) for name in (*calendar.day_name, *calendar.month_name)}
CONTENT_POS = ("NOUN", "PROPN", "VERB", "ADJ")
NOMINAL_POS = frozenset({"NOUN", "PROPN", "ADJ"})
HYPHENS = frozenset("-–")

_SENTENCES = {"sentence_ids": ("object", "list of the sentences that contain it")}
FREQUENCIES: Columns = {
    "term": ("str", "the lemma"),
    "pos": ("str", "its most frequent part of speech (UPOS)"),
    "n": ("int64", "times seen"),
    "per_1000": ("float64", "times seen per thousand words"),
    **_SENTENCES,
}
COLLOCATIONS: Columns = {
    "words": ("str", "the two words in lower case"),
    "n": ("int64", "times seen side by side"),
    "g2": ("float64", "log-likelihood ratio; above 10.83, p < 0.001 for a single pair"),
    "pmi": ("float64", "pointwise mutual information in bits"),
    **_SENTENCES,
}
KEY_TERMS: Columns = {
    "term": ("str", "the phrase"),
    "score": ("float64", "0 to 1; higher means more important in the article"),
    "n": ("int64", "times seen"),
    **_SENTENCES,
}
CONCORDANCE: Columns = {
    "sentence_id": ("int64", "sentence of the word"),
    "left": ("str", "whole words before it"),
    "keyword": ("str", "the word as written"),
    "right": ("str", "whole words after it"),
}
PARTS_OF_SPEECH: Columns = {
    "pos": ("str", "universal part of speech (UPOS)"),
    "meaning": ("str", "meaning of the tag"),
    "n": ("int64", "words"),
    "share": ("float64", "share of all words, 0 to 1"),
    "examples": ("str", "its three most frequent words"),
    **_SENTENCES,
}


@documented(FREQUENCIES, pos="parts of speech that count (UPOS)")
def term_frequencies(
    tokens: pd.DataFrame, *, pos: tuple[str, ...] = CONTENT_POS, top: int = 20
) -> pd.DataFrame:
    """Return the most frequent lemmas of the given parts of speech, without function words."""
    from nltk import FreqDist

    words = _words(tokens)
    kept = words[words["pos"].isin(pos) & ~words["is_stop"]]
    counts = FreqDist(kept["lemma"])
    pos_of = kept.groupby("lemma")["pos"].agg(lambda tags: tags.mode().iloc[0])
    ids_of = kept.groupby("lemma")["sentence_id"].agg(_unique)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:top]
    rows = [(term, pos_of[term], n, 1000 * n / len(words), ids_of[term]) for term, n in ranked]
    return typed(rows, FREQUENCIES)


@documented(COLLOCATIONS, min_n="leave out pairs seen less often")
def collocations(tokens: pd.DataFrame, *, min_n: int = 2, top: int = 15) -> pd.DataFrame:
    """Return pairs of neighbouring words that occur together more often than by chance.

    They are ranked by Dunning's log-likelihood ratio (Computational Linguistics 19, 1993). No pair
    contains a function word or crosses punctuation or the end of a sentence.
    """
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

    words = tokens.assign(word=tokens["token"].str.lower())
    documents = [group["word"].tolist() for _, group in words.groupby("sentence_id")]
    finder = BigramCollocationFinder.from_documents(documents)
    finder.apply_freq_filter(min_n)
    excluded = set(words.loc[words["is_stop"] | ~_is_word(words), "word"])
    finder.apply_word_filter(excluded.__contains__)
    ids_of: dict[tuple[str, str], list[int]] = {}
    for sentence_id, group in words.groupby("sentence_id"):
        for pair in set(pairwise(group["word"])):
            ids_of.setdefault(pair, []).append(int(sentence_id))
    pmi = dict(finder.score_ngrams(BigramAssocMeasures.pmi))
    scored = sorted(
        finder.score_ngrams(BigramAssocMeasures.likelihood_ratio),
        key=lambda item: (-item[1], item[0]),
    )[:top]
    rows = [(" ".join(p), finder.ngram_fd[p], score, pmi[p], ids_of[p]) for p, score in scored]
    return typed(rows, COLLOCATIONS)


@documented(KEY_TERMS)
def key_terms(tokens: pd.DataFrame, sentences: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """Return the key noun phrases of an article, up to three words long, found by YAKE.

    YAKE (Campos et al., Information Sciences 509, 2020) weighs where a word occurs, how often, and
    in how many contexts and sentences; it needs no other text for comparison. Its own score, s, is
    low for key phrases and is given here as 1 / (1 + s). As it knows no grammar, only phrases that
    are a complete run of nouns and adjectives somewhere are kept: "Prime Minister", but not
    "minister said", half a name, a day or a month.
    """
    from yake import KeywordExtractor

    text = "\n".join(sentences["text"])
    found = KeywordExtractor(lan="en", n=3, top=20 * top, dedupLim=1).extract_keywords(text)
    runs = _noun_runs(tokens)
    kept: list[tuple[str, float]] = []
    for term, score in found:
        words = term.lower().split()
        parts = {word for other, _ in kept for word in other.lower().split()}
        if tuple(words) in runs - CALENDAR and not parts.issuperset(words):
            kept.append((term, score))
    rows = (
        (term, 1 / (1 + max(s, 0.0)), _occurrences(term, text), _sentences_with(term, sentences))
        for term, s in kept[:top]
    )
    return typed(rows, KEY_TERMS)


@documented(
    CONCORDANCE,
    keyword="one word, upper or lower case; it matches tokens and lemmas",
    width="the most characters shown on either side",
)
def keyword_in_context(
    tokens: pd.DataFrame, text: str, keyword: str, *, width: int = 60
) -> pd.DataFrame:
    """Return each occurrence of a word in the article, with whole words on both sides."""
    from nltk.text import ConcordanceIndex

    wanted = keyword.lower()
    forms = set(tokens.loc[tokens["lemma"].str.lower() == wanted, "token"].str.lower())
    index = ConcordanceIndex(tokens["token"].tolist(), key=str.lower)
    places = sorted(place for form in forms | {wanted} for place in index.offsets(form))
    rows = [
        (
            row.sentence_id,
            _last_words(text[: row.start_char], width),
            row.token,
            _first_words(text[row.end_char :], width),
        )
        for row in tokens.iloc[places].itertuples()
    ]
    return typed(rows, CONCORDANCE)


@documented(PARTS_OF_SPEECH)
def part_of_speech_counts(tokens: pd.DataFrame) -> pd.DataFrame:
    """Return how often each part of speech occurs among the words, the most frequent first."""
    from spacy import explain

    words = _words(tokens)
    groups = words.groupby("pos")["token"]
    counts = groups.agg(
        n="size", examples=lambda group: ", ".join(group.str.lower().value_counts().index[:3])
    )
    counts["sentence_ids"] = words.groupby("pos")["sentence_id"].agg(_unique)
    counts["share"] = counts["n"] / max(len(words), 1)
    counts = counts.reset_index().sort_values(["n", "pos"], ascending=[False, True])
    counts["meaning"] = [explain(pos) or "" for pos in counts["pos"]]
    return typed(counts.reset_index(drop=True), PARTS_OF_SPEECH)


def _noun_runs(tokens: pd.DataFrame) -> set[tuple[str, ...]]:
    """The words, in lower case, of each unbroken run of nouns and adjectives that ends in a noun.

    A run also counts without the common adjectives at its start. A run that follows a name and "of"
    is half of a longer name, such as "State Street" in "Bank of State Street", and does not count.
    """
    runs = set()
    for _, sentence in tokens.groupby("sentence_id", sort=False):
        words = [_Word("", "", ""), _Word("", "", ""), *_joined_by_hyphens(sentence)]
        place = 2
        for is_nominal, group in groupby(words[2:], key=lambda word: word.first_pos in NOMINAL_POS):
            run = list(group)
            before, of = words[place - 2 : place]
            place += len(run)
            is_half = of.text == "of" and before.first_pos == run[0].first_pos == "PROPN"
            if is_nominal and not is_half:
                runs |= _without_adjectives(run)
    return runs


class _Word(NamedTuple):
    """A word in lower case, with the parts of speech of its first and last components."""

    text: str
    first_pos: str
    pos: str


def _joined_by_hyphens(sentence: pd.DataFrame) -> list[_Word]:
    """The words of a sentence; a noun or adjective with hyphens is one word, as in YAKE."""
    words: list[_Word] = []
    end, after_hyphen = None, False
    for token in sentence.itertuples():
        word, is_hyphen = token.token.lower(), token.token in HYPHENS
        touches = bool(words) and words[-1].first_pos in NOMINAL_POS and token.start_char == end
        if touches and (after_hyphen or is_hyphen):
            words[-1] = words[-1]._replace(text=words[-1].text + word, pos=token.pos)
            after_hyphen = is_hyphen
        else:
            words.append(_Word(word, token.pos, token.pos))
            after_hyphen = False
        end = token.end_char
    return words


def _without_adjectives(run: list[_Word]) -> set[tuple[str, ...]]:
    """A run up to its last noun, whole, and with its first adjectives removed one by one."""
    nouns = [place for place, word in enumerate(run) if word.pos != "ADJ"]
    if not nouns:
        return set()
    words = [word.text for word in run[: nouns[-1] + 1]]
    return {tuple(words[start:]) for start in range(nouns[0] + 1)}


def _occurrences(term: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE))


def _sentences_with(term: str, sentences: pd.DataFrame) -> list[int]:
    return [int(row.sentence_id) for row in sentences.itertuples() if _occurrences(term, row.text)]


def _unique(sentence_ids: pd.Series) -> list[int]:
    return sorted({int(sentence_id) for sentence_id in sentence_ids})


def _last_words(text: str, width: int) -> str:
    shown = " ".join(text[-3 * width :].split())
    return shown if len(shown) <= width else shown[-width:].partition(" ")[2]


def _first_words(text: str, width: int) -> str:
    shown = " ".join(text[: 3 * width].split())
    return shown if len(shown) <= width else shown[:width].rpartition(" ")[0]


def _is_word(tokens: pd.DataFrame) -> pd.Series:
    return ~tokens["pos"].isin({"PUNCT", "SYM", "SPACE", "X", "NUM"}) & tokens[
        "token"
    ].str.contains(r"[^\W\d_]", regex=True)


def _words(tokens: pd.DataFrame) -> pd.DataFrame:
    return tokens[_is_word(tokens)]
