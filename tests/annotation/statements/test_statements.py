"""Statements: who says what, in texts of our own, each with the constructions that news uses."""

import pytest
from conftest import article_of
from spacy.tokens import DocBin
from spacy.vocab import Vocab
from statement_table import said

from helpers import tables
from helpers.annotation.lexicons.speech import frames, senses
from helpers.annotation.pipeline import annotate
from helpers.annotation.statements import voices
from helpers.annotation.statements.direct_speech import quoted_sources


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clara Novak said that it was over.", ("Clara Novak", "said", "that it was over")),
        ("The deal was dead, officials said.", ("officials", "said", "The deal was dead")),
        ("The deal, Clara Novak said, was dead.", ("Clara Novak", "said", "The deal … was dead")),
        ("According to Acme Foods, it is over.", ("Acme Foods", "According to", "it is over")),
        ("Clara Novak wants to leave Norway.", ("Clara Novak", "wants", "to leave Norway")),
        ("Clara Novak accused him of lying.", ("Clara Novak", "accused … of", "lying")),
        ("Clara Novak criticised the plan.", ("Clara Novak", "criticised", "the plan")),
        ("It was reported that Baker had fled.", (None, "was reported", "that Baker had fled")),
        ("Clara Novak was quoted as saying that it rained.",
         ("Clara Novak", "saying", "that it rained")),
        ("A poll published on Monday found that voters trust Novak.",
         ("A poll published on Monday", "found", "that voters trust Novak")),
        ("“We lost,” said Clara Novak.", ("Clara Novak", "said", "“We lost,”")),
        ("Clara Novak said: “We lost.”", ("Clara Novak", "said", "“We lost.”")),
        ("Clara Novak said the talks “went well” on Monday.",
         ("Clara Novak", "said", "the talks “went well” on Monday")),
        ("The talks, Clara Novak said, “went well”.",
         ("Clara Novak", "said", "The talks … “went well”")),
        ("Novak: “We lost.”", ("Novak", ":", "“We lost.”")),
        ("“We lost the vote.” – Clara Novak", ("Clara Novak", "–", "“We lost the vote.”")),
        ("And from Clara Novak:\n\n“We lost.”", ("Clara Novak", ":", "“We lost.”")),
        ("Clara Novak tweeted that Baker lied.", ("Clara Novak", "tweeted", "that Baker lied")),
        ("“It is over,” he snapped.", ("he", "snapped", "“It is over,”")),
    ],
)  # fmt: skip
def test_source_cue_and_content_are_exact(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "quoted", ["“We go,”", '"We go,"', "«We go»,", "„We go“,", "‘We go,’", "'We go,'", "''We go,''"]
)
def test_every_style_of_quotation_marks(quoted):
    ((source, cue, content),) = said(f"{quoted} said Clara Novak.")
    assert (source, cue) == ("Clara Novak", "said")
    assert content == quoted.removesuffix("»,").removesuffix("“,") + (
        quoted[-2] if quoted[-2] in "»“" else ""
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan, Clara Novak warned, is 'a scandal'.",
         [("Clara Novak", "warned", "The plan … is 'a scandal'")]),
        ("The plan, said Clara Novak, a lawyer in Oslo, is dead.",
         [("Clara Novak, a lawyer in Oslo", "said", "The plan … is dead")]),
        ("Clara Novak denied having taken the money.",
         [("Clara Novak", "denied", "having taken the money")]),
        ("In Clara Novak's words, the deal was “a milestone”.",
         [("Clara Novak's", "In … words", "the deal was “a milestone”")]),
        ("“Nobody wins a war of tariffs,” in the words of Clara Novak.",
         [("Clara Novak", "in … words", "“Nobody wins a war of tariffs,”")]),
        ("Asked about the leak, Clara Novak shrugged: “That is old news.”",
         [(None, "Asked about", "the leak"), ("Clara Novak", "shrugged", "“That is old news.”")]),
        ("Clara Novak was asked: “Will you resign?” She replied: “Never.”",
         [(None, "was asked", "“Will you resign?”"), ("She", "replied", "“Never.”")]),
        ("Many lawmakers said they would not come and others said they were too busy.",
         [("Many lawmakers", "said", "they would not come"),
          ("others", "said", "they were too busy")]),
        ("Clara Novak said it was over, while Tom Baker insisted that it had begun.",
         [("Clara Novak", "said", "it was over"),
          ("Tom Baker", "insisted", "that it had begun")]),
        ("“The talks went well,” Clara Novak said on “The Hour.” “But we are not done.”",
         [("Clara Novak", "said", "“The talks went well,” … “But we are not done.”")]),
        ("“It hurts,” said Clara Novak, author of “Days of Rain,” a novel.",
         [("Clara Novak, author of “Days of Rain,” a novel", "said", "“It hurts,”")]),
        ("According to Clara Novak, “We lost the vote.”",
         [("Clara Novak", "According to", "“We lost the vote.”")]),
        ("Clara Novak said, “We lost,” when Tom Baker praised the vote.",
         [("Clara Novak", "said", "“We lost,”"), ("Tom Baker", "praised", "the vote")]),
        ("A Harbour Post report that the ferry sank was wrong.",
         [("Harbour Post", "report", "that the ferry sank")]),
        ("When someone in the crowd shouted, “Never,” Tom Baker laughed.",
         [("someone in the crowd", "shouted", "“Never,”")]),
        ("Clara Novak’s response was: “Is it over?”", [("Clara Novak’s", "was", "“Is it over?”")]),
        ("Tom Baker’s claim is that the board is a “witch hunt”.",
         [("Tom Baker’s", "claim is", "that the board is a “witch hunt”")]),
        ("Norway branded Acme Foods an “outlaw” in trade.",
         [("Norway", "branded", "Acme Foods an “outlaw”")]),
        ("It was, in the words of Tom Baker, “a lovely mess”.",
         [("Tom Baker", "in … words", "It was … “a lovely mess”")]),
        ("Clara Novak said the deal was dead. “We waited for weeks, and nobody called.”",
         [("Clara Novak", "said", "the deal was dead"),
          ("Clara Novak", None, "“We waited for weeks, and nobody called.”")]),
        ("At Acme Foods, where it rained, Tom Baker, the firm's 78-year-old president and general "
         "manager, suggested that the loss could be attributed to poor management.",
         [("Tom Baker, the firm's 78-year-old president and general manager", "suggested",
           "that the loss could be attributed to poor management")]),
        ("Clara Novak released a statement saying that the deal was dead.",
         [("Clara Novak", "saying", "that the deal was dead")]),
        ("Clara Novak read a letter saying that the deal was dead.",
         [("a letter", "saying", "that the deal was dead")]),
        ("In a novel that Tom Baker called “a mess,” Clara Novak tells of her youth.",
         [("Tom Baker", "called", "that … “a mess,”")]),
    ],
)  # fmt: skip
def test_everyday_attributions_go_to_who_says_so(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Clara Novak declined to comment.",
        "Acme Foods did not respond to a request for comment.",
        "Acme Foods enjoyed a rise in profits.",
        "Tom Baker embraced big money.",
        "Norway summoned the ambassador.",
        "It rained in Oslo, she wrote letters in Bergen.",
        "The goal was clear: “We must win.”",
        "Say it rains for a week.",
        "Let us say it rains for a week.",
        "The outline seems clear: Norway must sign.",
    ],
)
def test_silence_habits_and_deeds_are_not_statements(text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "No candidate seems willing to pay.",
        "There were two words that counted: “Never again.”",
        "“Tear down this wall!” The play follows two brothers.",
        "That said, it was good.",
        "It rained. “We waited for weeks, and nobody called.”",
    ],
)
def test_no_speaker_is_made_up(text):
    assert all(source is None for source, _, _ in said(text))


