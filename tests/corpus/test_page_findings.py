"""Findings of a corpus, from hand-made models: what is reported, and what is not."""

import numpy as np
import pandas as pd
import pytest

from helpers.corpus.page.bootstrap import difference, interval, ratios
from helpers.corpus.page.findings import corpus_findings
from helpers.corpus.page.model import Model

NAMES = ("Mara Lind", "Tom Hale", "Ida Olsen")


def model(
    n, tone, *, present=lambda i, actor: True, day=lambda i: 20_000 + i, source=lambda i: i % 2
):
    """A corpus of `n` articles; `tone(i, actor)` is that of its one judged mention."""
    documents = pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(n)],
            "title": "x",
            "date": pd.to_datetime([day(i) for i in range(n)], unit="D"),
            "source": [source(i) for i in range(n)],
        }
    )
    documents["day"] = pd.array([day(i) for i in range(n)], dtype="Int64")
    rows = [
        {"document": i, "actor": actor, "n": 2, "judged": 1, "tone": tone(i, actor)}
        for i in range(n)
        for actor in range(len(NAMES))
        if present(i, actor)
    ]
    present = pd.DataFrame(rows)
    counts = present.groupby("actor")["document"].nunique()
    actors = pd.DataFrame(
        {
            "actor_id": [f"person:{name.lower().replace(' ', '-')}" for name in NAMES],
            "name": NAMES,
            "kind": "person",
            "gender": ["Fem", "Masc", "Fem"],
            "n_documents": [int(counts.get(i, 0)) for i in range(len(NAMES))],
            "n_mentions": [2 * int(counts.get(i, 0)) for i in range(len(NAMES))],
            "roles": "",
        }
    )
    said = pd.DataFrame({"document": [], "actor": [], "direct": []}).astype("int64")
    acts = pd.DataFrame(
        columns=["document", "source", "target", "action", "done", "mutual", "quad"]
    ).astype({"done": "bool", "mutual": "bool", "quad": "int64"})
    return Model(documents, ["North Star", "The Post"], actors, present, said, acts)


def noise(seed=1):
    chance = np.random.default_rng(seed)
    return lambda i, actor: float(chance.normal(0, 0.3))


def kinds(found):
    return [finding.kind for finding in found]


@pytest.mark.parametrize("seed", range(5))
def test_noise_has_no_findings(seed):
    found = corpus_findings(model(80, noise(seed)))
    assert kinds(found) == ["lead"]


def test_a_slant_is_reported_with_its_interval_and_both_sides():
    random = noise()
    found = corpus_findings(model(40, lambda i, a: random(i, a) + (0.8 if i % 2 and a == 1 else 0)))
    slant = next(finding for finding in found if finding.kind == "slant")
    assert slant.text.startswith("The tone towards Tom Hale is friendlier in The Post (+0.")
    assert "95% interval +0." in slant.detail
    assert "20 and 20 articles" in slant.detail
    assert [(link.label, link.actor, link.source) for link in slant.links] == [
        ("The Post", 1, 1), ("North Star", 1, 0),
    ]  # fmt: skip


def test_a_change_is_reported_with_its_day():
    random = noise()
    found = corpus_findings(
        model(60, lambda i, a: random(i, a) - (0.9 if i >= 30 and a == 2 else 0))
    )
    change = next(finding for finding in found if finding.kind == "change")
    assert "the tone towards Ida Olsen is harsher" in change.text
    split = change.links[1].since
    assert abs(split - 20_030) <= 2
    assert change.links[0].until == split - 1


def test_a_change_needs_days():
    random = noise()
    found = corpus_findings(
        model(60, lambda i, a: random(i, a) - (0.9 if i >= 30 else 0), day=lambda i: None)
    )
    assert "change" not in kinds(found)


def test_who_comes_in_gained_coverage():
    found = corpus_findings(model(40, noise(), present=lambda i, a: a != 1 or i >= 20))
    gained = next(finding for finding in found if finding.kind == "coverage")
    assert gained.text.startswith("Tom Hale gained coverage from ")
    assert "named in all of the articles since, in none before" in gained.text
    assert "interval" not in gained.detail  # all articles of a side agree: no sample differs


