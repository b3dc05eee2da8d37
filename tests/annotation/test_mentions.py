import spacy
from spacy.tokens import Doc, DocBin

from helpers.annotation.mentions import Mention, actor_records, read_mentions, write_mentions

RECORDS = {"person:ada-novak": {"name": "Ada Novak", "kind": "person"}}


def marked_doc():
    doc = Doc(spacy.blank("en").vocab, words="Yesterday Ada Novak said she would leave".split())
    pronoun = Mention(doc[4:5], "person:ada-novak", "pronoun", "the subject before", 0.75)
    name = Mention(doc[1:3], "person:ada-novak", "name", "full name")
    write_mentions(doc, [pronoun, name], actors=RECORDS)
    return doc


def told(doc):
    return [
        (m.id, m.span.text, m.actor_id, m.kind, m.rule, m.confidence) for m in read_mentions(doc)
    ]


def test_mentions_are_read_as_written_in_order_of_the_text():
    doc = marked_doc()
    assert told(doc) == [
        ("0", "Ada Novak", "person:ada-novak", "name", "full name", 1.0),
        ("1", "she", "person:ada-novak", "pronoun", "the subject before", 0.75),
    ]
    assert actor_records(doc) == RECORDS


def test_mentions_survive_bytes_and_docbin():
    doc = marked_doc()
    copy = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert told(copy) == told(doc)
    (stored,) = DocBin(docs=[doc], store_user_data=True).get_docs(doc.vocab)
    assert told(stored) == told(doc)
    assert actor_records(stored) == RECORDS


def test_writing_again_keeps_what_is_known_of_the_actors():
    doc = marked_doc()
    write_mentions(doc, read_mentions(doc)[:1], corrections=[])
    assert [mention.span.text for mention in read_mentions(doc)] == ["Ada Novak"]
    assert actor_records(doc) == RECORDS
    assert doc.spans["mentions"].attrs["corrections"] == []


def test_a_doc_without_mentions_has_none():
    doc = Doc(spacy.blank("en").vocab, words=["Nobody"])
    assert read_mentions(doc) == []
    assert actor_records(doc) == {}
