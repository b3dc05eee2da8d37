"""What Shift+Tab shows about a frame is what the frame has."""

import json
import re

import pytest

from helpers import tables
from helpers.corpus import comparison
from helpers.reading.chosen_article import PROJECT
from helpers.tables import interactions, network, schema, speaking, terms, tone
from helpers.tables.docstrings import documented

MODULES = {
    "tables": tables, "terms": terms, "tone": tone, "speaking": speaking, "network": network,
    "interactions": interactions, "comparison": comparison,
}  # fmt: skip
NO_FRAME = {"network.graph", "network.number_of_units"}
NOT_OF_DOC = {"article_frames", "describe"}


def shown_columns(function):
    """Return the columns of a docstring, with their types."""
    _, section = re.split(r"^Columns\n-+\n", function.__doc__, flags=re.MULTILINE)
    section = section.partition("\n\n")[0]
    return dict(re.findall(r"^(\S.*) : (\S+)$", section, flags=re.MULTILINE))


def test_a_frame_has_the_columns_and_types_that_its_docstring_shows(meeting):
    of_doc = [getattr(tables, name) for name in tables.__all__ if name not in NOT_OF_DOC]
    made = {function: function(meeting) for function in of_doc if callable(function)}
    actors, mentions, words = (
        tables.actors(meeting),
        tables.mentions(meeting),
        tables.tokens(meeting),
    )
    sentences, said = tables.sentences(meeting), tables.statements(meeting)
    judged, scored = tables.actor_sentiment(meeting), tables.sentence_sentiment(meeting)
    pairs = network.cooccurrence(mentions, sentences)
    graph = network.graph(actors, pairs)
    made |= {
        terms.term_frequencies: terms.term_frequencies(words),
        terms.collocations: terms.collocations(words),
        terms.key_terms: terms.key_terms(words, sentences),
        terms.keyword_in_context: terms.keyword_in_context(words, meeting.text, "Novak"),
        terms.part_of_speech_counts: terms.part_of_speech_counts(words),
        tone.tone_by_actor: tone.tone_by_actor(actors, judged),
        tone.evidence: tone.evidence(actors, judged, scored, "positive"),
        tone.disagreements: tone.disagreements(actors, judged, scored),
        tone.tone_by_voice: tone.tone_by_voice(scored, judged),
        tone.tone_in_statements: tone.tone_in_statements(actors, judged, said),
        tables.describe: tables.describe(),
        tone.accuracy: tone.accuracy(),
        tone.confusion: tone.confusion(),
        speaking.speakers: speaking.speakers(actors, mentions, said),
        speaking.about_whom: speaking.about_whom(actors, mentions, said),
        interactions.interactions: interactions.interactions(actors, tables.events(meeting)),
        network.cooccurrence: pairs,
        network.pair_names: network.pair_names(actors, pairs),
        network.node_list: network.node_list(graph),
        network.edge_list: network.edge_list(graph),
        network.communities: network.communities(graph),
        network.chance_of_sharing: network.chance_of_sharing(9, 3, 2),
    }
    for function, frame in made.items():
        types = {column: str(dtype) for column, dtype in frame.dtypes.items()}
        assert types == shown_columns(function), function.__name__


def test_every_function_of_a_notebook_shows_parameters_and_columns():
    called = set()
    for path in PROJECT.glob("notebooks/0*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            called |= set(re.findall(r"\b([a-z]+)\.([a-z_]+)\(", "".join(cell["source"])))
    called = {(room, name) for room, name in called if hasattr(MODULES.get(room), name)}
    assert len(called) > 25
    for room, name in sorted(called):
        if f"{room}.{name}" not in NO_FRAME:
            doc = getattr(MODULES[room], name).__doc__
            assert "\nParameters\n---" in doc, f"{room}.{name}"
            assert "\nColumns\n---" in doc, f"{room}.{name}"


def test_a_parameter_without_a_meaning_is_refused():
    with pytest.raises(KeyError, match="colour"):

        @documented({})
        def chart(colour: str):
            """Return nothing."""


def test_the_data_dictionary_has_every_column_of_every_table():
    described = tables.describe()
    for table, columns in schema.COLUMNS.items():
        own = described[described["table"] == table]
        assert dict(zip(own["column"], own["dtype"], strict=True)) == {
            column: dtype for column, (dtype, _) in columns.items()
        }
    assert described["meaning"].str.len().min() > 3
    assert set(tables.describe("documents", "actors")["table"]) == {"documents", "actors"}
    with pytest.raises(ValueError, match="no table 'people', only sentences, tokens"):
        tables.describe("people")
