"""Which sentences are most important: their centrality, their similarity to the title, and whether
they can be quoted by themselves."""

import re

import networkx as nx
import numpy as np
import pandas as pd
from nltk.stem import SnowballStemmer

from helpers.annotation.lexicons import sentence_words

STEMMER = SnowballStemmer("english")
CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
POSSESSIVES = {"it": "its", "they": "their", "he": "his", "she": "her"}
OPENING_WORDS = 3  # pronouns among the first words also refer back
SHORTEST, LONGEST = 8, 50  # words of a sentence that can be quoted by itself
SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
LABEL_WORDS = 6  # after so few words, a colon makes what follows an entry of a list
QUOTES = str.maketrans("“”„«»", '"""""')


def key_sentences(sentences: pd.DataFrame, tokens: pd.DataFrame, title: str = "") -> pd.DataFrame:
    """Return how central each sentence is to an article.

    Centrality is PageRank over the similarity of sentences, the cosine of their content words
    weighted by tf-idf: LexRank (Erkan and Radev, Journal of Artificial Intelligence Research 22,
    2004).

    Parameters
    ----------
    sentences, tokens
        The frames of `helpers.tables.sentences` and `helpers.tables.tokens`.
    title
        The headline.

    Returns
    -------
    pandas.DataFrame
        One row per sentence, in order: `sentence_id`, `centrality` (0 to 1, 1 for the most
        central), `title_words` (list of stems of the headline's content words that the sentence
        contains) and `stands_alone` (a complete statement that can be understood without the
        previous sentence).
    """
    words = tokens[tokens["pos"].isin(CONTENT) & ~tokens["is_stop"]]
    lemmas = words["lemma"].str.lower().groupby(words["sentence_id"]).agg(list)
    bags = [lemmas.get(sentence_id, []) for sentence_id in sentences["sentence_id"]]
    headline = _title_words(title)
    forms = tokens.assign(form=tokens["token"].str.lower()).groupby("sentence_id")["form"].agg(set)
    by_sentence = dict(iter(tokens.groupby("sentence_id")))
    return pd.DataFrame(
        {
            "sentence_id": sentences["sentence_id"],
            "centrality": np.array(_centrality(bags), dtype="float64"),
            "title_words": [
                sorted(headline & set(map(STEMMER.stem, forms.get(sentence_id, ()))))
                for sentence_id in sentences["sentence_id"]
            ],
            "stands_alone": np.array(
                [
                    _stands_alone(row.text, by_sentence.get(row.sentence_id))
                    for row in sentences.itertuples()
                ],
                dtype="bool",
            ),
        }
    )


def similarity(bags: list[list[str]]) -> np.ndarray:
    """Return the cosine similarity of sentences, given as lists of words, weighted by tf-idf."""
    vocabulary = {word: i for i, word in enumerate(dict.fromkeys(w for bag in bags for w in bag))}
    counts = np.zeros((len(bags), len(vocabulary)))
    for row, bag in enumerate(bags):
        for word in bag:
            counts[row, vocabulary[word]] += 1
    idf = np.log(len(bags) / np.maximum((counts > 0).sum(axis=0), 1)) + 1
    vectors = counts * idf
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)
    return vectors @ vectors.T


def _centrality(bags: list[list[str]]) -> list[float]:
    if not bags:
        return []
    near = similarity(bags)
    np.fill_diagonal(near, 0)
    ranks = nx.pagerank(nx.from_numpy_array(near))
    top = max(ranks.values())
    return [ranks[i] / top for i in range(len(bags))]


def _title_words(title: str) -> set[str]:
    words = (word.strip(".,:;!?'’\"“”()").lower() for word in title.split())
    return {STEMMER.stem(word) for word in words if len(word) > 3 or word.isdigit()}


def _stands_alone(text: str, tokens: pd.DataFrame | None) -> bool:
    """Is it a complete declarative sentence that does not refer back?"""
    if tokens is None or not _is_declarative(text.translate(QUOTES)):
        return False
    words = tokens[~tokens["pos"].isin({"PUNCT", "SPACE", "SYM"})]
    is_clause = words["tag"].isin(FINITE).any() and words["dep"].isin(SUBJECTS).any()
    n_words = words["token"].str.contains(r"[^\W\d]").sum()
    if n_words < SHORTEST or len(words) > LONGEST or not is_clause:
        return False
    is_entry = ":" in tokens["token"].iloc[:LABEL_WORDS].tolist()
    return not (
        is_entry
        or _opens_with_pronoun(words)
        or _is_about_somebody_before(words)
        or _is_about_owner_before(words)
        or points_back(words)
        or _counts_those_before(words)
        or _is_without_answer(words)
    )


