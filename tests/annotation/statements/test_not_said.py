"""Words that report speech elsewhere, where nobody says anything."""

import pytest
from statement_table import said


@pytest.mark.parametrize(
    "text",
    [
        "Police appealed to anybody who saw the van to come forward.",
        "Neither has been named.",
        "The woman is described as tall.",
        "A man attacked a taxi driver.",
        "Tom Baker was denied bail.",
        "The jury was shown a video.",
        "Clara Novak attacked the driver with a bottle.",
        "Tom Baker was ordered to post $100,000 bond.",
        "The families are seeking asylum in Norway.",
        "The fire claimed three lives.",
        "The deal values the mill at $3m.",
        "The two men are known to be friends.",
        "Questions about the bridge remain.",
        "A scan could have shown that the bone was broken.",
        "The letter is proof that the van was stolen.",
        "Clara Novak denied that.",
        "Tom Baker posted materials on the wall.",
        "Norway recalled its ambassador from Peru.",
        "Tom Baker withheld the documents.",
        "Clara Novak dismissed Tom Baker as head of the harbour.",
        "Tom Baker repeated the test.",
        "The chairman left after the “shouting match”.",
        "Hackers attacked the parliament.",
        "Clara Novak might have envied the last chapter.",
        "If ministers believe in the tunnel, let them publish the contract.",
        "The goalkeeper denied Tom Baker from close range. He denied him twice.",
        "We built 900 homes and promised 2,000.",
        "Her first short, “The Owl Who Counted Snow,” won a prize, and Acme offered her a job.",
        "Anyone with a key can call 101.",
        "The club signed a striker for a record fee.",
        "Clara Novak, who wrote “Bread and Gunpowder,” lives in Oslo.",
        "Rounded stones, thought to come from an old river, cover a third of the plain.",
        "The order had been changed to drop the old planes, favoring a larger number of new ones.",
        "The debate failed to answer the question.",
        "Norway took several steps, including recognising the island as a port of Peru.",
        "Mayor Clara Novak opened several inquiries into the fire, focusing on the wiring.",
        "In their first radio debate of the campaign on Monday, Clara Novak and Tom Baker laughed.",
        "Tom Baker was treated for a chest infection.",
        "All of this waiting was not enough to strengthen suspicion that the tales are true.",
        "Her nephew rang the clinic in Odda and spoke to Dr. Anna Keller, a surgeon at Halden "
        "Hospital in Orbeck, about a 20-minute drive from the village.",
        "Clara Novak told the story that her father had heard in Oslo.",
        "It rained.\n\nQuestioning Baker's judgment\n\nTom Baker left.",
    ],
)
def test_nobody_says_anything(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Clara Novak attacked the minister with harsh words.", "attacked"),
        ("Clara Novak attacked the plan.", "attacked"),
        ("Clara Novak recalled the fire.", "recalled"),
        ("Clara Novak slammed a reporter for the questions.", "slammed … for"),
        ("Clara Novak posted a letter about the bridge.", "posted"),
        ("Clara Novak asked questions about the bridge.", "asked questions"),
        ("Analysts value the mill.", "value"),
        ("The mayor described the man as tall.", "described"),
        ("Clara Novak would have loved the bridge.", "would have loved"),
        ("Clara Novak dismissed Tom Baker as a fool.", "dismissed"),
        ("Clara Novak repeated the claim.", "repeated"),
        ("Clara Novak liked to say that her father was a spy.", "liked to say"),
        ("Both sides think the bridge is old.", "think"),
        ("The states favour a truce.", "favour"),
        ("Clara Novak answered the question.", "answered"),
        ("Clara Novak spoke for an hour, focusing on the need for a bridge.", "focusing on"),
        ("Clara Novak gave a speech focusing on the need for a bridge.", "focusing on"),
        ("All of us want a bridge.", "want"),
        ("Clara Novak revealed one of those plans.", "revealed"),
    ],
)
def test_somebody_says_something(text, cue):
    assert [row[1] for row in said(text)] == [cue]


def test_a_sentence_before_a_quoted_heading_is_no_speaker():
    text = "Here are some of the best lines:\n\n“Hopes were met”\n\nClara Novak said, “It rained.”"
    assert said(text) == [("Clara Novak", "said", "“It rained.”")]
    assert said("It rained.\n\nMayor Clara Novak:\n\n“Our hopes were met.”") == [
        ("Mayor Clara Novak", ":", "“Our hopes were met.”")
    ]
