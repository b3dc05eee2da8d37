"""The frames that the project works with: their columns, types and meaning, in one place."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

_STRING = pd.StringDtype(na_value=np.nan)  # what pandas looks up for "str", once
_DOC = {"doc_id": ("str", "the article")}
_SPAN = {
    "start_char": ("int64", "offset of the first character in the article's text"),
    "end_char": ("int64", "offset after the last character"),
}
_TEXT = {"text": ("str", "the words themselves: article text[start_char:end_char]")}
_SENTENCE = {"sentence_id": ("int64", "number of the sentence, from 0")}

COLUMNS: dict[str, dict[str, tuple[str, str]]] = {
    "sentences": {
        **_DOC,
        "paragraph_id": ("int64", "number of the paragraph, from 0"),
        **_SENTENCE,
        **_SPAN,
        **_TEXT,
        "n_tokens": ("int64", "tokens in the sentence, punctuation included"),
    },
    "tokens": {
        **_DOC,
        **_SENTENCE,
        "token_id": ("int64", "number of the token in the article, from 0"),
        **_SPAN,
        "token": ("str", "the token as written: article text[start_char:end_char]"),
        "lemma": ("str", "dictionary form"),
        "pos": ("str", "universal part of speech (UPOS)"),
        "tag": ("str", "Penn Treebank tag"),
        "morph": ("str", "morphological features in UD's form, or empty"),
        "head_id": ("int64", "token_id of the syntactic head; a root is its own head"),
        "dep": ("str", "dependency label towards the head"),
        "is_stop": ("bool", "whether it is on spaCy's list of function words"),
    },
    "entities": {
        **_DOC,
        "entity_id": ("int64", "number of the named entity, from 0"),
        **_SENTENCE,
        **_SPAN,
        **_TEXT,
        "label": ("str", "entity label after repair"),
        "model_label": ("str", "label from the model; missing if it found no entity there"),
        "actor_id": ("str", "the actor named; missing if the entity is not an actor"),
    },
    "actors": {
        **_DOC,
        "actor_id": ("str", "its id, the same in all articles: person:mike-pompeo, country:IND"),
        "name": ("str", "the fullest name in the article; a country's usual English name"),
        "kind": ("str", "person, organisation, country, or bloc: an international body"),
        "role": ("str", "title or office; missing if the article gives none"),
        "affiliation": ("str", "whom it serves in that role; missing if the article gives none"),
        "role_evidence": (
            "str",
            "the words that state the role; missing without a role",
        ),
        "aliases": ("str", "every form in the article with its count"),
        "n_mentions": ("int64", "mentions"),
        "n_sentences": ("int64", "sentences with at least one mention"),
        "first_sentence_id": ("int64", "sentence of the first mention"),
    },
    "mentions": {
        **_DOC,
        "mention_id": ("int64", "number of the mention, from 0"),
        "statement_id": ("Int64", "statement whose content it is in; missing if in none"),
        "event_id": (
            "Int64",
            "event whose source, target or object it is part of, the first if several; missing if "
            "none",
        ),
        "actor_id": ("str", "the actor referred to"),
        **_SENTENCE,
        **_SPAN,
        **_TEXT,
        "kind": ("str", "name, demonym, metonym, title, nominal or pronoun"),
        "rule": ("str", "the rule by which it refers to this actor"),
        "confidence": ("float64", "how certain that is, 0 to 1; below 1 it could be another actor"),
        "rivals": (
            "str",
            "the next candidates of a learned reference with their scores; missing without any",
        ),
    },
    "sentence_sentiment": {
        **_DOC,
        **_SENTENCE,
        **_SPAN,
        **_TEXT,
        "negative": ("float64", "VADER: share of negative words by weight, 0 to 1"),
        "neutral": ("float64", "VADER: share of neutral words, 0 to 1"),
        "positive": ("float64", "VADER: share of positive words by weight, 0 to 1"),
        "compound": (
            "float64",
            "tone of the sentence, -1 to 1: VADER's compound score",
        ),
        "voice": ("str", "whose words it mostly consists of: narrator, quoted or reported"),
    },
    "actor_sentiment": {
        **_DOC,
        "mention_id": ("int64", "the mention whose tone was judged"),
        "actor_id": ("str", "the actor it refers to"),
        **_SENTENCE,
        **_SPAN,
        **_TEXT,
        "polarity": (
            "str",
            "tone towards the actor: negative, neutral, positive, or unsure if none has 0.5",
        ),
        "negative": ("float64", "probability of a negative tone, 0 to 1; the three add up to 1"),
        "neutral": ("float64", "probability of a neutral tone"),
        "positive": ("float64", "probability of a positive tone"),
        "voice": ("str", "who speaks: narrator, quoted (direct speech) or reported"),
    },
    "statements": {
        **_DOC,
        "statement_id": ("int64", "number of the statement, from 0"),
        "sentence_id": (
            "int64",
            "sentence in which its cue begins, or its content if it has no cue",
        ),
        **_SPAN,
        "text": ("str", "source, cue and content with everything between them"),
        "kind": ("str", "direct, indirect or mixed"),
        "form": ("str", "speech; or attitude: somebody wants, supports or declines something"),
        "source": ("str", "who makes it, as written; missing if the article names nobody there"),
        "source_start_char": ("Int64", "offset of the source"),
        "source_end_char": ("Int64", "offset after the source"),
        "source_actor_id": (
            "str",
            "actor_id of the source, the first if several; missing if none",
        ),
        "source_actor_ids": ("object", "list of the actor_ids of the source"),
        "source_naming": (
            "str",
            "named; office: an office, a body or its spokesman without a name; unnamed: somebody "
            "else; document; missing if the article leaves it open",
        ),
        "source_gender": (
            "str",
            "female or male if the source is one person and the article shows it, else missing",
        ),
        "cue": ("str", "the words that introduce it; missing if a speaker continues"),
        "cue_start_char": ("Int64", "offset of the cue"),
        "cue_end_char": ("Int64", "offset after the cue"),
        "sense": (
            "str",
            "how it is said: data/lexicons/speech_senses.csv",
        ),
        "content": ("str", "what is said; separate pieces are joined with …"),
        "content_start_char": ("int64", "offset of its first piece"),
        "content_end_char": ("int64", "offset after its last piece"),
    },
    "events": {
        **_DOC,
        "event_id": ("int64", "number of the event, from 0"),
        **_SENTENCE,
        **_SPAN,
        **_TEXT,
        "source": ("str", "who acts, as written; missing if not stated"),
        "source_actor_id": ("str", "actor_id of the source; missing if it is not an actor"),
        "action": ("str", "the act: lemma of the verb, or of the noun that carries it"),
        "object": ("str", "what is signed, supplied, demanded …; missing if the act has none"),
        "event_class": (
            "str",
            "class of the PLOVER ontology: accuse, aid …; contest in sport and elections, or other",
        ),
        "quad_class": (
            "str",
            "verbal or material, cooperation or conflict; missing for contest and other",
        ),
        "target": ("str", "whom the act concerns, as written; missing if not stated"),
        "target_actor_id": ("str", "actor_id of the target; missing if it is not an actor"),
        "mutual": ("bool", "whether the target does the same to the source, as in talks"),
        "negated": ("bool", "whether the text says that it does not happen"),
        "modality": ("str", "asserted, future, hypothetical or denied"),
        "time": ("str", "time expression; missing if the clause has none"),
        "date": (
            "str",
            "the day, month or year meant, ISO 8601; missing if that is not clear",
        ),
        "summary": (
            "str",
            "the act as one plain sentence; missing if the article's words do not yield one",
        ),
    },
    "cooccurrence": {
        **_DOC,
        "source_id": ("str", "actor_id of one of the two"),
        "target_id": ("str", "actor_id of the other"),
        "unit": ("str", "what is counted: sentence, paragraph or window of sentences"),
        "n": ("int64", "units that mention both"),
        "n_source": ("int64", "units that mention the first"),
        "n_target": ("int64", "units that mention the second"),
        "expected": ("float64", "units that would mention both by chance"),
        "npmi": ("float64", "normalised pointwise mutual information, -1 to 1"),
        "p_value": (
            "float64",
            "probability of n or more shared units by chance (hypergeometric), 0 to 1",
        ),
        "p_adjusted": (
            "float64",
            "p_value corrected for all pairs (Benjamini-Hochberg), 0 to 1",
        ),
        "tone": ("float64", "mean tone towards both in the shared units, -1 to 1"),
        "actions": ("object", "list of what one does to the other or says about it"),
        "sentence_ids": ("object", "list of the sentence_ids behind it"),
    },
    "corrections": {
        **_DOC,
        "line": ("int64", "line in data/corrections.csv"),
        "action": ("str", "merge, split, rename, retype, ignore, add, alias or mention"),
        "name": ("str", "what was corrected: an actor's name or id, or a form of the name"),
        "value": ("str", "what it should be; empty for ignore"),
        "n_mentions": ("int64", "mentions changed; 0 if nothing in the article matched"),
        "question": ("str", "what to decide if it could mean several actors, or missing"),
    },
    "removed": {
        **_DOC,
        "paragraph": ("int64", "paragraph_id that it was in, or before"),
        "text": ("str", "what was left out of the article's text"),
        "reason": ("str", "what it is instead: dateline, byline, link …"),
    },
}

# Tables that a corpus has besides the frames of its articles.
CORPUS_COLUMNS: dict[str, dict[str, tuple[str, str]]] = {
    "documents": {
        **_DOC,
        "given_id": ("str", "the id that the record came with; missing if it had none"),
        "title": ("str", "headline"),
        "date": ("datetime64[us]", "day of publication, midnight; missing if none can be read"),
        "source": ("str", "who published it; missing if not said"),
        "author": ("str", "who wrote it; missing if not said"),
        "url": ("str", "web address; missing if not said"),
        "metadata": ("str", "all other columns of the record, a JSON object"),
        "origin": ("str", "the file that the record was read from"),
        "line": ("Int64", "line or row of the record, from 1; missing if a file of its own"),
        "duplicate_of": ("str", "doc_id of the article that it copies; missing if not a copy"),
        "n_sentences": ("int64", "sentences"),
        "n_tokens": ("int64", "tokens, not counting white space"),
        "text": ("str", "the article's text, to which all character offsets refer"),
    },
    "rejected": {
        "doc_id": ("str", "the id that it would have had; missing if it could not be read"),
        "origin": ("str", "the file that the record was read from"),
        "line": ("Int64", "line or row of the record, from 1; missing if a file of its own"),
        "reason": ("str", "why it is not in any other table"),
    },
    "identities": {
        **_DOC,
        "actor_id": ("str", "the actor's id in this article"),
        "corpus_actor_id": ("str", "the actor's id in the corpus"),
        "rule": ("str", "why the two are the same, or why the actor was joined to none"),
        "certain": ("bool", "false if another actor could be meant"),
    },
}


def frame(name: str, rows: Iterable[dict]) -> pd.DataFrame:
    """Return `rows` as the frame `name`: its columns, in order and with their types.

    Without rows, the result is an empty frame of the same shape. A row with a column missing or a
    column too many raises `ValueError`.

    >>> frame("sentence_sentiment", []).dtypes["compound"]
    dtype('float64')
    """
    columns = {**COLUMNS, **CORPUS_COLUMNS}[name]
    rows = list(rows)
    for row in rows:
        if row.keys() != columns.keys():
            raise ValueError(
                f"a row of {name} has the columns {sorted(row)}, expected {sorted(columns)}"
            )
    return pd.DataFrame(
        {
            column: _array([row[column] for row in rows], dtype)
            for column, (dtype, _) in columns.items()
        },
        copy=False,
    )


def rows_of(table: pd.DataFrame) -> list[dict]:
    """Return the rows of a frame, as `frame` takes them: what is missing is None.

    >>> rows_of(pd.DataFrame({"actor_id": ["country:NOR", None]}))
    [{'actor_id': 'country:NOR'}, {'actor_id': None}]
    """
    columns = (table[name].astype(object).where(table[name].notna(), None) for name in table)
    return [dict(zip(table, row, strict=True)) for row in zip(*columns, strict=True)]


def _array(values: list, dtype: str):
    """A column as an array, which is several times faster than converting rows."""
    if dtype in {"int64", "float64", "bool"}:
        return np.array(values, dtype=dtype)
    if dtype == "object":
        return pd.Series(values, dtype=dtype)
    return pd.array(values, dtype=_STRING if dtype == "str" else dtype)
