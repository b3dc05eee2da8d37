"""The rules that assign mentions to actors, explained, each with an example from the article."""

import pandas as pd

from helpers.annotation.mention_rules import mention_rules

COLUMNS = ["rule", "meaning", "example", "mentions", "confidence", "sentence_ids"]
CONTEXT = 45  # characters of the sentence shown on either side of an example


def rule_examples(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each rule that assigned a mention to its actor, most frequent first.

    Columns: `rule`, `meaning` (the rule in words), `example` (the first mention, in square
    brackets, with the words around it) (str), `mentions` (int64, how many the rule assigned),
    `confidence` (float64, their mean, 0 to 1) and `sentence_ids` (lists). `mentions` and
    `sentences` are of one article, and are not changed.
    """
    start_of = sentences.set_index("sentence_id")["start_char"]
    text_of = sentences.set_index("sentence_id")["text"]
    rows = [
        (
            rule,
            _explanation(rule),
            _in_context(group.iloc[0], text_of, start_of),
            len(group),
            group["confidence"].mean(),
            sorted({int(sentence_id) for sentence_id in group["sentence_id"]}),
        )
        for rule, group in mentions.groupby("rule", sort=False)
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table = table.astype({"mentions": "int64", "confidence": "float64"})
    return table.sort_values("mentions", ascending=False, kind="stable", ignore_index=True)


def _explanation(rule: str) -> str:
    """The explanation of a rule; a correction's rule explains itself."""
    known = mention_rules().get(rule)
    return known.explanation if known else ""


def _in_context(mention: pd.Series, text_of: pd.Series, start_of: pd.Series) -> str:
    text = text_of[mention["sentence_id"]]
    start = mention["start_char"] - start_of[mention["sentence_id"]]
    end = mention["end_char"] - start_of[mention["sentence_id"]]
    before, after = text[:start], text[end:]
    if len(before) > CONTEXT:
        before = "…" + before[-CONTEXT:].partition(" ")[2]
    if len(after) > CONTEXT:
        after = after[:CONTEXT].rpartition(" ")[0] + "…"
    return f"{before}[{text[start:end]}]{after}"
