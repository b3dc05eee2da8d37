import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.findings.first_screen import FEWEST, MOST, MOST_OF_A_KIND, first_screen

FERRY = (
    "Norway sued the ferry company Brightwater on Monday over fares that passengers call unfair. "
    "Transport Minister Clara Novak said the fares had doubled within a year. "
    "“Nobody on these islands has a choice but to pay what the company asks,” Clara Novak said. "
    "Brightwater rejected the claim and said its ships had become safer. "
    "Passengers on the islands pay three times as much as those on the mainland. "
    "The court in Bergen will hear the case of Norway against Brightwater in the spring. "
    "It rained."
)


def screen_of(text, title=""):
    doc = annotate(article_of(text))
    return first_screen(tables.article_frames(doc), title)


def test_the_point_comes_first_in_the_articles_own_words():
    first = screen_of(FERRY, "Norway sues ferry company")[0]
    assert first.text.startswith("The article begins: “Norway sued the ferry company")
    assert first.sentence_ids == (0,)


def test_a_headline_that_is_printed_again_is_not_the_point():
    headline = "Norway sues the ferry company Brightwater."
    first, *others = screen_of(f"{headline} {FERRY}", headline)
    assert first.text.startswith("The article begins: “Norway sued the ferry company")
    assert not any(headline in finding.text for finding in others)


def test_a_speaker_is_quoted_by_name():
    texts = [finding.text for finding in screen_of(FERRY)]
    said = "Clara Novak: “Nobody on these islands has a choice but to pay what the company asks.”"
    assert said in texts


def test_quotations_are_in_the_sentences_named():
    doc = annotate(article_of(FERRY))
    sentences = tables.sentences(doc)["text"]
    findings = first_screen(tables.article_frames(doc))
    assert 3 <= len(findings) <= MOST
    for finding in findings:
        words = finding.text.partition("“")[2].rstrip("”.").split(" ")
        assert " ".join(words) in " ".join(sentences[list(finding.sentence_ids)])


def test_no_sentence_is_shown_twice():
    ids = [i for finding in screen_of(FERRY) for i in finding.sentence_ids]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "Anna Berg, Carl Dahl, Eva Falk.",
        "Berg 3, Dahl 1\n\nFalk 2, Grau 2",
    ],
)
def test_a_text_that_tells_nothing_gets_no_finding_that_says_so(text):
    for finding in screen_of(text):
        assert "“" in finding.text


@pytest.mark.parametrize(
    "sentence",
    [
        "“Nobody here has a choice but to pay the fares,” he said.",
        "“Nobody here has a choice but to pay the fares,” Clara Novak would say.",
        "“Nobody here has a choice but to pay the fares,” Clara Novak never said.",
    ],
)
def test_words_that_nobody_is_sure_to_have_said_are_nobodys(sentence):
    findings = screen_of(f"Clara Novak met Tom Baker in Bergen on Monday. {sentence}")
    assert not any(finding.kind == "statement" for finding in findings)


def test_what_somebody_says_over_several_sentences_is_not_the_articles_own():
    said = (
        "“The fares of the ferry company have doubled. Passengers on the islands pay twice as much "
        "as those on the mainland. The ferry company must lower its fares,” Clara Novak said."
    )
    middle = "“Passengers on the islands pay twice as much as those on the mainland.”"
    texts = [f.text for f in screen_of(f"{said} It rained all day.", "Islands pay twice as much")]
    assert not any(text.endswith(middle) and "Novak" not in text for text in texts)


@pytest.mark.parametrize(
    "words",
    [
        "“He was always at the top of his game,”",
        "“I can feel him and his presence in the old theatre,”",
    ],
)
def test_words_about_somebody_unnamed_are_not_quoted_alone(words):
    findings = screen_of(f"Tom Baker was a great actor. {words} Clara Novak said on Monday.")
    assert not any(finding.kind == "statement" for finding in findings)


@pytest.mark.parametrize(
    ("sentence", "is_reported"),
    [
        ("The Halden Post says he was held after a long chase through the harbour.", False),
        ("The Halden Post says a man was held after he fled through the harbour.", True),
        ("The council says Tom Baker was held after he fled through the harbour.", True),
    ],
)
def test_a_sentence_about_somebody_whom_it_does_not_name_is_not_reported(sentence, is_reported):
    text = (
        "A thief stole forty bicycles from a shop in the harbour. Police searched the harbour for "
        "the thief of the bicycles on Monday. {} The shop in the harbour will open again in May."
    )
    texts = [finding.text for finding in screen_of(text.format(sentence), "Chase in the harbour")]
    assert any(sentence in text for text in texts) == is_reported


