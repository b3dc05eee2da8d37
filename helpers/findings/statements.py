"""Who speaks, and who is only spoken about."""

import pandas as pd

from helpers.findings.finding import Finding, ids_in, ids_of, times
from helpers.wording import count, listed, named

MOST_NAMED = 3
# The least evidence for saying something about who gets to speak.
FEWEST_TOLD, FEWEST_WHO = 10, 5  # statements, different sources
ONE_SIDED = 0.8  # share of the statements by people of one gender
MANY = 1 / 3  # share of the statements whose source is not named


def statement_findings(statements: pd.DataFrame, speaking: pd.DataFrame) -> list[Finding]:
    """Return how many statements there are, who speaks most and who is only spoken about.

    Whether mostly men, women or unnamed sources speak is reported only if it is clear.

    Parameters
    ----------
    statements : DataFrame
        The frame of the article.
    speaking : DataFrame
        `helpers.tables.speaking.speakers` of the article.

    Returns
    -------
    list of Finding
        Each with `text` and the `sentence_ids` behind it.
    """
    if statements.empty:
        return [Finding("No statement was found in this article.")]
    speech = statements[statements["form"] == "speech"]
    found = [
        Finding(_how_many(speech, len(statements) - len(speech))),
        *_speakers(speaking, len(speech)),
        *who_gets_to_speak(speech),
    ]
    return [*found, *_only_spoken_about(speaking)]


def _only_spoken_about(speaking: pd.DataFrame) -> list[Finding]:
    silent = speaking[(speaking["n_statements"] == 0) & (speaking["n_about"] > 0)]
    if silent.empty:
        return []
    most = int(silent["n_about"].max())
    first = silent[silent["n_about"] == most]
    top, ids = first.iloc[0], ids_in(first["spoken_about_in"])
    where = f"(in {count(most, 'statement')})"
    if len(silent) == 1:
        name = named(top["name"], top["kind"], start=True)
        return [Finding(f"{name} is spoken about {where} but never speaks.", ids)]
    text = f"{len(silent)} actors are spoken about but never speak"
    if len(first) == 1:
        text += f", {named(top['name'], top['kind'])} most often {where}"
    return [Finding(f"{text}.", ids)]


def _how_many(speech: pd.DataFrame, n_attitudes: int) -> str:
    attitudes = (
        f"{count(n_attitudes, 'attitude')}: what somebody wants, supports, declines or criticises"
    )
    if speech.empty:
        return f"The article reports no statement, but {attitudes}."
    n_known = int(speech["source_actor_id"].notna().sum())
    known = count(n_known, "of them comes", "of them come") if n_known else "none of them comes"
    text = f"The article reports {count(len(speech), 'statement')}; {known} from a known actor."
    return text + (f" It also reports {attitudes}." if n_attitudes else "")


def _speakers(speaking: pd.DataFrame, n_speech: int) -> list[Finding]:
    """Who speaks most; actors that tie are named together, if they are few."""
    heard = speaking[speaking["n_statements"] > 0]
    if heard.empty:
        return []
    most = int(heard["n_statements"].max())
    first = heard[heard["n_statements"] == most]
    ids = ids_in(first["said_in"])
    if len(first) > MOST_NAMED:
        text = f"{count(len(first), 'actor')} speak equally often, {times(most)} each"
        return [Finding(f"{text}, and nobody more often.", ids)]
    names = [
        named(actor["name"], actor["kind"], start=i == 0)
        for i, actor in enumerate(first.to_dict("records"))
    ]
    # A source that is not a known actor, such as an official, may speak as often.
    if len(heard) == 1:
        only = named(first["name"].iloc[0], first["kind"].iloc[0])
        made = f"{most} of {count(n_speech, 'statement')}"
        text = f"The only known actor that speaks is {only}, with {made}"
    elif len(first) == 1:
        text = f"{names[0]} speaks most, with {most} of {count(n_speech, 'statement')}"
    else:
        text = f"{listed(names)} speak most, with {most} of {count(n_speech, 'statement')} each"
    return [Finding(f"{text}.", ids)]


def who_gets_to_speak(speech: pd.DataFrame) -> list[Finding]:
    """Return what is clear about the sources of statements: mostly men or women, many unnamed.

    That takes ten statements, five sources and a share of four fifths for a gender, and a share of
    a third for unnamed sources; otherwise the result is empty.
    """
    sources = speech[speech["source"].notna()]
    known = sources[sources["source_gender"].notna()]
    who = known["source_actor_id"].fillna(known["source"])
    for gender, people in (("male", "Men"), ("female", "Women")):
        theirs = known[known["source_gender"] == gender]
        clear = len(theirs) >= ONE_SIDED * len(known) and who[theirs.index].nunique() >= FEWEST_WHO
        if len(known) >= FEWEST_TOLD and clear:
            text = (
                f"{people} make {len(theirs)} of the {len(known)} statements by a single person "
                "whose gender the article shows."
            )
            return [Finding(text, ids_of(theirs["sentence_id"]), "speakers")]
    unnamed = sources[sources["source_naming"] == "unnamed"]
    if len(sources) >= FEWEST_TOLD and len(unnamed) >= MANY * len(sources):
        text = f"{len(unnamed)} of the {len(sources)} statements come from sources without a name."
        return [Finding(text, ids_of(unnamed["sentence_id"]), "speakers")]
    return []
