"""Who speaks, and who is only spoken about."""

import pandas as pd

from helpers.findings.finding import Finding, ids_in, times
from helpers.wording import count, listed, named

MOST_NAMED = 3


def statement_findings(statements: pd.DataFrame, speaking: pd.DataFrame) -> list[Finding]:
    """Return how many statements there are, who speaks most, and who is only spoken about.

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
        return [Finding("Nobody is reported to say anything in this article.")]
    n, n_known = len(statements), int(statements["source_actor_id"].notna().sum())
    found = [
        Finding(
            f"The article reports {count(n, 'statement')}; "
            f"{count(n_known, 'of them comes', 'of them come')} from a known actor."
        )
    ]
    found += _speakers(speaking, int((statements["form"] == "speech").sum()))
    silent = speaking[(speaking["n_statements"] == 0) & (speaking["n_about"] > 0)]
    silent = silent.sort_values("n_about", ascending=False, kind="stable")
    if len(silent):
        top = silent.iloc[0]
        found.append(
            Finding(
                f"{count(len(silent), 'actor')} {'is' if len(silent) == 1 else 'are'} spoken about "
                f"but never {'speaks' if len(silent) == 1 else 'speak'}, "
                f"{named(top['name'], top['kind'])} most often "
                f"(in {count(top['n_about'], 'statement')}).",
                tuple(top["spoken_about_in"]),
            )
        )
    return found


def _speakers(speaking: pd.DataFrame, n_speech: int) -> list[Finding]:
    """Who speaks most; those who tie are named together, if they are few."""
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
    if len(first) == 1:
        text = f"{names[0]} speaks most, with {most} of {count(n_speech, 'statement')}"
    else:
        text = f"{listed(names)} speak most, with {most} of {count(n_speech, 'statement')} each"
    return [Finding(f"{text}.", ids)]
