"""Checks of the scorer of actors; every expected number was worked out on paper."""
import json

import pytest

import actor_scorer as S

TEXT = "Ann Lee met Bob Ray in Rome. Lee works for the UN.\nFrance and French envoys met Bob. The UN left."


def men(surface, actor, kind, nth=0, level=None, text=TEXT):
    pos = -1
    for _ in range(nth + 1):
        pos = text.index(surface, pos + 1)
    m = {"start": pos, "end": pos + len(surface), "actor": actor, "kind": kind}
    if level:
        m["level"] = level
    return m


def gold(**more):
    return dict({"doc_id": "d", "text": TEXT, "mentions": [
        men("Ann Lee", "a", "PERSON"), men("Lee", "a", "PERSON", 1), men("Bob Ray", "b", "PERSON"),
        men("Bob", "b", "PERSON", 1), men("Rome", "r", "OTHER"), men("UN", "u", "ORG"), men("UN", "u", "ORG", 1),
        men("France", "f", "COUNTRY"), men("French", "f", "COUNTRY")]}, **more)


def run(pred_mentions, g=None, **kw):
    return S.score([g or gold()], [{"doc_id": "d", "mentions": pred_mentions}], **kw)


def got(res, name):
    return res[name]["tp"], res[name]["pred"], res[name]["gold"]


def test_perfect():
    res = run(gold()["mentions"])
    for name, v in res.items():
        if isinstance(v, dict):
            assert v["f"] == pytest.approx(1) and v["macro_f"] == pytest.approx(1), name
    # sentences: {a,b} {a,u} | {f,b} {u}: the gold edges are a-b, a-u, b-f
    assert got(res, "edge.edge") == (3, 3, 3)
    assert got(res, "actor.actor") == (4, 4, 4)
    assert got(res, "mention.exact") == (8, 8, 8)          # Rome is OTHER and not counted


def test_nothing_predicted():
    res = S.score([gold()], [])
    assert res["missing_predictions"] == 1
    assert got(res, "mention.exact") == (0, 0, 8)
    assert res["edge.edge"]["f"] == 0 and res["cluster.b3"]["r"] == 0


def test_surface_string_is_actor():
    """Every distinct string its own actor: all mentions right, clusters split."""
    pred = [dict(m, actor=TEXT[m["start"]:m["end"]]) for m in gold()["mentions"]]
    res = run(pred)
    assert got(res, "mention.exact_kind") == (8, 8, 8)
    # actors: Ann Lee | Lee | Bob Ray | Bob | UN(2) | France | French : 7 predicted, one-to-one 4 right
    assert got(res, "actor.actor") == (4, 7, 4)
    # Dice of a 1-mention cluster with a 2-mention gold one: 2*1/3 = 2/3 >= 0.5
    assert got(res, "actor.actor_half") == (4, 7, 4)
    # B-cubed: precision 8/8; recall: UN 2 mentions at 1, six mentions at 1/2 -> 5/8
    assert res["cluster.b3"]["p"] == pytest.approx(1) and res["cluster.b3"]["r"] == pytest.approx(5 / 8)
    # MUC: gold links 4, only UN's survives; predicted links 1, survives
    assert res["cluster.muc"]["r"] == pytest.approx(1 / 4) and res["cluster.muc"]["p"] == pytest.approx(1)
    # CEAF-e: 2/3 + 2/3 + 1 + 2/3 = 3 over 7 predicted and 4 gold
    assert res["cluster.ceafe"]["p"] == pytest.approx(3 / 7) and res["cluster.ceafe"]["r"] == pytest.approx(3 / 4)
    f_b3, f_muc, f_ce = 2 * (5 / 8) / (13 / 8), 2 * .25 / 1.25, 2 * (3 / 7) * .75 / (3 / 7 + .75)
    assert res["cluster.conll"]["f"] == pytest.approx((f_b3 + f_muc + f_ce) / 3)


def test_edges_through_matching():
    """Predicted: Ann Lee + both Bobs merged wrongly with nothing else; UN missed; France found as ORG."""
    pred = [men("Ann Lee", 1, "PERSON"), men("Bob Ray", 2, "PERSON"), men("Bob", 2, "PERSON", 1),
            men("France", 3, "ORG")]
    res = run(pred)
    assert got(res, "actor.actor") == (2, 3, 4)            # France has the wrong kind
    assert got(res, "actor.actor_anykind") == (3, 3, 4)
    # predicted edges 1-2, 2-3; the second has an end that is not a true positive
    assert got(res, "edge.edge") == (1, 2, 3)
    assert got(res, "edge.edge_anykind") == (2, 2, 3)


def test_overmerged_actor_matches_once():
    pred = [dict(m, actor="x") for m in gold()["mentions"] if m["kind"] == "PERSON"]
    res = run(pred)
    assert got(res, "actor.actor") == (1, 1, 4)
    assert got(res, "edge.edge") == (0, 0, 3)              # Ann-Bob has become one actor: no pair
    assert res["cluster.b3"]["p"] == pytest.approx(1 / 2)  # each of 4 mentions: 2 of 4


def test_other_is_not_an_actor():
    res = run([men("Rome", 1, "OTHER")])
    assert got(res, "mention.exact") == (0, 0, 8)
    res = run([men("Rome", 1, "COUNTRY")])
    assert got(res, "mention.exact") == (0, 1, 8) and got(res, "actor.actor") == (0, 1, 4)
    res = run([men("Rome", 1, "OTHER")], kinds=("OTHER",))
    assert got(res, "actor.actor") == (1, 1, 1)


