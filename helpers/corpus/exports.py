"""A corpus as files for other programs: spreadsheets, Stata, Gephi and networkx.

Each table is written as a CSV and a Stata file, and all of them as one Excel workbook. The two
networks, who appears with whom and who acts on whom, are written as GraphML and GEXF; each actor
and edge has the first and last day on which Gephi's timeline shows it.
"""

from pathlib import Path

import duckdb
import pandas as pd

from helpers.atomic import carry_over, replacing
from helpers.corpus import columns
from helpers.corpus.comparison import (
    actor_shares,
    actor_tones,
    choose_documents,
    corpus_actors,
    quoted_actors,
)
from helpers.corpus.load import open_corpus
from helpers.corpus.network import corpus_pairs
from helpers.corpus.page.model import Model, read_model
from helpers.tables import network
from helpers.tables.docstrings import typed
from helpers.tables.files import write_csv, write_stata, write_workbook
from helpers.tables.interactions import OTHER, QUAD_CLASSES

FOLDER = "exports"
WORKBOOK = "tables.xlsx"
MOST_ACTORS = 300  # in the networks: those in most articles
MOST_COMPARED = 40  # actors in the tables by source
MOST_ROWS = 100_000  # per sheet; CSV and Stata files have all rows
MOST_SENTENCES = 50  # listed as evidence for an edge
MOST_ACTIONS = 12


def export_corpus(out: Path) -> Path:
    """Replace `out/exports`, as a whole or not at all, and return its path.

    Files that people added there stay.
    """
    with open_corpus(out) as corpus:
        model = read_model(corpus, str(out / "documents" / "*.parquet"))
        frames = corpus_tables(corpus, model)
        graph, acts = _networks(model, frames)
    with replacing(out / FOLDER, marks=(WORKBOOK,)) as folder:
        for name, table in frames.items():
            write_csv(table, folder / f"{name}.csv")
            write_stata(table, folder / f"{name}.dta", columns.EXPORTS[name])
        about = {"corpus": f"{len(model.documents):,} articles, {len(model.actors):,} actors"}
        write_workbook(folder / WORKBOOK, frames, columns.EXPORTS, about, most_rows=MOST_ROWS)
        network.write_graph(graph, folder)
        network.write_graph(acts, folder, "acts")
        made = {f"{name}.{suffix}" for name in columns.EXPORTS for suffix in ("csv", "dta")}
        carry_over(out / FOLDER, folder, made)
    return out / FOLDER


def corpus_tables(corpus: duckdb.DuckDBPyConnection, model: Model) -> dict[str, pd.DataFrame]:
    """Return the tables that are exported, by name; their columns are in `columns.EXPORTS`."""
    choose_documents(corpus, by="source")
    compared = corpus_actors(corpus, MOST_COMPARED)
    days = _days(model, model.present["document"], [model.present["actor"]])
    actors = model.actors.join(days)
    present = model.present
    frames = {
        "articles": model.documents.assign(
            source=[model.sources[number] for number in model.documents["source"]]
        ),
        "actors": actors,
        "actors_in_articles": pd.DataFrame(
            {
                "doc_id": model.documents["doc_id"].to_numpy()[present["document"]],
                "actor_id": actors["actor_id"].to_numpy()[present["actor"]],
                "name": actors["name"].to_numpy()[present["actor"]],
                "n_mentions": present["n"],
                "n_judged": present["judged"],
                "tone": present["tone"] / present["judged"].where(present["judged"] > 0),
            }
        ),
        "shares_by_source": actor_shares(corpus, compared),
        "tone_by_source": actor_tones(corpus, compared),
        "quoted_by_source": quoted_actors(corpus, compared),
        "acts": _acts(model),
        "pairs": _pairs(corpus, model),
    }
    return {name: typed(table, columns.EXPORTS[name]) for name, table in frames.items()}


def _days(model: Model, documents: pd.Series, by: list) -> pd.DataFrame:
    """The first and last day of the articles, as `first` and `last`; missing if none is dated."""
    dates = pd.Series(model.documents["date"].to_numpy()[documents], index=documents.index)
    found = dates.groupby(by).agg(["min", "max"])
    return found.rename(columns={"min": "first", "max": "last"})