def test_a_quotation_continues_after_its_cue():
    ((_, _, content),) = said("“We lost,” Clara Novak said. “We will win. Nobody doubts it.”")
    assert content == "“We lost,” … “We will win. Nobody doubts it.”"


def test_a_long_quotation_opens_again_in_each_paragraph():
    text = "“We lost,” Clara Novak said. “It hurts.\n\n“We stay.\n\n“We win.”\n\nIt rained."
    ((source, _, content),) = said(text)
    assert source == "Clara Novak"
    assert content == "“We lost,” … “It hurts. … “We stay. … “We win.”"


def test_a_speaker_is_carried_over_to_the_next_paragraph():
    ((source, cue, content),) = said(
        "“We lost badly,” Clara Novak said at the end of a long meeting of the committee in Oslo."
        "\n\n“This was never about money.”"
    )
    assert (source, cue) == ("Clara Novak", "said")
    assert content == "“We lost badly,” … “This was never about money.”"


def test_further_cues_of_a_speaker_are_statements_of_their_own():
    assert said("Clara Novak said the deal was dead and warned that Norway would pay.") == [
        ("Clara Novak", "said", "the deal was dead"),
        ("Clara Novak", "warned", "that Norway would pay"),
    ]
    assert said("“We lost,” Clara Novak said, adding that she would stay.")[1] == (
        "Clara Novak", "adding", "that she would stay",
    )  # fmt: skip


