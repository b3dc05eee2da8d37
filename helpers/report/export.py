"""Everything found in an article, as files that other programs read."""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from conllu.models import Metadata, TokenList
from spacy.tokens import Doc, Span, Token

from helpers.annotation.lexicons.acts import event_classes
from helpers.annotation.pipeline import load_pipeline
from helpers.annotation.sentences import sentence_ids
from helpers.tables import article_frames, describe, network
from helpers.tables.files import (
    annotations,
    inception,
    label_studio,
    write_csv,
    write_stata,
    write_workbook,
)
from helpers.tables.interactions import interactions
from helpers.tables.schema import COLUMNS
from helpers.wording import strict_json

LIBRARIES = ("spacy", "nltk", "yake", "pandas", "networkx", "matplotlib", "onnxruntime")


def export_article(
    doc: Doc, folder: str | Path, frames: dict[str, pd.DataFrame] | None = None
) -> None:
    """Write everything found in an article as files in `folder`, which must exist.

    `tables/*.csv`, `tables/*.dta` (Stata) and `tables/*.parquet` are the frames, and `tables.xlsx`
    has all of them and the meaning of their columns, which is also in `tables/data_dictionary.csv`;
    `article.conllu` is the annotated text; `network.graphml`, `network.gexf`, `network_nodes.csv`
    and `network_edges.csv` are the network for Gephi, networkx and spreadsheets, `acts.graphml` and
    `acts.gexf` that of acts, with directed edges; `annotations/` has the article for people to
    correct in INCEpTION and Label Studio; `about.json` has the versions of the pipeline and the
    libraries. Parquet stores the frames exactly; see `write_csv` for what CSV changes. `frames` are
    those of `article_frames`, if they have been made already.
    """
    folder = Path(folder)
    frames = article_frames(doc) if frames is None else frames
    (folder / "tables").mkdir(exist_ok=True)
    for name, table in frames.items():
        write_csv(table, folder / "tables" / f"{name}.csv")
        write_stata(table, folder / "tables" / f"{name}.dta", COLUMNS[name])
        table.to_parquet(folder / "tables" / f"{name}.parquet", index=False)
    about = {"article": doc.user_data["title"], "id": doc.user_data["doc_id"]}
    write_csv(describe(), folder / "tables" / "data_dictionary.csv")
    write_workbook(folder / "tables.xlsx", frames, COLUMNS, about)
    (folder / "article.conllu").write_text(conllu(doc), encoding="utf-8")
    graph = network.graph(frames["actors"], frames["cooccurrence"])
    network.write_graph(graph, folder)
    acts = network.acts_graph(frames["actors"], interactions(frames["actors"], frames["events"]))
    network.write_graph(acts, folder, "acts")
    write_csv(network.node_list(graph), folder / "network_nodes.csv")
    write_csv(network.edge_list(graph), folder / "network_edges.csv")
    _write_annotations(doc, folder / "annotations", frames)
    (folder / "about.json").write_text(strict_json(versions(), indent=2), encoding="utf-8")


def _write_annotations(doc: Doc, folder: Path, frames: dict[str, pd.DataFrame]) -> None:
    folder.mkdir(exist_ok=True)
    marked = annotations.annotated(doc.user_data["title"], doc.text, frames)
    sentences = [(span.start_char, span.end_char) for span in doc.spans["sentences"]]
    tokens = [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
    inception.write(marked, folder / "inception.json", sentences, tokens)
    label_studio.write(marked, folder / "label_studio.json")
    interface = label_studio.interface(event_classes())
    (folder / "label_studio.xml").write_text(interface, encoding="utf-8")


def versions() -> dict[str, str]:
    """Return the versions of the spaCy pipeline and of the libraries that affect what is found."""
    meta = load_pipeline().meta
    return {
        f"{meta['lang']}_{meta['name']}": meta["version"],
        **{name: version(name) for name in LIBRARIES},
    }


def conllu(doc: Doc) -> str:
    """Return the article in CoNLL-U (universaldependencies.org/format.html), a block per sentence.

    MISC holds `SpaceAfter=No`, `Entity` (the named entity's label prefixed with B- or I-) and
    `Actor` (the actor's id) if a token is part of one. White space tokens are left out, so words
    are renumbered within a sentence. Dependency labels are spaCy's.
    """
    entity_of = {
        token.i: ("B-" if token.i == ent.start else "I-") + ent.label_
        for ent in doc.ents
        for token in ent
    }
    actor_of = {token.i: span.kb_id_ for span in doc.spans["mentions"] for token in span}
    sentence_of = sentence_ids(doc)

    def misc(token) -> dict | None:
        return _misc(token, entity_of, actor_of, last=token.i + 1 not in sentence_of)

    blocks = []
    for sentence_id, span in enumerate(doc.spans["sentences"]):
        metadata = {"sent_id": str(sentence_id), "text": " ".join(span.text.split())}
        if sentence_id == 0:
            metadata = {"newdoc id": doc.user_data["doc_id"], **metadata}
        blocks.append(TokenList(_rows(span, misc), Metadata(metadata)).serialize())
    return "".join(blocks)


def _rows(sentence: Span, misc: Callable[[Token], dict | None]) -> list[dict]:
    words = [token for token in sentence if not token.is_space]
    numbers = {token.i: number for number, token in enumerate(words, start=1)}
    return [
        {
            "id": numbers[token.i],
            "form": token.text,
            "lemma": token.lemma_ or "_",
            "upos": token.pos_ or "_",
            "xpos": token.tag_ or "_",
            "feats": token.morph.to_dict() or None,
            "head": _head(token, numbers),
            "deprel": token.dep_ if token.head != token else "root",
            "deps": None,
            "misc": misc(token),
        }
        for token in words
    ]


def _head(token, numbers: dict[int, int]) -> int:
    return 0 if token.head.i == token.i else numbers.get(token.head.i, 0)


def _misc(token, entity_of, actor_of, last: bool) -> dict | None:
    misc = {}
    if token.i in entity_of:
        misc["Entity"] = entity_of[token.i]
    if token.i in actor_of:
        misc["Actor"] = actor_of[token.i]
    if not token.whitespace_ and not last:
        misc["SpaceAfter"] = "No"
    return misc or None