def _acts(model: Model) -> pd.DataFrame:
    """Who acts on whom: a row for each ordered pair, most acts first."""
    acts, actors = model.acts, model.actors
    rows = []
    for (source, target), group in acts.groupby(["source", "target"]):
        done = group[group["done"]]
        dates = model.documents["date"].iloc[group["document"]]
        quads = done["quad"].value_counts()
        names = (*QUAD_CLASSES, OTHER)
        doc_ids = model.documents["doc_id"].iloc[group["document"]]
        places = [f"{d}#{s}" for d, s in zip(doc_ids, group["sentence_id"], strict=True)]
        rows.append(
            {
                "source_id": actors["actor_id"].iloc[source],
                "target_id": actors["actor_id"].iloc[target],
                "source": actors["name"].iloc[source],
                "target": actors["name"].iloc[target],
                "n": len(done),
                "n_mutual": int(done["mutual"].sum()),
                "n_not_done": len(group) - len(done),
                "n_documents": group["document"].nunique(),
                **{name: int(quads.get(number, 0)) for number, name in enumerate(names)},
                "actions": list(group["action"].value_counts().index[:MOST_ACTIONS]),
                "sentence_ids": list(dict.fromkeys(places))[:MOST_SENTENCES],
                "first": dates.min(),
                "last": dates.max(),
            }
        )
    table = typed(rows, columns.EXPORTS["acts"])
    return table.sort_values(["n", "n_not_done"], ascending=False, kind="stable", ignore_index=True)


def _pairs(corpus: duckdb.DuckDBPyConnection, model: Model) -> pd.DataFrame:
    """Who appears with whom, with names and the days of the articles."""
    shown = model.actors.head(MOST_ACTORS)
    pairs = corpus_pairs(corpus, shown)
    names = shown.set_index("actor_id")["name"]
    days = corpus.execute(
        """
        WITH appearing AS (
            SELECT DISTINCT doc_id, date, actor_id, sentence_id FROM known_mentions
            WHERE actor_id IN (SELECT unnest(?))
        )
        SELECT a.actor_id AS source_id, b.actor_id AS target_id, min(a.date) AS "first",
            max(a.date) AS "last", list(DISTINCT a.doc_id || '#' || a.sentence_id) AS sentence_ids
        FROM appearing a JOIN appearing b ON b.doc_id = a.doc_id
            AND b.sentence_id = a.sentence_id AND a.actor_id < b.actor_id
        GROUP BY ALL
        """,
        [shown["actor_id"].tolist()],
    ).df()
    days["sentence_ids"] = days["sentence_ids"].map(lambda ids: sorted(ids)[:MOST_SENTENCES])
    pairs = pairs.merge(days, on=["source_id", "target_id"], how="left")
    return pairs.assign(source=pairs["source_id"].map(names), target=pairs["target_id"].map(names))


def _networks(model: Model, frames: dict[str, pd.DataFrame]):
    """The graph of who appears with whom and the graph of acts, with `start` and `end`."""
    actors = _in_time(frames["actors"].head(MOST_ACTORS))
    pairs = _in_time(frames["pairs"].drop(columns=["source", "target"]))
    graph = network.graph(actors, pairs.assign(actions=[[] for _ in range(len(pairs))]))
    acts = _in_time(frames["acts"])
    known = acts["source_id"].isin(actors["actor_id"]) & acts["target_id"].isin(actors["actor_id"])
    directed = network.acts_graph(actors, acts[known])
    for row in actors.itertuples():
        for one in (graph, directed):
            if row.actor_id in one and row.start:
                one.nodes[row.actor_id].update(start=row.start, end=row.end)
    return graph, directed


def _in_time(table: pd.DataFrame) -> pd.DataFrame:
    """The rows with `start` and `end` as Gephi reads them, None where the day is missing."""
    days = {
        there: pd.Series(
            [None if pd.isna(day) else day.date().isoformat() for day in table[here]],
            index=table.index,
            dtype="object",
        )
        for here, there in (("first", "start"), ("last", "end"))
    }
    return table.drop(columns=["first", "last"]).assign(**days)