def test_a_statement_within_a_statement_is_part_of_it():
    assert len(said("Clara Novak said that Baker claimed that she had lied.")) == 1
    assert len(said("“He said ‘no’ and left,” Clara Novak said.")) == 1


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Clara Novak left. She said that it was late.", "person:clara-novak"),
        ("Clara Novak, who said that it was late, left.", "person:clara-novak"),
        ("A Norwegian government statement said that it was late.", "country:NOR"),
        ("A spokesman for Acme Foods said that it was late.", "organisation:acme-foods"),
        ("It was late, officials said.", None),
    ],
)
def test_a_source_is_resolved_to_its_actor(text, actor):
    doc = annotate(article_of(text))
    (found,) = tables.statements(doc)["source_actor_id"].astype(object)
    assert found == actor if actor else not isinstance(found, str)


@pytest.mark.parametrize(
    ("source", "naming", "gender"),
    [
        ("Clara Novak", "named", "female"),
        ("The minister", "office", None),
        ("A minister", "unnamed", None),
        ("A spokeswoman for Acme Foods", "office", "female"),
        ("A spokesperson for Clara Novak", "office", None),
        ("A police spokesman", "office", "male"),
        ("Officials", "unnamed", None),
        ("The ministry", "office", None),
        ("A report", "document", None),
        ("Two people", "unnamed", None),
        ("His mother", "unnamed", "female"),
        ("She", None, "female"),
        ("Clara Novak and Tom Baker", "named", None),
        ("Norway", "named", None),
    ],
)
def test_how_a_source_is_named_and_of_which_gender(source, naming, gender):
    table = tables.statements(annotate(article_of(f"{source} said that it was over.")))
    found = table[["source_naming", "source_gender"]].astype(object)
    assert found.where(found.notna(), None).to_numpy().tolist() == [[naming, gender]]


def test_who_after_a_list_of_people_is_the_last_of_them():
    text = "The guests were Clara Novak, Ada Lind and Tom Baker, who said that it rained."
    table = tables.statements(annotate(article_of(text)))
    assert table["source_actor_id"].tolist() == ["person:tom-baker"]


def test_he_added_means_who_spoke_before():
    text = "Tom Baker said the vow was empty. ‘They lied,’ he added, ‘and left.’"
    table = tables.statements(annotate(article_of(text)))
    assert table["source_actor_id"].tolist() == ["person:tom-baker"] * 2
    other = tables.statements(annotate(article_of(text.replace("Tom Baker", "Clara Novak"))))
    assert other["source_actor_id"].isna().tolist() == [False, True]


