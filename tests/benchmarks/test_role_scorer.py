import json

import pytest
from role_scorer import Case, align, compare, main, score, table

TEXT = (
    "French President Anna Berg met Tom Ray of the Harbour Union. Berg left Paris. "
    "The Union, based in Peru, and the UN agreed."
)


def at(phrase, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(phrase, start + 1)
    return [start, start + len(phrase)]


def concept(key, kind, *mentions, **more):
    return {
        "id": key, "kind": kind, "sub": "", "types": [], "gender": None, "link": None, "mentions": list(mentions),
        "name": TEXT[slice(*mentions[0])],
    } | more  # fmt: skip


def pair(s, o, cls, tier="close"):
    return {"s": s, "o": o, "cls": cls, "relations": [], "tier": tier}


def gold(**more):
    return {
        "doc_id": "d", "text": TEXT, "sentences": [[0, 60], [61, 77], [78, len(TEXT)]], "ignore": [],
        "concepts": [
            concept("fr", "COUNTRY", at("French"), link="France"),
            concept("anna", "PERSON", at("Anna Berg"), at("Berg", 1)),
            concept("tom", "PERSON", at("Tom Ray")), concept("union", "ORG", at("Harbour Union"), at("Union", 1)),
            concept("paris", "OTHER", at("Paris")), concept("peru", "COUNTRY", at("Peru")),
            concept("un", "ORG", at("UN"), types=["igo", "organization"]),
        ],
        "pairs": [pair("anna", "fr", "office"), pair("tom", "union", "org"), pair("union", "peru", "seat")],
        "up": {"union": ["un"]},
        "roles": [{"actor": "anna", "start": 7, "end": 16, "text": "President", "at": "before"}],
    } | more  # fmt: skip


def actor(key, kind, *mentions, role=None, to=None, name=None):
    return {
        "actor_id": key, "kind": kind, "role": role, "role_span": None, "affiliation": name or to and to.title(),
        "affiliation_actor_id": to, "mentions": [[*m, "name"] for m in mentions],
    }  # fmt: skip


def right(**changed):
    actors = {
        "fr": actor("fr", "country", at("French")),
        "anna": actor("anna", "person", at("Anna Berg"), at("Berg", 1), role="President", to="fr"),
        "tom": actor("tom", "person", at("Tom Ray"), to="union"),
        "union": actor("union", "organisation", at("Harbour Union"), at("Union", 1), to="peru"),
        "peru": actor("peru", "country", at("Peru")),
        "un": actor("un", "bloc", at("UN")),
    } | changed
    return [{"doc_id": "d", "actors": [a for a in actors.values() if a]}]


def test_all_right():
    r = score([gold()], right())
    assert r["persons"] | {"close": r["persons"]["close"]["f1"], "sentence": r["persons"]["sentence"]["f1"]} == {
        "predicted": 2, "right": 2, "broader": 0, "wrong": 0, "unlisted": 0, "no actor": 0, "precision": 1,
        "close": 1, "sentence": 1,
    }  # fmt: skip
    assert r["organisations"]["close"]["f1"] == 1 and r["roles"]["same"] == r["roles"]["gold"] == 1
    assert r["kinds"]["actors"]["ORG (igo)"]["bloc"] == 1 and r["kinds"]["actors"]["OTHER"]["nothing"] == 1
    assert not any(v["split"] or v["merged"] or v["unseen"] for v in r["merged_and_split"].values())


def test_verdicts_of_an_affiliation():
    for told, verdict in ((None, None), ("peru", "wrong"), ("un", "broader"), ("nobody", "unlisted")):
        r = score([gold()], right(tom=actor("tom", "person", at("Tom Ray"), to=told)))["persons"]
        assert [r[v] for v in ("broader", "wrong", "unlisted")] == [
            v == verdict for v in ("broader", "wrong", "unlisted")
        ]
        assert r["precision"] == (1 if told is None else 0.5) and r["close"]["recall"] == 0.5
        assert r["close"]["by_class"] == {"office": {"gold": 1, "recall": 1}, "org": {"gold": 1, "recall": 0}}


def test_an_affiliation_is_found_by_name_as_well():
    for name in ("the Harbour Union", "HARBOUR union", "Union"):
        r = score([gold()], right(tom=actor("tom", "person", at("Tom Ray"), name=name)))["persons"]
        assert r["right"] == 2, name
    assert score([gold()], right(anna=actor("anna", "person", at("Anna Berg"), name="France")))["persons"]["right"] == 2


def test_an_affiliation_of_no_such_actor_costs_precision():
    paris = actor("paris", "organisation", at("Paris"), to="fr")
    stray = actor("stray", "person", at("agreed"), to="fr")
    r = score([gold()], right(paris=paris, stray=stray))
    assert r["organisations"]["no actor"] == 1 and r["organisations"]["precision"] == 0.5
    assert r["persons"]["no actor"] == 1 and r["persons"]["precision"] == pytest.approx(2 / 3)


def test_tiers():
    far = gold(
        pairs=[
            pair("anna", "fr", "office", "sentence"),
            pair("tom", "union", "org"),
            pair("tom", "fr", "nation", "doc"),
        ]
    )
    r = score([far], right(tom=actor("tom", "person", at("Tom Ray"), to="fr")))["persons"]
    assert r["right"] == 2  # a pair of any class and tier is right
    assert (r["close"]["gold"], r["close"]["found"], r["sentence"]["gold"], r["sentence"]["found"]) == (1, 0, 2, 1)


def test_roles():
    for role, verdict in (
        ("former President", "same"),
        ("deputy president", "near"),
        ("Mayor", "other"),
        (None, "missing"),
    ):
        r = score([gold()], right(anna=actor("anna", "person", at("Anna Berg"), role=role)))["roles"]
        assert r[verdict] == 1 and r["gold"] == 1
    r = score([gold()], right(anna=None, tom=actor("tom", "person", at("Tom Ray"), role="chief")))["roles"]
    assert (r["missing"], r["no actor"], r["predicted"], r["without a gold role"]) == (1, 1, 1, 1)
    assert compare("German Foreign Minister", "foreign minister") == "same" and compare("", "x") == "other"


def test_split_and_merged():
    split = score(
        [gold()], right(anna=actor("anna", "person", at("Anna Berg")), berg=actor("berg", "person", at("Berg", 1)))
    )
    assert split["merged_and_split"]["PERSON"] == {
        "gold": 1, "unseen": 0, "split": 1, "mentions split off": 1, "predicted": 0, "merged": 0,
        "merged, two actors": 0,
        "mentions merged in": 0,
    }  # fmt: skip
    both = actor("union", "organisation", at("Harbour Union"), at("Union", 1), at("UN"))
    merged = score([gold()], right(union=both, un=None))["merged_and_split"]["ORG"]
    assert (merged["merged"], merged["merged, two actors"], merged["mentions merged in"]) == (1, 1, 1)
    city = actor("fr", "country", at("French"), at("Paris"))
    merged = score([gold()], right(fr=city))["merged_and_split"]["COUNTRY"]
    assert (merged["merged"], merged["merged, two actors"]) == (1, 0)


def test_kinds():
    odd = right(
        tom=actor("tom", "organisation", at("Tom Ray")), stray=actor("stray", "person", at("agreed")), peru=None
    )
    r = score([gold()], odd)["kinds"]
    for grid in (r["actors"], r["mentions"]):
        assert grid["PERSON"]["organisation"] == grid["nothing"]["person"] == grid["COUNTRY"]["nothing"] == 1


def test_pronouns_and_ignored_regions_do_not_count():
    anna = actor("anna", "person", at("Anna Berg"), at("Berg", 1))
    anna["mentions"].append([*at("Tom Ray"), "pronoun"])
    row = gold(ignore=[at("agreed"), at("Paris")], concepts=[c for c in gold()["concepts"] if c["id"] != "paris"])
    r = score([row], right(anna=anna, a=actor("a", "person", at("agreed")), b=actor("b", "country", at("Paris"))))
    assert r["merged_and_split"]["PERSON"]["merged"] == 0
    assert not any(r["kinds"]["mentions"]["nothing"].values())


def test_alignment_is_one_to_one_and_prefers_the_better_fit():
    assert sorted(align([(0, 4), (5, 9)], [(0, 9), (5, 9)])) == [(0, 0), (1, 1)]
    assert align([(0, 4)], [(4, 8)]) == []


def test_missing_article_is_empty_and_unknown_or_doubled_is_an_error():
    r = score([gold()], [])
    assert (
        r["persons"]["close"]["recall"] == 0
        and r["persons"]["precision"] == 0
        and r["merged_and_split"]["PERSON"]["unseen"] == 1
    )
    for wrong in ([{"doc_id": "z", "actors": []}], right() * 2):
        with pytest.raises(ValueError):
            score([gold()], wrong)
    with pytest.raises(ValueError):
        score([gold()], [{"doc_id": "d", "actors": [actor("x", "person")] * 2}])


def test_command_line(tmp_path, capsys):
    one, other = tmp_path / "gold.jsonl", tmp_path / "predictions.jsonl"
    one.write_text(json.dumps(gold()) + "\n")
    other.write_text(json.dumps(right()[0]) + "\n")
    main([str(one), str(other), "--json"])
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(score([gold()], right())))
    main([str(one), str(other)])
    assert capsys.readouterr().out.strip() == table(score([gold()], right()))
    with pytest.raises(SystemExit, match="score: "):
        main([str(one), str(tmp_path / "none.jsonl")])
