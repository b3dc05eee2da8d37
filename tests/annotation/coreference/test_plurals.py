import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate


def meant_by(words, text):
    """Return the keys of the actors that the words mean, wherever they occur."""
    mentions = tables.mentions(annotate(article_of(text)))
    found = mentions[mentions["text"] == words]["actor_id"]
    return sorted({actor_id.partition(":")[2] for actor_id in found})


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        pytest.param(
            "They",
            "Clara Novak and Paul Reed will see the mayor on Friday. They asked Tom Baker to wait.",
            ["clara-novak", "paul-reed"],
            id="two joined by and",
        ),
        pytest.param(
            "both sides",
            "Peru recalled its envoy from Chile. Brazil's minister, Clara Novak, urged both sides "
            "to talk.",
            ["CHL", "PER"],
            id="not the country of whoever urges them",
        ),
        pytest.param(
            "them",
            "Clara Novak and Paul Reed left. They asked Tom Baker to follow them.",
            ["clara-novak", "paul-reed"],
            id="once more in the same sentence",
        ),
        pytest.param(
            "They",
            "Police arrested Paul Reed and Tom Baker on Sunday. They said both had resisted.",
            [],
            id="police without a name are plural too",
        ),
        pytest.param(
            "They",
            "Thousands marched in Oslo. Clara Novak and Paul Reed thanked the marchers. They sang.",
            [],
            id="the marchers may have sung",
        ),
        pytest.param(
            "They",
            "Clara Novak and her lawyer arrived. They said nothing.",
            [],
            id="one of the two has no name",
        ),
        pytest.param(
            "They",
            "Clara Novak met Paul Reed in Oslo. They discussed fish.",
            ["clara-novak", "paul-reed"],
            id="a verb of what two do together",
        ),
        pytest.param(
            "They",
            "France and Norway signed a treaty. They will meet again.",
            ["FRA", "NOR"],
            id="countries",
        ),
        pytest.param(
            "Both men",
            "Tom Baker and Clara Novak accused Paul Reed. Both men later left.",
            ["paul-reed", "tom-baker"],
            id="a woman is neither of two men",
        ),
        pytest.param(
            "The couple",
            "Emily and Paul Reed sold their farm. The couple moved to Spain.",
            ["emily-reed", "paul-reed"],
            id="the couple",
        ),
        pytest.param(
            "The couple",
            "Emily Reed and Paul Baker saw a couple on the road. The couple waved.",
            [],
            id="a couple without a name",
        ),
        pytest.param(
            "The brothers",
            "Paul Reed and Tom Reed met Clara Novak. The brothers own a mill.",
            ["paul-reed", "tom-reed"],
            id="brothers",
        ),
        pytest.param(
            "the brothers",
            "Paul Reed and Emily Reed saw the brothers.",
            [],
            id="no sister is one of the brothers",
        ),
        pytest.param(
            "both sides",
            "The dockers' union Harbour Front accused Volkmar Shipping. A judge asked both sides "
            "to talk.",
            ["harbour-front", "volkmar-shipping"],
            id="two organisations",
        ),
        pytest.param(
            "both sides",
            "The dockers' union Harbour Front was angry, its leader told BBC Radio Volk. A judge "
            "asked both sides to talk.",
            [],
            id="a medium that is told takes no side",
        ),
    ],
)
def test_several_are_meant_as_a_whole_or_left_open(words, text, expected):
    assert meant_by(words, text) == expected