def test_the_kind_says_how_much_is_quoted():
    table = tables.statements(
        annotate(
            article_of("“It is late,” Novak said. Baker called it “early”. Novak said it was late.")
        )
    )
    assert table["kind"].tolist() == ["direct", "mixed", "indirect"]


@pytest.mark.parametrize(
    ("cue", "sense"),
    [
        ("said", "neutral"),
        ("claimed", "assertive"),
        ("promised", "promising"),
        ("warned", "warning"),
        ("denied", "denying"),
        ("admitted", "conceding"),
        ("believes", "opinion"),
    ],
)
def test_the_cue_says_the_sense(cue, sense):
    table = tables.statements(annotate(article_of(f"Clara Novak {cue} that it was late.")))
    assert table["sense"].tolist() == [sense]


@pytest.mark.parametrize(
    "text",
    [
        "“We lost, Clara Novak said. Then it rained. Nobody came. The day was long and cold.",
        '"We lost," Novak said. "Baker said "no" and went. The day was long and cold.',
        "Novak said “we lost. Then it rained. The day was long and cold.\n\nBaker left.",
        '“”"\'\'‘’«»""““”””',
        "Acme Foods\n\nResults\n\n2020: 4.2\n\n2021: 5.1",
        "Q: Do you regret it?\n\nA: No, I would do it again.\n\nQ: Why?\n\nA: The deal was good.",
        "‘’ ' '' ’ “ said Novak",
        "said",
        "“No.”",
        "Saying that it rained, Novak left.",
        "Adding, saying: “",
    ],
)
def test_broken_marks_and_odd_texts_swallow_nothing(text):
    doc = annotate(article_of(text))
    for row in tables.statements(doc).itertuples():
        assert "long and cold" not in row.content
    assert len(voices(doc)) == len(doc)


def test_scare_quotes_and_quotations_without_a_speaker_are_not_statements():
    assert said("The so-called “experts” met the “friends” of Acme Foods in a “summit”.") == []
    assert said("“A fine day.”\n\nIt rained.") == []


def test_voices_tell_the_narrator_from_those_who_are_quoted():
    doc = annotate(article_of("“We lost,” Clara Novak said. Baker said that it rained. It did."))
    voice = dict(zip([t.text for t in doc], voices(doc), strict=True))
    assert voice["lost"] == "quoted"
    assert voice["rained"] == "reported"
    assert voice["Baker"] == voice["did"] == "narrator"


def test_each_quoted_token_knows_its_source():
    doc = annotate(article_of("“I lost,” Clara Novak said. “I stay.” Baker left “it”."))
    sources = {doc[i].text: doc[slice(*source)].text for i, source in quoted_sources(doc).items()}
    assert sources["lost"] == sources["stay"] == "Clara Novak"
    assert "it" not in sources


def test_spans_lie_on_the_doc_with_their_records(bundled_doc):
    group = bundled_doc.spans["statements"]
    numbers = {span.id_ for span in group}
    assert numbers == set(group.attrs["records"])
    assert {span.label_ for span in group} == {"source", "cue", "content"}
    assert {span.id_ for span in group if span.label_ == "content"} == numbers
    actors = {span.kb_id_ for span in bundled_doc.spans["mentions"]}
    assert {span.kb_id_ for span in group if span.kb_id_} <= actors
    for record in group.attrs["records"].values():
        assert record["kind"] in {"direct", "indirect", "mixed"}
        assert record["sense"] in senses()
        assert record["frame"] in frames()


def test_no_token_is_said_twice(bundled_doc):
    contents = [s for s in bundled_doc.spans["statements"] if s.label_ == "content"]
    tokens = [token.i for span in contents for token in span]
    assert len(tokens) == len(set(tokens))


def test_statements_survive_a_process_boundary(meeting):
    packed = DocBin(store_user_data=True, docs=[meeting]).to_bytes()
    (back,) = DocBin(store_user_data=True).from_bytes(packed).get_docs(Vocab())
    assert tables.statements(back).equals(tables.statements(meeting))
