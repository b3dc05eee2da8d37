"""Tables of knowledge: their content is checked when they are read."""

import pytest

from helpers.annotation import data_tables
from helpers.annotation.actors import evidence, kinds
from helpers.annotation.data_tables import DataError, read_table


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Return a function that writes a table and reads it."""
    monkeypatch.setattr(data_tables, "DATA", tmp_path)

    def read(content):
        (tmp_path / "rules.csv").write_text(content, encoding="utf-8")
        return read_table("rules.csv", "rule")

    return read


def test_rows_come_by_their_name_in_order(table):
    rows = table("rule,weight\nb,1\na,2\n")
    assert list(rows.items()) == [
        ("b", {"rule": "b", "weight": "1"}),
        ("a", {"rule": "a", "weight": "2"}),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name,weight\na,1\n", "line 1: has no column rule"),
        ("rule,weight\na,1\na,2\n", "line 3: “a” has a line before"),
        ("rule,weight\na\n", "line 2: needs 2 fields"),
        ("rule,weight\na,1,2\n", "line 2: needs 2 fields"),
        ("rule,weight\n,1\n", "line 2: has no rule"),
    ],
)
def test_a_mistake_is_reported_with_its_line(table, content, says):
    with pytest.raises(DataError, match=r"rules\.csv") as caught:
        table(content)
    assert says in str(caught.value)


def test_every_piece_of_evidence_has_a_weight_for_a_kind():
    assert {kind for kind, _ in kinds.weights().values()} == set(kinds.IN_A_LIST)
    assert all(weight > 0 for _, weight in kinds.weights().values())
    assert set(evidence.in_words("Harbour Bank of lights")) <= set(kinds.weights())
