import json

import pytest
from event_pair_scorer import main, score, table

TEXT = "Peru accused Chile of spying. Chilean troops met Brazil and Cuba in Haiti; Lima's ships left."


def at(phrase, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(phrase, start + 1)
    return [start, start + len(phrase)]


def gold_party(phrase, kind="named", nth=0):
    return {"text": phrase, "spans": [at(phrase, nth)], "kind": kind}


def event(source, target, act=None, **more):
    return {
        "source": source,
        "target": target,
        "symmetric": False,
        "event_class": None,
        "trigger": [at(act)] if act else [],
    } | more


def row(*events, source="news", key="a", **more):
    return {"id": key, "source": source, "text": TEXT, "events": list(events)} | more


def predict(*events, key="a"):
    keys = ("source", "target", "act", "event_class")
    return [{"id": key, "events": [dict(zip(keys, e)) | {"negated": False, "modality": "did"} for e in events]}]


ACCUSED = event(gold_party("Peru"), gold_party("Chile"), "accused", event_class="accuse")
RIGHT = ([at("Peru")], [at("Chile"), at("Chilean")], at("accused"), "accuse")


def test_all_right():
    r = score([row(ACCUSED)], predict(RIGHT))
    assert r["news"]["core"] == {
        "n": 1,
        "recall": 1,
        "either_way": 1,
        "n_act": 1,
        "recall_act": 1,
        "n_class": 1,
        "class": 1,
        "quad": 1,
    }
    assert r["news"] == r["all"] and r["all"]["matched"] == 1 and r["all"]["predicted"] == 1


def test_any_mention_of_the_actor_will_do():
    elsewhere = ([at("Lima")], [at("Chilean")], at("accused"), "accuse")
    assert score([row(ACCUSED)], predict(elsewhere))["all"]["core"]["recall"] == 0
    both = ([at("Lima"), at("Peru")], [at("Chilean"), at("Chile")], at("accused"), "accuse")
    assert score([row(ACCUSED)], predict(both))["all"]["core"]["recall"] == 1


def test_reversed_is_wrong_unless_the_event_is_symmetric():
    turned = ([at("Chile")], [at("Peru")], at("accused"), "accuse")
    core = score([row(ACCUSED)], predict(turned))["all"]["core"]
    assert (core["recall"], core["either_way"], core["recall_act"], core["class"]) == (0, 1, 0, None)
    r = score([row(ACCUSED | {"symmetric": True})], predict(turned))["all"]
    assert r["core"]["recall"] == r["core"]["class"] == r["matched"] == 1


def test_act_and_class_are_scored_apart():
    other = ([at("Peru")], [at("Chile")], at("spying"), "threaten")
    core = score([row(ACCUSED)], predict(other))["all"]["core"]
    assert (core["recall"], core["recall_act"], core["class"], core["quad"]) == (1, 0, 0, 1)
    core = score([row(ACCUSED)], predict(other, RIGHT))["all"]["core"]
    assert (core["recall_act"], core["class"]) == (1, 1)  # the prediction that agrees most is taken
    freed = ACCUSED | {"event_class": None, "classes": ["concede", "accuse"]}
    assert score([row(freed)], predict(RIGHT))["all"]["core"]["class"] == 1


def test_without_act_words_or_class_these_are_not_counted():
    bare = ACCUSED | {"trigger": [], "event_class": None}
    core = score([row(bare)], predict(RIGHT))["all"]["core"]
    assert (core["recall"], core["n_act"], core["recall_act"], core["n_class"], core["class"]) == (1, 0, None, 0, None)


def test_groups():
    troops = event(gold_party("Chilean troops", "acting"), gold_party("Brazil"), "met")
    ships = event(gold_party("Peru"), gold_party("Lima's ships", "part"), "left")
    spies = event(gold_party("spying", "unnamed"), gold_party("Chile"))
    r = score([row(troops, ships, spies)], predict(([at("Peru")], [at("Lima")], at("left"), None)))["all"]
    assert (r["core"]["n"], r["core"]["recall"]) == (1, 0)
    assert (r["part"]["n"], r["part"]["recall"], r["part"]["recall_act"]) == (1, 1, 1)
    assert r["matched"] == 1  # a match is a match in every group


def test_place_like_is_apart():
    place = event(gold_party("Brazil"), gold_party("Haiti"), place_like=True)
    r = score([row(ACCUSED, place)], predict(RIGHT))["all"]
    assert (r["core"]["n"], r["core"]["recall"], r["place"]["n"], r["place"]["recall"]) == (1, 1, 1, 0)
    assert r["matched"] == 1
    found = score([row(ACCUSED, place)], predict(([at("Brazil")], [at("Haiti")], at("met"), None)))["all"]
    assert found["place"]["recall"] == 1 and found["matched"] == 1 and found["core"]["recall"] == 0


def test_one_known_party_is_not_an_event():
    r = score([row(ACCUSED)], predict(([at("Peru")], [], at("accused"), "accuse")))["all"]
    assert r["core"]["recall"] == 0 and r["predicted"] == 0 and r["matched"] is None


def test_matched_counts_predicted_events():
    r = score([row(ACCUSED)], predict(RIGHT, RIGHT, ([at("Brazil")], [at("Cuba")], at("met"), "consult")))["all"]
    assert r["predicted"] == 3 and r["matched"] == pytest.approx(2 / 3)


def test_documents_ask_for_the_sentence_and_name_the_group():
    first = [0, TEXT.index("Chilean") - 1]
    told = ACCUSED | {"sentence": first, "group": "core"}
    game = event(gold_party("Brazil"), gold_party("Cuba"), "met", group="sport", sentence=[first[1] + 1, len(TEXT)])
    r = score([row(told, game, source="ewt")], predict(([at("Peru")], [at("Chile")], at("met"), None)))["all"]
    assert r["core"]["recall"] == 0 and r["sport"]["n"] == 1
    assert score([row(told, source="ewt")], predict(RIGHT))["all"]["core"]["recall"] == 1


def test_a_document_without_events_does_not_count_for_matched():
    gold = [row(ACCUSED, source="ewt"), row(source="ewt", key="b"), row(source="news", key="c")]
    r = score(gold, predict(RIGHT) + predict(RIGHT, key="b") + predict(RIGHT, key="c"))
    assert (r["ewt"]["predicted"], r["ewt"]["matched"]) == (1, 1)
    assert (r["news"]["predicted"], r["news"]["matched"]) == (1, 0)


def test_sets_and_all():
    r = score([row(ACCUSED), row(ACCUSED, key="b", source="other")], predict(RIGHT))
    assert (r["news"]["core"]["recall"], r["other"]["core"]["recall"], r["all"]["core"]["recall"]) == (1, 0, 0.5)


def test_missing_text_is_empty_and_unknown_or_doubled_is_an_error():
    assert score([row(ACCUSED)], [])["all"]["core"]["recall"] == 0
    for wrong in (predict(RIGHT, key="z"), predict(RIGHT) * 2):
        with pytest.raises(ValueError):
            score([row(ACCUSED)], wrong)
    with pytest.raises(ValueError):
        score([row(ACCUSED)] * 2, [])


def test_command_line(tmp_path, capsys):
    gold, predictions = tmp_path / "gold.jsonl", tmp_path / "predictions.jsonl"
    gold.write_text(json.dumps(row(ACCUSED)) + "\n")
    predictions.write_text("".join(json.dumps(p) + "\n" for p in predict(RIGHT)))
    main([str(gold), str(predictions), "--json"])
    assert json.loads(capsys.readouterr().out)["news"]["core"]["recall"] == 1
    main([str(gold), str(predictions)])
    assert "1.00 of 1 predicted" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="score: "):
        main([str(gold), str(tmp_path / "none.jsonl")])


def test_table_has_a_line_for_each_group_with_events():
    place = event(gold_party("Brazil"), gold_party("Haiti"), place_like=True)
    assert [line.split()[:2] for line in table(score([row(ACCUSED, place)], [])).splitlines()[1:]] == [
        ["news", "core"], ["news", "place"], ["all", "core"], ["all", "place"],
    ]  # fmt: skip
