"""Which actors of single articles are the same in a corpus: hand-made tables of actors."""

import duckdb
import pandas as pd
import pytest

from helpers.corpus import same_actor
from helpers.corpus.identities import resolve_identities

FULL, SHORT = "person:clara-novak", "person:novak"


def actor(doc_id, name, *, role=None, affiliation=None, aliases=None, kind="person"):
    slug = name.lower().replace(" ", "-").replace(".", "")
    return {
        "doc_id": doc_id, "actor_id": f"{kind}:{slug}", "name": name, "kind": kind, "role": role,
        "affiliation": affiliation, "aliases": aliases or f"{name} (1)",
    }  # fmt: skip


def company(doc_id, *names):
    return [actor(doc_id, name) for name in names]


def resolved(*rows):
    """Return corpus id, rule and certainty by article and actor."""
    frame = pd.DataFrame(rows).astype({"role": "str", "affiliation": "str"})
    with duckdb.connect() as corpus:
        corpus.register("actors", frame)
        resolve_identities(corpus)
        found = corpus.execute("SELECT * FROM identities").fetchall()
    assert len(found) == len(rows)
    return {(doc_id, actor_id): tuple(rest) for doc_id, actor_id, *rest in found}


def test_the_same_role_joins_a_surname_to_the_only_bearer():
    found = resolved(
        actor("a", "Clara Novak", role="US Secretary of State"),
        actor("b", "Novak", role="secretary of state"),
    )
    assert found["b", SHORT] == (FULL, same_actor.ROLE, True)
    assert found["a", FULL] == (FULL, same_actor.OWN, True)


def test_a_surname_alone_stays_two():
    found = resolved(actor("a", "Clara Novak", role="minister"), actor("b", "Novak"))
    assert found["b", SHORT] == (SHORT, same_actor.NO_EVIDENCE, False)


def test_the_same_company_joins_but_is_not_certain():
    found = resolved(
        *company("a", "Clara Novak", "Tom Baker", "Ida Olsen"),
        *company("b", "Novak", "Tom Baker", "Ida Olsen"),
    )
    assert found["b", SHORT] == (FULL, same_actor.COMPANY, False)


def test_one_companion_is_not_enough():
    found = resolved(*company("a", "Clara Novak", "Tom Baker"), *company("b", "Novak", "Tom Baker"))
    assert found["b", SHORT][0] == SHORT


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("Foreign Minister", "Deputy Foreign Minister", False),
        ("Vice President", "President", False),
        ("former Foreign Minister", "Foreign Minister", True),
        ("Foreign Minister", "Defence Minister", False),
    ],
)
def test_a_deputy_is_another_office(one, other, joined):
    found = resolved(actor("a", "Clara Novak", role=one), actor("b", "Novak", role=other))
    assert (found["b", SHORT][0] == FULL) is joined


def test_another_affiliation_rules_a_bearer_out():
    found = resolved(
        *company("a", "Tom Baker", "Ida Olsen"),
        actor("a", "Clara Novak", affiliation="Norway"),
        *company("b", "Tom Baker", "Ida Olsen"),
        actor("b", "Novak", affiliation="Chile"),
    )
    assert found["b", SHORT] == (SHORT, same_actor.NO_EVIDENCE, False)


def test_of_several_bearers_the_one_with_the_role_is_meant_but_not_for_certain():
    found = resolved(
        actor("a", "Clara Novak", role="minister"),
        actor("b", "Petr Novak", role="goalkeeper"),
        actor("c", "Novak", role="minister"),
    )
    assert found["c", SHORT] == (FULL, same_actor.ROLE_OF_ONE, False)


def test_several_bearers_who_fit_stay_apart():
    found = resolved(
        actor("a", "Clara Novak", role="minister"),
        actor("b", "Petr Novak", role="minister"),
        actor("c", "Novak", role="minister"),
    )
    assert found["c", SHORT] == (SHORT, same_actor.SEVERAL, False)


def test_of_several_with_the_role_the_one_who_has_it_in_clearly_more_articles_is_meant():
    rows = [
        *(actor(f"a{i}", "Clara Novak", role="minister") for i in range(4)),
        actor("b", "Petr Novak", role="minister"),
        actor("c", "Novak", role="minister"),
    ]
    assert resolved(*rows)["c", SHORT] == (FULL, same_actor.ROLE_MOSTLY, False)
    assert resolved(*rows[1:])["c", SHORT] == (SHORT, same_actor.SEVERAL, False)


