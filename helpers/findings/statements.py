"""Who speaks, and who is only spoken about."""

import pandas as pd

from helpers.findings.finding import Finding
from helpers.wording import count, named


def statement_findings(statements: pd.DataFrame, speaking: pd.DataFrame) -> list[Finding]:
    """Return how much of the article is speech, who speaks most, and who is only spoken about.

    `speaking` is `helpers.speaking.speakers` of the article.
    """
    if statements.empty:
        return [Finding("Nobody is reported to say anything in this article.")]
    n, n_known = len(statements), int(statements["source_actor_id"].notna().sum())
    found = [
        Finding(
            f"The article reports {count(n, 'statement')}; "
            f"{'it comes' if n_known == n == 1 else f'{n_known} of them come'} from a known actor."
        )
    ]
    most = speaking.iloc[0] if len(speaking) else None
    if most is not None and most["n_statements"]:
        found.append(
            Finding(
                f"{named(most['name'], most['kind'], start=True)} speaks most, with "
                f"{count(most['n_statements'], 'statement')} of {n}.",
                tuple(most["said_in"]),
                main=True,
            )
        )
    silent = speaking[(speaking["n_statements"] == 0) & (speaking["n_about"] > 0)]
    silent = silent.sort_values("n_about", ascending=False, kind="stable")
    if len(silent):
        top = silent.iloc[0]
        found.append(
            Finding(
                f"{count(len(silent), 'actor')} {'is' if len(silent) == 1 else 'are'} spoken about "
                f"and never quoted, {named(top['name'], top['kind'])} most often "
                f"({count(top['n_about'], 'statement')}).",
                tuple(top["spoken_about_in"]),
            )
        )
    return found
