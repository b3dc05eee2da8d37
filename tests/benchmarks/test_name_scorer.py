from name_scorer import score

GOLD = {"a": {"doc_id": "a", "text": "The Kuwait Times met Ana Dubrow's aides in Oslo.",
              "spans": [[0, 16, "Organization"], [21, 33, "Person"], [43, 47, "Location"]]}}


def test_articles_and_possessives_do_not_matter():
    got = {"a": {"spans": [[4, 16, "Organization"], [21, 31, "Person"], [43, 47, "Place"]]}}
    assert all(row["f1"] == 1 for row in score(GOLD, got).values())


def test_a_wrong_label_is_found_and_not_right():
    got = {"a": {"spans": [[4, 16, "Person"], [21, 31, "Person"]]}}
    result = score(GOLD, got)
    assert result["Organization"]["f1"] == 0 and result["Organization"]["found"] == 1
    assert result["Person"]["precision"] == 0.5 and result["Place"]["recall"] == 0
