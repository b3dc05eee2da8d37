"""The rules that give mentions to actors, in words, each with an example from the article."""

import pandas as pd

COLUMNS = ["rule", "meaning", "example", "mentions", "confidence", "sentence_ids"]
CONTEXT = 45  # characters of the sentence shown on either side of an example

EXPLANATIONS = {
    "full name": "A name of two words or more that no earlier name of the article fits.",
    "another form of a full name": "A full name with a nickname, an initial, a middle name or a "
    "spelling more, or less.",
    "surname of a full name": "Only one person of the article bears this surname.",
    "surname, last of several who bear it": "Several people bear this surname; it goes to the one "
    "named last and may be another's.",
    "part of a full name": "A given or middle name that only one person of the article has.",
    "given name, last of several": "Several people have this given name; it goes to the one named "
    "last and may be another's.",
    "surname in another spelling": "One letter away from the only surname like it.",
    "other name of a person": "The article says so: “also known as”, or a nickname in quotation "
    "marks.",
    "person's name": "A single name that no full name of the article explains.",
    "organisation's name": "The name as the article first gives it.",
    "well-known organisation": "A form of a name in our table of organisations.",
    "name of a well-known acronym": "The article gives this name an acronym that our table has.",
    "acronym that the text introduces": "The article gives the acronym beside the name.",
    "acronym of a name in the text": "The initials of only one organisation of the article.",
    "another spelling": "The same name with or without “Inc.”, “the”, accents or a hyphen.",
    "short form of a name in the text": "The beginning, the end or the head of only one "
    "organisation's name.",
    "international body": "A form of a name in our table of international bodies.",
    "country name": "A form of a country's name.",
    "demonym of a country": "The people of a country, or its adjective.",
    "capital that acts as the government": "A capital that says, decides or threatens something.",
    "seat that acts as the government": "A seat of government that says or decides something.",
    "country that stands for its team": "In a text about sport, a country that plays.",
    "Europe that stands for the EU": "“Europe” where the article speaks of the EU and of no place.",
    "pronoun: the only person named near": "Nobody else whom the pronoun fits is named in this "
    "sentence, or in the last that names anybody.",
    "pronoun: the only one of that gender": "Of those named near, only this one is known to be of "
    "the pronoun's gender.",
    "pronoun: the subject before": "Several fit; the subject of the sentence is meant most often.",
    "pronoun: the person named last": "Several fit, none of them a subject.",
    "pronoun before its subject": "The pronoun stands in a clause before the subject it means.",
    "possessive of the subject": "“Its” with only one organisation or country before it, the "
    "subject.",
    "speaker of the quotation": "“I” within quotation marks is who speaks.",
    "the country named last": "“The country” after a sentence that names only one.",
    "the only one called so": "“The bank” where only one organisation so far is called a bank.",
    "the bearer of the office": "“The minister” where only one person near has that office.",
    "the two people named before": "“The two ministers” after two such people.",
    "the two countries named before": "“Both sides” after two countries.",
    "the two countries named most": "“Both sides” with no two countries near: the two that the "
    "article names most.",
}


def rule_examples(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return one row a rule that gave a mention to its actor, the most frequent first.

    Columns: `rule`, `meaning` (the rule in words), `example` (the first mention with the words
    around it, in square brackets) (str), `mentions` (int64, how many the rule gave), `confidence`
    (float64, their mean, 0 to 1) and `sentence_ids` (lists). `mentions` and `sentences` are of one
    article, and are left as they are.
    """
    start_of = sentences.set_index("sentence_id")["start_char"]
    text_of = sentences.set_index("sentence_id")["text"]
    rows = [
        (
            rule,
            EXPLANATIONS.get(rule, ""),
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