def test_overlap_and_exact():
    pred = [men("Lee", 1, "PERSON"), men("French envoys", 2, "COUNTRY")]
    res = run(pred)
    assert got(res, "mention.exact") == (0, 2, 8) and got(res, "mention.overlap_kind") == (2, 2, 8)
    assert got(res, "actor.actor") == (2, 2, 4)
    assert got(run(pred, how="exact"), "actor.actor") == (0, 2, 4)


def test_overlap_is_one_to_one():
    res = run([men("Ann", 1, "PERSON"), men("Lee", 2, "PERSON")])     # both inside "Ann Lee"
    assert got(res, "mention.overlap") == (1, 2, 8)
    res = run([men("Ann Lee met Bob Ray", 1, "PERSON")])              # covers two gold mentions
    assert got(res, "mention.overlap") == (1, 1, 8)


def test_majority_kind():
    pred = [men("UN", 1, "ORG"), men("UN", 1, "PERSON", 1), men("Bob", 1, "ORG", 1)]
    res = run(pred)
    assert got(res, "actor.kind:ORG") == (1, 1, 1)
    assert got(res, "mention.kind:ORG") == (1, 2, 2)       # mentions keep their own kind: Bob is not ORG
    pred = [men("UN", 1, "PERSON"), men("UN", 1, "ORG", 1)]           # a tie: ORG < PERSON
    assert got(run(pred), "actor.actor") == (1, 1, 4)


def test_levels_and_duplicates():
    g = gold()
    g["mentions"].append(men("envoys", "f", "COUNTRY", level="nominal"))
    res = run([men("envoys", 1, "COUNTRY", level="nominal"), men("UN", 2, "ORG"), men("UN", 3, "ORG")], g)
    assert got(res, "mention.exact") == (1, 1, 8)          # nominal dropped, second UN on the same span dropped
    res = run([men("envoys", 1, "COUNTRY")], g)            # a nominal predicted as named is wrong
    assert got(res, "mention.exact") == (0, 1, 8)


def test_ignore():
    g = gold(ignore=[[TEXT.index("works"), TEXT.index("works") + 5], [TEXT.index("Rome"), TEXT.index("Rome") + 4]])
    res = run([men("works", 1, "ORG"), men("Rome", 2, "ORG")], g)
    assert got(res, "mention.exact") == (0, 1, 8)          # "works" vanishes; Rome is a gold mention, so it stays


def test_given_sentences_win():
    g = gold(sentences=[[0, len(TEXT)]])
    assert got(run(g["mentions"], g), "edge.edge") == (6, 6, 6)       # all pairs of 4 actors


def test_micro_macro():
    t2 = "Bob slept."
    g2 = {"doc_id": "e", "text": t2, "mentions": [men("Bob", "b", "PERSON", text=t2)]}
    empty = {"doc_id": "z", "text": "Nothing.", "mentions": []}
    res = S.score([gold(), g2, empty], [{"doc_id": "d", "mentions": gold()["mentions"]}])
    assert got(res, "actor.actor") == (4, 4, 5)
    assert res["actor.actor"]["macro_f"] == pytest.approx(1 / 2)      # 1 and 0; the empty document does not count
    assert res["edge.edge"]["macro_f"] == pytest.approx(1)            # only d has edges


def test_errors():
    with pytest.raises(ValueError):
        S.score([gold()], [{"doc_id": "x", "mentions": []}])
    with pytest.raises(ValueError):
        S.score([gold()], [{"doc_id": "d", "mentions": []}] * 2)
    with pytest.raises(ValueError):
        run([{"start": 0, "end": 999, "actor": 1, "kind": "ORG"}])
    with pytest.raises(ValueError):
        run([{"start": 5, "end": 5, "actor": 1, "kind": "ORG"}])


def parts(text):
    return [text[a:b] for a, b in S.split_sentences(text)]


def test_sentences():
    assert parts("He left. She stayed! Why? “Go.” They went.") == [
        "He left.", "She stayed!", "Why?", "“Go.”", "They went."]
    assert parts("Mr. Smith met J. R. Doe of the U.S. Army.") == ["Mr. Smith met J. R. Doe of the U.S. Army."]
    assert parts("He left the U.S. The army stayed.") == ["He left the U.S.", "The army stayed."]
    assert parts("Title here\nBody one. Body two.") == ["Title here", "Body one.", "Body two."]
    assert parts("It fell 3.5 percent. 2010 was worse.") == ["It fell 3.5 percent.", "2010 was worse."]
    assert parts("He said it ... and left.") == ["He said it ... and left."]
    assert parts("") == [] and parts(" \n ") == []


def test_cli(tmp_path, capsys):
    a, b, c = tmp_path / "g.jsonl", tmp_path / "p.jsonl", tmp_path / "o.json"
    a.write_text(json.dumps(gold()) + "\n")
    b.write_text(json.dumps({"doc_id": "d", "mentions": gold()["mentions"]}) + "\n")
    assert S.main([str(a), str(b), "--json", str(c)]) == 0
    assert "edge.edge" in capsys.readouterr().out
    assert json.loads(c.read_text())["edge.edge"]["f"] == 1


def test_assignment_is_the_best_one():
    """assign() against trying every one-to-one assignment, on small random weights."""
    import itertools
    import random
    rng = random.Random(1)
    for _ in range(200):
        n, m = rng.randint(1, 4), rng.randint(1, 4)
        w = {(i, j): rng.random() + 0.1 for i in range(n) for j in range(m) if rng.random() < 0.6}
        best = max(sum(w.get((i, p), 0) for i, p in enumerate(perm[:n]))
                   for perm in itertools.permutations(range(max(n, m))))
        got_pairs = S.assign(w)
        assert len({i for i, _ in got_pairs}) == len(got_pairs) == len({j for _, j in got_pairs})
        assert sum(w[x] for x in got_pairs) == pytest.approx(best)
