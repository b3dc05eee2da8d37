"""Who said what, as a spaCy component: direct, indirect and mixed speech with its source.

It runs after `references` and stores `doc.spans["statements"]` on the Doc: for each statement,
spans with the label `content`, `cue` and, if the text names one, `source`; the number of the
statement is in `id_`, the actor of the source in `kb_id_`. A content or a cue can consist of
several spans. The group's `attrs["records"]` has, by number, `kind` (direct, indirect or mixed),
`sense` (what the cue says about the speech, see speech_senses.csv), `frame` (the construction, see
speech_frames.csv), `form` (speech, or an attitude: "she supports the plan", "he declined to come"),
`actors` (everyone whom the source names, as "Novak and Baker" does), and the source's `naming`
(named, office, unnamed or document) and `gender` (female or male), each None if the text does not
show it.

The rules use the dependency parse (what governs what) and quotation marks; data/lexicons/speech.csv
says which words report speech.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.speech import entry, frames, negated_senses, senses
from helpers.annotation.quotations import quotations_of
from helpers.annotation.statements.assemble import Statement, find_statements
from helpers.annotation.statements.source_naming import source_gender, source_naming
from helpers.annotation.statements.speakers import Speakers

__all__ = ["find_statements", "senses", "statements", "voices"]


@Language.component("statements", requires=["doc.spans", "token.dep"], assigns=["doc.spans"])
def statements(doc: Doc) -> Doc:
    """Record `doc.spans["statements"]`."""
    speakers = Speakers(doc)
    spans, records = [], {}
    for number, statement in enumerate(find_statements(doc)):
        key = str(number)
        actors, named = speakers.resolve(statement)
        parts = [("content", piece) for piece in statement.content]
        parts += [("cue", piece) for piece in statement.cue]
        spans += [Span(doc, *piece, label=label, span_id=key) for label, piece in parts]
        if statement.source:
            actor = actors[0] if actors else ""
            spans.append(Span(doc, *statement.source, label="source", kb_id=actor, span_id=key))
        records[key] = {
            "kind": statement.kind,
            "sense": _sense(doc, statement),
            "frame": statement.frame,
            "form": frames()[statement.frame].form,
            "actors": actors,
            "naming": source_naming(doc, statement.source, named),
            "gender": source_gender(doc, statement.source, actors, named),
        }
    doc.spans["statements"] = SpanGroup(doc, spans=spans, attrs={"records": records})
    return doc


def voices(doc: Doc) -> list[str]:
    """Return, for each token of `doc`, whose words it is.

    "quoted" is text between quotation marks, "reported" is the content of indirect speech, and
    "narrator" is everything else. The content of statements without a clause of their own ("she
    criticised the plan") is in the narrator's words.
    """
    voice = ["narrator"] * len(doc)
    group = doc.spans.get("statements", ())
    for span in group:
        frame = group.attrs["records"][span.id_]["frame"]
        if span.label_ == "content" and frames()[frame].voice == "reported":
            voice[span.start : span.end] = ["reported"] * len(span)
    for start, end in quotations_of(doc):
        voice[start:end] = ["quoted"] * (end - start)
    return voice


def _sense(doc: Doc, statement: Statement) -> str:
    found = None if statement.head is None else entry(doc[statement.head])
    sense = found.sense if found else "neutral"
    if sense != "assertive" and _is_finding(doc, statement):
        return "neutral"  # "a poll shows support for it": it is not the poll that supports it
    cue = (token for piece in statement.cue for token in doc[slice(*piece)])
    return negated_senses()[sense] if any(t.dep_ == "neg" for t in cue) else sense


def _is_finding(doc: Doc, statement: Statement) -> bool:
    """Is the source a poll or a study, which wants nothing and takes no side?"""
    if statement.source is None:
        return False
    head = doc[slice(*statement.source)].root
    return head.lemma_.lower() in statement_words("finding")