def _is_without_answer(words: pd.DataFrame) -> bool:
    """Does it only say that somebody "did not respond to a request for comment"?"""
    lemmas = set(words["lemma"].str.lower())
    return not lemmas.isdisjoint(sentence_words("asked for")) and not lemmas.isdisjoint(
        sentence_words("without answer")
    )


def _is_declarative(text: str) -> bool:
    """Does it begin and end like a statement, with complete quotations and a named speaker?"""
    if text.count('"') % 2 or "?" in text or text.rstrip('"')[-1:] not in {".", "!"}:
        return False
    return text.lstrip("\"‘'")[:1].isupper() and not _is_said_by_somebody_before(text)


def _opens_with_pronoun(words: pd.DataFrame) -> bool:
    opening = words["token"].str.lower().iloc[:OPENING_WORDS]
    pronouns = words["pos"].iloc[:OPENING_WORDS].eq("PRON") & opening.isin(
        sentence_words("points back")
    )
    return opening.iloc[0] in sentence_words("points back") or bool(pronouns.any())


def points_back(words: pd.DataFrame) -> bool:
    """Say whether the tokens have a "that decision" that their sentence does not explain."""
    noun_of = words["head_id"].map(words.set_index("token_id")["lemma"]).fillna("").str.lower()
    demonstrative = words["token"].str.lower().isin(sentence_words("demonstrative")) & words[
        "dep"
    ].eq("det")
    return bool((demonstrative & ~noun_of.isin(sentence_words("time"))).any())


def _counts_those_before(words: pd.DataFrame) -> bool:
    """ "The two were reconciled", "a jury will decide the rest": of what is said before"""
    after_the = words[words["token"].str.lower().shift() == "the"]
    is_number = after_the["pos"].eq("NUM") & after_the["dep"].isin(SUBJECTS)
    is_first = after_the.index < words.index[min(OPENING_WORDS, len(words) - 1)]
    is_rest = after_the["token"].str.lower().isin(sentence_words("what is left"))
    is_first_noun = after_the["token"].str.lower().isin(sentence_words("those before")) & is_first
    followed = words["token"].str.lower().shift(-1).reindex(after_the.index)
    is_object = ~after_the["dep"].isin({"amod", "compound", "nmod", "nummod", "det"})
    found = (is_number & is_first) | ((is_rest | is_first_noun) & is_object)
    return bool((found & (followed != "of")).any())


def _is_said_by_somebody_before(text: str) -> bool:
    """Is it a quotation followed by "he said", without a name?"""
    behind = re.match(r'\s*"[^"]*"(.*)', text, re.DOTALL)
    words = behind[1].split() if behind else []
    return any(
        w.lower().strip(",.") in sentence_words("he or she") | {"they"} for w in words
    ) and not any(word[:1].isupper() for word in words)


def _is_about_somebody_before(words: pd.DataFrame) -> bool:
    """Does a "he" or "she" come before any name and any noun that is a subject?"""
    is_personal = words["token"].str.lower().isin(sentence_words("he or she")) & words["pos"].eq(
        "PRON"
    )
    if not is_personal.any():
        return False
    before = words.iloc[: int(is_personal.to_numpy().argmax())]
    is_subject = before["dep"].isin(SUBJECTS) & before["pos"].eq("NOUN")
    return not (before["pos"].eq("PROPN") | is_subject).any()


def _is_about_owner_before(words: pd.DataFrame) -> bool:
    """ "Besides *its* mills, *it* bought two ships": whoever is the subject was named before"""
    forms = words["token"].str.lower()
    root_ids = words.loc[words["dep"].eq("ROOT"), "token_id"]
    subject = forms[words["dep"].isin(SUBJECTS) & words["head_id"].isin(root_ids)]
    own = POSSESSIVES.get(subject.iloc[0]) if len(subject) else None
    if own is None:
        return False
    before = words.loc[: subject.index[0]].iloc[:-1]
    owned = before["token"].str.lower().eq(own).to_numpy()
    return bool(owned.any()) and not before.iloc[: owned.argmax()]["pos"].eq("PROPN").any()
