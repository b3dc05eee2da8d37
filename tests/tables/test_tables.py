import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.tables import article_frames
from helpers.tables.schema import COLUMNS, frame


def test_every_frame_has_its_columns_and_types(bundled_doc):
    for name, table in article_frames(bundled_doc).items():
        assert list(table.columns) == list(COLUMNS[name]), name
        dtypes = {column: dtype for column, (dtype, _) in COLUMNS[name].items()}
        assert {column: str(dtype) for column, dtype in table.dtypes.items()} == dtypes, name
        assert len(table) or name in {"corrections", "removed"}, name


def test_a_row_is_where_it_says(bundled_doc):
    for name, table in article_frames(bundled_doc).items():
        words = "token" if name == "tokens" else "text"
        if "start_char" in table:
            for row in table.to_dict("records"):
                assert bundled_doc.text[row["start_char"] : row["end_char"]] == row[words]


def test_ids_count_from_zero_and_refer_to_rows_that_exist(bundled_doc):
    frames = article_frames(bundled_doc)
    for name, key in (
        ("sentences", "sentence_id"),
        ("tokens", "token_id"),
        ("entities", "entity_id"),
        ("mentions", "mention_id"),
    ):
        assert frames[name][key].tolist() == list(range(len(frames[name])))
    actor_ids = set(frames["actors"]["actor_id"])
    assert set(frames["mentions"]["actor_id"]) == actor_ids
    assert set(frames["entities"]["actor_id"].dropna()) <= actor_ids
    assert set(frames["mentions"]["sentence_id"]) <= set(frames["sentences"]["sentence_id"])
    assert set(frames["tokens"]["head_id"]) <= set(frames["tokens"]["token_id"])


def test_an_actor_is_counted_from_its_mentions(bundled_doc):
    actors, mentions = tables.actors(bundled_doc), tables.mentions(bundled_doc)
    for actor in actors.itertuples():
        own = mentions[mentions["actor_id"] == actor.actor_id]
        assert actor.n_mentions == len(own)
        assert actor.n_sentences == own["sentence_id"].nunique()
        assert actor.first_sentence_id == own["sentence_id"].min()


def test_a_text_without_names_gives_empty_frames_of_the_same_shape():
    doc = annotate(article_of("it rained all day and nobody minded."))
    for table in (tables.actors(doc), tables.mentions(doc)):
        assert table.empty
    assert tables.actors(doc).dtypes.equals(frame("actors", []).dtypes)


def test_a_row_with_a_wrong_column_is_refused():
    with pytest.raises(ValueError, match=r"row of sentences has the columns \['words'\]"):
        frame("sentences", [{"words": "x"}])
