"""The words that carry an article: frequencies, key terms, collocations, keyword in context.

Frames of tokens go in, frames of terms come out; NLTK and YAKE do the counting.
"""

import calendar
import re
from itertools import pairwise

import pandas as pd

CALENDAR = {(name.lower(),) for name in (*calendar.day_name, *calendar.month_name)}
CONTENT_POS = ("NOUN", "PROPN", "VERB", "ADJ")


def term_frequencies(
    tokens: pd.DataFrame, *, pos: tuple[str, ...] = CONTENT_POS, top: int = 20
) -> pd.DataFrame:
    """Return the `top` most frequent lemmas of the given parts of speech, function words left out.

    One row is a lemma: `term` (str), `pos` (its most frequent part of speech), `n` (int64),
    `per_1000` (float64, occurrences in a thousand words) and `sentence_ids` (list).
    """
    from nltk import FreqDist

    words = _words(tokens)
    kept = words[words["pos"].isin(pos) & ~words["is_stop"]]
    counts = FreqDist(kept["lemma"])
    pos_of = kept.groupby("lemma")["pos"].agg(lambda tags: tags.mode().iloc[0])
    ids_of = kept.groupby("lemma")["sentence_id"].agg(_unique)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:top]
    return pd.DataFrame(
        {
            "term": pd.Series([term for term, _ in ranked], dtype="str"),
            "pos": pd.Series([pos_of[term] for term, _ in ranked], dtype="str"),
            "n": pd.Series([n for _, n in ranked], dtype="int64"),
            "per_1000": pd.Series([1000 * n / len(words) for _, n in ranked], dtype="float64"),
            "sentence_ids": pd.Series([ids_of[term] for term, _ in ranked], dtype="object"),
        }
    )


def collocations(tokens: pd.DataFrame, *, min_n: int = 2, top: int = 15) -> pd.DataFrame:
    """Return pairs of neighbouring words that stand together more often than chance.

    One row is a pair: `words` (str), `n` (int64, times seen), `g2` (float64, Dunning's
    log-likelihood ratio, 1993; above 10.83 chance is below 1 in 1,000 for a single pair), `pmi`
    (float64, pointwise mutual information in bits) and `sentence_ids` (list). Pairs run over
    function words neither at their start nor at their end, never over punctuation or the end of a
    sentence.
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
    return pd.DataFrame(
        {
            "words": pd.Series([" ".join(pair) for pair, _ in scored], dtype="str"),
            "n": pd.Series([finder.ngram_fd[pair] for pair, _ in scored], dtype="int64"),
            "g2": pd.Series([score for _, score in scored], dtype="float64"),
            "pmi": pd.Series([pmi[pair] for pair, _ in scored], dtype="float64"),
            "sentence_ids": pd.Series([ids_of[pair] for pair, _ in scored], dtype="object"),
        }
    )


def key_terms(tokens: pd.DataFrame, sentences: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """Return the noun phrases of up to three words that the article turns on, by YAKE.

    One row is a phrase: `term` (str), `score` (float64, 0 to 1, higher is more key), `n` (int64,
    times seen) and `sentence_ids` (list). YAKE (Campos et al., Information Sciences 509, 2020)
    weighs where a word stands, how often, in how many contexts and in how many sentences, and needs
    no other text to compare with; its own score, s, is low for key phrases and is given here as
    1 / (1 + s). It knows no grammar, so of its phrases only those are kept that stand somewhere as
    a whole run of nouns and adjectives, "Prime Minister" but not "minister said" or half a name,
    and are no day or month.
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
    kept = kept[:top]
    return pd.DataFrame(
        {
            "term": pd.Series([term for term, _ in kept], dtype="str"),
            "score": pd.Series([1 / (1 + max(s, 0.0)) for _, s in kept], dtype="float64"),
            "n": pd.Series([_occurrences(term, text) for term, _ in kept], dtype="int64"),
            "sentence_ids": pd.Series(
                [_sentences_with(term, sentences) for term, _ in kept], dtype="object"
            ),
        }
    )


def keyword_in_context(
    tokens: pd.DataFrame, text: str, keyword: str, *, width: int = 60
) -> pd.DataFrame:
    """Return each place of a word in the article's `text`, with whole words on both sides.

    `keyword` is one word, upper or lower case; it matches tokens and lemmas. One row is a place:
    `sentence_id` (int64), `left`, `keyword`, `right` (str, at most `width` characters).
    """
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
    return pd.DataFrame(rows, columns=["sentence_id", "left", "keyword", "right"]).astype(
        {"sentence_id": "int64", "left": "str", "keyword": "str", "right": "str"}
    )


def part_of_speech_counts(tokens: pd.DataFrame) -> pd.DataFrame:
    """Return how often each part of speech occurs among the words.

    One row is a part of speech: `pos` and its `meaning` (str), `n` (int64), `share` (float64, 0 to
    1), `examples` (str, its three most frequent words) and `sentence_ids` (list), the most frequent
    first.
    """
    from spacy import explain

    words = _words(tokens)
    groups = words.groupby("pos")["token"]
    counts = groups.agg(
        n="size", examples=lambda group: ", ".join(group.str.lower().value_counts().index[:3])
    )
    counts["sentence_ids"] = words.groupby("pos")["sentence_id"].agg(_unique)
    counts["share"] = counts["n"] / max(len(words), 1)
    counts = counts.reset_index().sort_values(["n", "pos"], ascending=[False, True])
    counts["meaning"] = counts["pos"].map(lambda pos: explain(pos) or "").astype("str")
    columns = ["pos", "meaning", "n", "share", "examples", "sentence_ids"]
    return counts[columns].reset_index(drop=True)


def _noun_runs(tokens: pd.DataFrame) -> set[tuple[str, ...]]:
    """The words, in lower case, of each unbroken run of nouns and adjectives that ends in a noun.

    Words that are joined by a hyphen are one word, as they are to YAKE. A run also counts without
    the common adjectives at its start. What follows a name and "of" is half a longer name, "State
    Street" in "Bank of State Street", and no run.
    """
    runs = set()
    for _, sentence in tokens.groupby("sentence_id", sort=False):
        run: list[tuple[str, str]] = []
        end, glued, half = None, False, False
        previous = [("", ""), ("", "")]
        for token in [*sentence.itertuples(), None]:
            word = token.token.lower() if token else ""
            if token and run and token.start_char == end and (glued or word in "-–"):
                run[-1] = (run[-1][0] + word, token.pos)
                end, glued = token.end_char, word in "-–"
                continue
            if token and token.pos in {"NOUN", "PROPN", "ADJ"}:
                if not run:
                    (_, pos), (of, _) = previous
                    half = of == "of" and pos == token.pos == "PROPN"
                run.append((word, token.pos))
            elif half:
                run, half = [], False
            else:
                while run and run[-1][1] == "ADJ":
                    run.pop()
                while run:
                    runs.add(tuple(word for word, _ in run))
                    if run[0][1] != "ADJ":
                        break
                    run.pop(0)
                run = []
            end, glued = token and token.end_char, False
            previous = [previous[1], (word, token and token.pos)]
    return runs


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
