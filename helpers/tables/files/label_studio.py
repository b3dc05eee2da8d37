"""Articles for Label Studio (labelstud.io), with what was found as predictions to correct.

A region of the text has a label, and a text field with its actors' ids. Offsets count characters,
as Label Studio does since 2021.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from helpers.tables.files.annotations import (
    ACT,
    ACTOR,
    NOBODY,
    STATEMENT,
    Annotated,
    AnnotationError,
    Span,
)
from helpers.wording import strict_json

MODEL = "news-actors"
_IDS = "ids"  # name of the field that holds actors' ids
_TEXT = "text"
_ARROW = " > "  # between source and target

# Setup of the project in Label Studio: the labels of each layer, and a field for ids.
INTERFACE = """\
<View>
  <Labels name="actor" toName="text">
    <Label value="person" background="#0072b2"/>
    <Label value="organisation" background="#e69f00"/>
    <Label value="country" background="#004d3b"/>
    <Label value="bloc" background="#cc79a7"/>
  </Labels>
  <Labels name="statement" toName="text">
    <Label value="direct"/>
    <Label value="indirect"/>
    <Label value="mixed"/>
  </Labels>
  <Labels name="act" toName="text">
{acts}
  </Labels>
  <TextArea name="ids" toName="text" perRegion="true" maxSubmissions="1"
            placeholder="actor id; of an act: who acts &gt; on whom"/>
  <Text name="text" value="$text"/>
</View>
"""


def write(article: Annotated, path: str | Path) -> None:
    """Write an article as a Label Studio task, with what was found as its predictions."""
    results = [result for number, span in enumerate(article.spans) for result in _of(span, number)]
    for result in results:
        value = result["value"]
        value.setdefault("text", article.text[value["start"] : value["end"]])
    task = {
        "data": {"text": article.text, "title": article.title, "doc_id": article.doc_id},
        "predictions": [{"model_version": MODEL, "result": results}],
    }
    Path(path).write_text(strict_json([task]), encoding="utf-8")


def interface(classes: Iterable[str]) -> str:
    """Return the labelling interface for Label Studio, with these classes of acts."""
    acts = "\n".join(f'    <Label value="{name}"/>' for name in sorted(classes))
    return INTERFACE.format(acts=acts)


def read(path: Path) -> list[Annotated] | None:
    """Return the articles in an export as corrected by people, or None if it is not an export.

    If a task has several annotations, the last counts; tasks without an annotation are left out.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise AnnotationError(f"{path}: is not JSON ({' '.join(str(error).split())})") from None
    if not isinstance(tasks, list):
        return None
    try:
        found = [_article(task) for task in tasks if task.get("annotations")]
    except (AttributeError, KeyError, TypeError, ValueError, IndexError):
        raise AnnotationError(
            f"{path}: is not an export of Label Studio as it was made here; choose the format JSON"
        ) from None
    if not found:
        raise AnnotationError(f"{path}: nobody has annotated anything in it yet")
    return found


def _of(span: Span, number: int) -> list[dict]:
    region = {"id": f"r{number}", "to_name": _TEXT}
    place = {"start": span.start, "end": span.end}
    label = {
        **region,
        "from_name": span.layer,
        "type": "labels",
        "value": {**place, "labels": [span.label]},
    }
    ids = _ARROW.join((span.actor_id, span.target_id)) if span.layer == ACT else span.actor_id
    if not span.actor_id and not span.target_id:
        return [label]
    field = {**region, "from_name": _IDS, "type": "textarea", "value": {**place, "text": [ids]}}
    return [label, field]


def _article(task: dict) -> Annotated:
    data, text = task["data"], str(task["data"]["text"])
    results = [one for one in task["annotations"][-1]["result"] if "value" in one]
    ids = {
        one["id"]: str(one["value"]["text"][0])
        for one in results
        if one.get("from_name") == _IDS and one["value"].get("text")
    }
    spans = [
        _span(one, ids.get(one["id"], NOBODY), text)
        for one in results
        if one.get("from_name") in (ACTOR, STATEMENT, ACT)
    ]
    doc_id = str(data.get("doc_id") or task.get("id", ""))
    ordered = tuple(sorted(spans, key=lambda span: (span.start, span.end)))
    return Annotated(doc_id, str(data.get("title", "")), text, ordered)


def _span(result: dict, ids: str, text: str) -> Span:
    value = result["value"]
    start, end = int(value["start"]), int(value["end"])
    if not 0 <= start < end <= len(text):
        raise ValueError("a region outside the text")
    source, _, target = ids.partition(_ARROW.strip())
    return Span(result["from_name"], start, end, value["labels"][0], source.strip(), target.strip())