def of_one_source(seed):
    """Articles of one source at first and then of another, which is friendlier to Tom Hale."""
    random = noise(seed)
    return model(
        60,
        lambda i, a: random(i, a) + (0.9 if i >= 30 and a == 1 else 0),
        present=lambda i, a: a != 2 or i >= 30,
        source=lambda i: int(i >= 30),
    )


@pytest.mark.parametrize("seed", range(3))
def test_another_source_is_no_change_and_another_time_no_slant(seed):
    assert {*kinds(corpus_findings(of_one_source(seed)))} <= {"lead", "leanings"}


def test_a_change_in_one_of_two_sources_that_overlap_is_reported():
    random = noise()
    found = corpus_findings(
        model(
            80,
            lambda i, a: random(i, a) + (0.9 if i >= 40 and a == 1 else 0),
            source=lambda i: int(i >= 30 and i % 2),
        )
    )
    assert "the tone towards Tom Hale is friendlier" in next(
        finding.text for finding in found if finding.kind == "change"
    )


def test_actors_in_as_many_articles_are_named_together():
    found = corpus_findings(model(8, noise(), present=lambda i, a: a != 1))
    assert found[0].text == (
        "Mara Lind and Ida Olsen are in more articles than any other actor: 8 of 8 each."
    )
    assert [link.label for link in found[0].links] == ["Mara Lind", "Ida Olsen"]


def test_one_article_says_who_is_named_most():
    found = corpus_findings(model(1, noise()))
    assert found[0].text == "The article names 3 actors, most often Mara Lind (2 mentions)."


def test_a_few_articles_are_too_few():
    found = corpus_findings(model(8, lambda i, a: 0.9 if i % 2 else -0.9))
    assert kinds(found) == ["lead"]


@pytest.mark.filterwarnings("error")
def test_articles_that_all_agree_are_not_evidence():
    found = corpus_findings(model(40, lambda i, a: 0.5 if i % 2 else -0.5))
    assert "slant" not in kinds(found)


def test_talks_and_contests_are_no_acts_towards_somebody():
    made = model(12, noise())
    talks = [(i, 0, 1, "meet", True, True, 0) for i in range(8)]
    contests = [(i, 0, 1, "race", True, False, 4) for i in range(8)]
    made.acts = pd.DataFrame([*talks, *contests], columns=made.acts.columns)
    assert kinds(corpus_findings(made)) == ["lead"]
    praise = [(i, 1, 2, "praise", True, False, 0) for i in range(6)]
    made.acts = pd.DataFrame([*talks, *contests, *praise], columns=made.acts.columns)
    assert corpus_findings(made)[-1].text.startswith(
        "Most acts between two actors are by Tom Hale towards Ida Olsen: 6 acts in 6 articles"
    )


def test_each_of_a_few_sources_tells_whom_it_is_friendliest_to():
    random = noise()
    found = corpus_findings(
        model(40, lambda i, a: random(i, a) + {(1, 0): 0.7, (0, 2): -0.7}.get((i % 2, a), 0))
    )
    leanings = next(finding for finding in found if finding.kind == "leanings")
    assert "North Star towards Ida Olsen (−0." in leanings.text
    assert "The Post towards Mara Lind (+0." in leanings.text
    assert [(link.actor, link.source) for link in leanings.links] == [(2, 0), (0, 1)]


def test_joins_and_copies_are_reported():
    made = model(12, noise())
    made.copies_of["d1"] = ["Coast Weekly", "The Post"]
    found = corpus_findings(made, [("Mara Lind", ["Lind", "M. Lind"])], 5, 2)
    texts = [finding.text for finding in found]
    assert "One actor under several names: Mara Lind is also “Lind” and “M. Lind”." in texts
    assert "1 report ran more than once; 2 copies of it are left out of all counts." in texts


def test_intervals_draw_articles_and_not_mentions():
    # Two articles of 100 mentions each that agree within and differ between.
    x, n = np.array([100.0, 0.0]), np.array([100, 100])
    assert interval(ratios(x, n)) == (0.0, 1.0)
    assert difference((x, n), (x, n))[0] == 0
