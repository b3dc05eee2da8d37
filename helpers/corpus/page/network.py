"""The map of who appears with whom in a corpus: its layout, and the pairs of each article."""

import duckdb
import pandas as pd

from helpers.charts.network_plan import Look, choose, plan
from helpers.corpus.page.model import Model

TOP = 22  # actors on the map
WIDTHS = {"wide": 600, "narrow": 330}  # pixels
LOOK = Look(
    14, 1.2, 10.0, 34.0, thinnest_line=1.2, line_by_unit=1.6, margin=3, most_stretched=1.4
)  # fmt: skip


def pairs_by_article(corpus: duckdb.DuckDBPyConnection, top: int = TOP) -> pd.DataFrame:
    """Return how many sentences each pair of the `top` actors shares in each article."""
    return corpus.execute(
        """
        WITH appearing AS (
            SELECT DISTINCT d.document, a.actor, m.sentence_id FROM mentions m
            JOIN identities i ON i.doc_id = m.doc_id AND i.actor_id = m.actor_id
            JOIN page_documents d ON d.doc_id = m.doc_id
            JOIN page_actors a ON a.actor_id = i.corpus_actor_id WHERE a.actor < ?
        )
        SELECT a.document, a.actor AS source, b.actor AS target, count(*) AS n
        FROM appearing a JOIN appearing b ON b.document = a.document
            AND b.sentence_id = a.sentence_id AND a.actor < b.actor
        GROUP BY ALL ORDER BY ALL
        """,
        [top],
    ).df()


def planned(model: Model, pairs: pd.DataFrame, top: int = TOP) -> dict | None:
    """Return the map's layout for wide and narrow screens, None if no two share a sentence."""
    if pairs.empty:
        return None
    shown = model.actors.head(top)
    actors = pd.DataFrame(
        {
            "actor_id": shown["actor_id"],
            "name": shown["name"],
            "kind": shown["kind"],
            "n_mentions": shown["n_documents"],
        }
    )
    ids = actors["actor_id"].to_numpy()
    total = pairs.groupby(["source", "target"], as_index=False)["n"].sum()
    edges = pd.DataFrame(
        {
            "source_id": ids[total["source"]],
            "target_id": ids[total["target"]],
            "n": total["n"],
            "p_value": 1.0,
            "p_adjusted": 1.0,
        }
    )
    _, _, drawn = choose(actors, edges, top)
    return {name: _plan(actors, drawn.pairs, width) for name, width in WIDTHS.items()}


def _plan(actors: pd.DataFrame, pairs: pd.DataFrame, width: int) -> dict:
    made = plan(actors, pairs, LOOK, width)
    return {
        "width": width,
        "height": round(made.height + 4),
        "marks": [
            {
                "actor": int(mark.row),
                "x": round(float(mark.x), 1),
                "y": round(float(mark.y), 1),
                "size": round(float(mark.size), 1),
                "label": [[round(float(y), 1), line] for y, line in mark.label],
            }
            for mark in made.marks
        ],
    }