def test_words_that_point_back_are_quoted_after_others():
    text = (
        "The ferry company has doubled its fares on the islands. “I have a great interest in this "
        "group of travellers,” Clara Novak said. “The ferry company must lower its fares at once,” "
        "Novak said. “The islands need cheap boats and good harbours,” Tom Baker said. Hundreds of "
        "travellers waited in the rain on Monday. Two boats were repaired in the harbour of Odda. "
        "The mayor of Odda opened a new office for complaints."
    )
    assert not any("this group" in finding.text for finding in screen_of(text))


def test_a_tone_towards_an_actor_is_reported_only_with_much_evidence():
    scorn = " ".join(f"The clumsy liar Tom Baker ruined the town of {t}." for t in ("Voss", "Odda"))
    assert not any(finding.kind == "tone" for finding in screen_of(scorn))


def test_at_most_two_of_a_kind_are_counted_findings():
    counted = [f for f in screen_of(FERRY) if f.kind in {"silence", "tone", "network"}]
    assert len(counted) <= MOST_OF_A_KIND


def test_a_report_opens_with_five_to_seven_of_them(bundled_doc):
    frames = tables.article_frames(bundled_doc)
    assert FEWEST <= len(first_screen(frames, bundled_doc.user_data["title"])) <= MOST


def test_what_the_headline_promises_is_reported():
    text = (
        "Tom Baker, the head of the ferry company, spoke in Bergen for an hour on Monday. "
        "The company has had a difficult year with many storms and few passengers. "
        "Its ships are old and its crews have long asked for better cabins and shorter shifts. "
        "The storms of the winter damaged three ships and closed two harbours for a week. "
        "Few passengers came back after the storms, and the company borrowed money twice. "
        "The crews of the old ships say that the cabins are cold in the winter storms. "
        "The company will close the northern line to Tromso in the spring, Tom Baker said. "
    )
    texts = " ".join(f.text for f in screen_of(text, "Ferry company to close northern line"))
    assert "will close the northern line" in texts


def test_a_short_beginning_is_continued_with_the_next_sentence():
    first = screen_of(f"The storm came on Monday night. {FERRY}")[0]
    assert first.text.startswith("The article begins: “The storm came on Monday night. Norway sued")
    assert first.sentence_ids == (0, 1)


def test_an_act_of_somebody_referred_to_is_reported_with_the_name():
    accused = (
        "Clara Novak spoke again on Tuesday evening. She accused Tom Baker of hiding the prices."
    )
    text = f"{FERRY} {accused}"
    texts = [finding.text for finding in screen_of(text, "Novak accuses Baker of hiding prices")]
    assert "Clara Novak accused Tom Baker of hiding the prices." in texts


def test_results_of_games_are_not_sentences():
    assert screen_of("Norway (2-1-1): Clara Novak 2 saves. Sweden (1-1): Tom Baker 1 goal.") == []


def test_a_beginning_is_not_cut_within_a_quotation():
    first = screen_of(
        f"The campaign “Ferries. We are late.” has been mocked since Monday. {FERRY}"
    )[0]
    begins = (
        "The article begins: “The campaign ‘Ferries. We are late.’ has been mocked since Monday.”"
    )
    assert first.text == begins


def test_what_only_speaks_to_the_reader_is_not_told():
    text = (
        "Here is the news that you need to know about ferries today. "
        "Norway sued the ferry company Brightwater on Monday over fares on the islands. "
        "Brightwater rejected the claim and said its ships had become safer. "
        "Passengers on the islands pay three times as much as those on the mainland. "
        "The court in Bergen will hear the case of Norway against Brightwater in the spring. "
        "Ferries to the northern islands leave every hour, and those to the south once a day. "
        "Now you can hear the news about ferries on the islands each morning."
    )
    texts = [finding.text for finding in screen_of(text, "News about ferries that you need today")]
    assert texts[0].startswith("The article begins: “Norway sued")
    assert not any("you" in text for text in texts)


def test_whom_a_description_means_is_said():
    text = (
        "The ferry company Brightwater was sued by Norway on Monday over fares on the islands. "
        "The company will appeal to the court in Bergen within the next four weeks. "
        "Passengers on the islands pay three times as much as those on the mainland."
    )
    texts = [finding.text for finding in screen_of(text)]
    assert "On Brightwater: “The company will appeal" in " ".join(texts)


def test_whom_a_pronoun_behind_another_subject_means_is_said():
    text = (
        "Tom Baker drove the burning bus out of a tunnel near Bergen on Monday morning. "
        "Tom Baker then carried a passenger to the ambulance that waited outside the tunnel. "
        "Paramedics said that he had probably saved the life of the passenger in the tunnel. "
        "Passengers on the bus praised the quick work of the ambulance crews that morning."
    )
    texts = [finding.text for finding in screen_of(text)]
    assert "On Tom Baker: “Paramedics said that he" in " ".join(texts)