def test_surnames_without_a_full_name_are_one_by_evidence_only():
    found = resolved(
        actor("a", "Novak", role="minister"),
        actor("b", "Novak", role="minister"),
        actor("c", "Novak", role="goalkeeper"),
    )
    assert found["a", SHORT] == (SHORT, same_actor.ALONE_TOO, False)
    assert found["b", SHORT] == (SHORT, same_actor.SHORT_AND_ROLE, True)
    assert found["c", SHORT] == (f"{SHORT}@c", same_actor.ALONE_TOO, False)


def test_forms_of_a_full_name_are_one_with_evidence():
    rows = [
        actor("a", "Joseph Novak", role="mayor"),
        actor("b", "Joseph Novak", role="mayor"),
        actor("c", "Joe Novak", role="mayor"),
        actor("d", "Joseph Novak Jr", role="mayor"),
        actor("e", "Anna Novak", role="mayor"),
    ]
    found = resolved(*rows)
    assert found["c", "person:joe-novak"] == ("person:joseph-novak", same_actor.VARIANT, True)
    assert found["d", "person:joseph-novak-jr"][0] == "person:joseph-novak-jr"
    assert found["e", "person:anna-novak"][0] == "person:anna-novak"


def test_an_acronym_is_joined_to_its_name_in_another_article():
    party = "Civic Renewal Party"
    found = resolved(
        actor("a", party, kind="organisation", aliases=f"{party} (2); CRP (1)"),
        actor("b", "CRP", kind="organisation"),
        actor("c", "CRX", kind="organisation"),
    )
    assert found["b", "organisation:crp"] == (
        "organisation:civic-renewal-party", same_actor.EXPLAINED, False,
    )  # fmt: skip
    assert found["c", "organisation:crx"] == ("organisation:crx", same_actor.OWN, True)


def test_a_general_word_joins_no_names():
    body = "Border Commission"
    found = resolved(
        actor("a", body, kind="organisation", aliases=f"{body} (1); Commission (3)"),
        *company("a", "Tom Baker", "Ida Olsen"),
        actor("b", "Commission", kind="organisation"),
        *company("b", "Tom Baker", "Ida Olsen"),
    )
    assert found["b", "organisation:commission"] == (
        "organisation:commission", same_actor.GENERAL, False,
    )  # fmt: skip


def test_the_order_of_the_rows_changes_nothing():
    rows = [
        *company("a", "Clara Novak", "Tom Baker", "Ida Olsen"),
        *company("b", "Novak", "Tom Baker", "Ida Olsen"),
        *company("c", "Novak", "Per Lind", "Ida Olsen"),
        *company("d", "Novak", "Per Lind", "Ida Olsen"),
    ]
    assert resolved(*rows) == resolved(*reversed(rows))


def kinds(name, **numbers):
    """An actor with that name, in the given number of articles for each kind."""
    return [actor(f"{kind}{i}", name, kind=kind) for kind, n in numbers.items() for i in range(n)]


def test_a_name_is_of_the_kind_that_it_has_in_most_articles():
    found = resolved(*kinds("Harbour Watch", organisation=4, person=1))
    assert found["person0", "person:harbour-watch"] == (
        "organisation:harbour-watch", same_actor.KIND, True,
    )  # fmt: skip


def test_a_kind_that_is_hardly_more_frequent_is_doubtful_or_decides_nothing():
    found = resolved(*kinds("Harbour Watch", organisation=2, person=1))
    assert found["person0", "person:harbour-watch"][2] is False
    found = resolved(*kinds("Harbour Watch", organisation=1, person=1))
    assert found["person0", "person:harbour-watch"][0] == "person:harbour-watch"


def test_a_role_in_the_article_keeps_its_kind():
    found = resolved(
        *kinds("Grace Harbour", organisation=9), actor("x", "Grace Harbour", role="minister")
    )
    assert found["x", "person:grace-harbour"][0] == "person:grace-harbour"


def test_a_single_word_needs_more_and_stays_doubtful():
    found = resolved(*kinds("Baker", organisation=3, person=1))
    assert found["person0", "person:baker"][0] == "person:baker"
    found = resolved(*kinds("Baker", organisation=4, person=1))
    assert found["person0", "person:baker"] == ("organisation:baker", same_actor.KIND, False)


def test_another_kind_of_a_variant_is_the_actor_of_that_variant():
    found = resolved(
        *(actor(f"a{i}", "Joseph Hale", role="mayor") for i in range(3)),
        *(actor(f"b{i}", "Joe Hale", role="mayor") for i in range(2)),
        actor("c", "Joe Hale", kind="organisation"),
    )
    assert found["c", "organisation:joe-hale"][0] == "person:joseph-hale"
