"""Lines that sites print around any article are removed; similar sentences in articles stay."""

import pytest

from helpers.reading.cleaning import clean

STORY = "\n\n".join(
    f"The ferry sails again on pier {n}, the mayor of Brenholm said to the crew of the yard."
    for n in range(6)
)


@pytest.mark.parametrize(
    "sentence",
    [
        "For more than a decade, pilgrims visit the shrine every May.",
        "You may also enjoy a cheaper fare under the plan, the minister said.",
        "Residents can sign up today at the town hall, where clerks hand out the forms.",
        "Like her colleagues on Twitter, Lind said that the pier was unsafe.",
        "Support for the party has grown today, polls of our region show.",
        "If you love this country, you pay your taxes, he said.",
        "The two islands share this border with Ostervik and a customs post.",
        "What do you think of the new harbour law?",
        "Tell us about your childhood on the island.",
        "He apologised for his words in the comments.",
        "Something went wrong with the engine of the ferry.",
        "Agents get a commission of five percent, the court heard.",
        "Regulators fined the firm for its use of cookies without consent of visitors.",
        "(c) the harbour master shall keep the log of the ferry.",
        "The names of the victims may not be published, the court ruled.",
        "Video from the scene shows officers firing at the ferry.",
        "Photos from the island show burnt houses.",
        "Media from twenty countries attended the trial.",
        "Sens. Ann Poe (S.C.) and Bo Roe (Ill.) are on the list, as is Charlie Moe (Pa.).",
        "The harbour master resigned on Friday (Reuters).",
        "Fewer than half agreed, according to a poll by Ipsos/Reuters.",
        "Research by Ostervik University found that the ferries pollute the bay.",
        "Data from the ministry show that fares rose by a tenth.",
        "Published by the island press, the book has sold three million copies.",
        "With information from the police, the family found the boat, a neighbour said.",
        "Local media also reported clashes at the pier.",
        "The team contributed to the report that the panel released in May.",
        "Germany and France contributed.",
        "Reuters journalists were arrested on the island in May and wait for their trial.",
        "This report was published on Monday and found that the pier was unsafe.",
        "The report said that the figures were changed by officials.",
        "In a letter to the editor, she wrote that the pier was unsafe.",
        "The writer was jailed in May for a poem about the harbour.",
        "Media contacts with the ministry have been cut since May.",
        "Moe reported from the pier that the ferry was lost.",
        "A version of this plan failed in May.",
    ],
)
def test_a_sentence_of_the_article_stays(sentence):
    for text in (f"{STORY}\n\n{sentence}\n\n{STORY}", f"{STORY}\n\n{sentence}"):
        assert sentence in clean(text, {"title": "Ferry"}).text


@pytest.mark.parametrize(
    "line",
    [
        "For more on this story, click here.",
        "For the latest news, download our app.",
        "To read more about the ferry, visit our harbour page.",
        "You may also like these stories about ferries",
        "Want more? Sign up here for our newsletter.",
        "Like us on Facebook.",
        "Follow The Pier Post on Twitter and Instagram.",
        "Support our journalism today.",
        "If you enjoyed this article, please tell a friend.",
        "Share this article with your friends.",
        "Tell us what you think in the comments below.",
        "What do you think? Have your say in the comments.",
        "The Pier Post may earn a commission from products on this page.",
        "We use cookies to improve your experience on our website.",
        "(c) 2026 The Pier Post",
        "This material may not be published, broadcast or rewritten.",
        "Photo by Ann Lee",
        "Image: Ann Lee / Harbour Pictures",
        "Ann Lee/Reuters",
        "The ferry at the pier on Friday. Ann Lee/AFP",
        "The ferry at the pier (Getty Images)",
        "Getty.",
        "Getty Images",
        "* * *",
        "Read the full text (opens in a new window)",
    ],
)
def test_what_a_site_prints_between_paragraphs_is_removed(line):
    cleaned = clean(f"{STORY}\n\n{line}\n\n{STORY}", {"title": "Ferry"})
    assert line not in cleaned.text
    assert [piece.text for piece in cleaned.removed if piece.text == line] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Additional reporting by Ann Lee in Ostervik",
        "Writing by Ann Lee; editing by Bo Poe",
        "Compiled by Ann Lee",
        "al/bp/rl",
        "– Ann Lee, PA Media",
        "Lee reported from Ostervik. AP writer Bo Poe in Malvo contributed to this report.",
        "A version of this article appears in print on March 12, Section A, Page 4.",
        "Our Standards: The Trust Principles., opens new tab",
        "Reuters",
        "Translation by Ann Lee",
        "With inputs from agencies",
        "Associated Press writers Ann Lee and Bo Poe in Brenholm contributed to this report.",
        "Ann Lee and Bo Poe contributed reporting.",
        "Ann Lee contributed.",
        "Contributing: Ann Lee",
        "Contributors: Ann Lee and Bo Poe",
        "Ann Lee contributed reporting from Ostervik. Bo Poe reported from Washington, D.C.",
        "AP Science Writer Ann Lee reported from Ostervik.",
        "This interview was conducted by Ann Lee.",
        "This story was first published by The Island Post.",
        "(h/t The Island Post)",
        "An earlier version of this article gave the wrong name of the ferry.",
        "This post has been updated with comments from the mayor.",
        "The writer is a professor of law at Ostervik University.",
        "Submit letters to the editor at our desk.",
        "Listen to more on the ferry in our weekly podcast, “Pier Talk.”",
        "Media contact: Ann Lee, Ostervik",
        "How many ferries are there? Find out on our page. https://post.example/ferries.",
    ],
)
def test_credits_and_notes_at_the_end_are_removed(line):
    cleaned = clean(f"{STORY}\n\n{line}", {"title": "Ferry"})
    assert cleaned.text == STORY
    assert [piece.text for piece in cleaned.removed] == [line]


def test_a_last_line_on_what_contributes_to_something_stays():
    line = "Contributing: wind, waves and a broken rudder of the ferry."
    assert clean(f"{STORY}\n\n{line}", {"title": "Ferry"}).text.endswith(line)
