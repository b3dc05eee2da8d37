"""Articles for INCEpTION (inception-project.github.io) as UIMA CAS, through dkpro-cassis.

Actors are in its layer "Named entity" (value and identifier). Statements and acts are in custom
layers, `webanno.custom.Statement` and `webanno.custom.Act`, which the project has to define.
"""

import io
import zipfile
from pathlib import Path

from cassis import Cas, load_cas_from_json, load_cas_from_xmi, load_typesystem
from cassis.typesystem import TYPE_NAME_ANNOTATION, TYPE_NAME_STRING, TypeSystem

from helpers.tables.files.annotations import (
    ACT,
    ACTOR,
    MOST_BYTES,
    NOBODY,
    STATEMENT,
    Annotated,
    AnnotationError,
    Span,
)

_CORE = "de.tudarmstadt.ukp.dkpro.core.api."
_SENTENCE = f"{_CORE}segmentation.type.Sentence"
_TOKEN = f"{_CORE}segmentation.type.Token"
_METADATA = f"{_CORE}metadata.type.DocumentMetaData"
_ENTITY = f"{_CORE}ner.type.NamedEntity"
# The type of each layer, and its features for the label and the ids of a span.
LAYERS = {
    ACTOR: (_ENTITY, "value", "identifier", None),
    STATEMENT: ("webanno.custom.Statement", "kind", "source", None),
    ACT: ("webanno.custom.Act", "event_class", "source", "target"),
}
TYPES = "TypeSystem.xml"


def write(
    article: Annotated,
    path: str | Path,
    sentences: list[tuple[int, int]],
    tokens: list[tuple[int, int]],
) -> None:
    """Write an article as UIMA CAS JSON; sentences and tokens are spans of its text."""
    types = _types()
    cas = Cas(types, sofa_string=article.text, sofa_mime="text/plain", document_language="en")
    metadata = types.get_type(_METADATA)(
        begin=0,
        end=len(article.text),
        documentTitle=article.title,
        documentId=article.doc_id,
        language="en",
    )
    cas.add(metadata)
    for name, places in ((_SENTENCE, sentences), (_TOKEN, tokens)):
        make = types.get_type(name)
        cas.add_all([make(begin=start, end=end) for start, end in places])
    for span in article.spans:
        name, label, source, target = LAYERS[span.layer]
        features = {label: span.label, source: span.actor_id or None}
        if target:
            features[target] = span.target_id or None
        cas.add(types.get_type(name)(begin=span.start, end=span.end, **features))
    cas.to_json(Path(path))


def read(path: Path) -> Annotated:
    """Return an article as corrected by people; raise `AnnotationError` if there is none."""
    try:
        cas = _read_zip(path) if path.suffix.lower() == ".zip" else _read_file(path)
    except AnnotationError:
        raise
    except Exception as error:  # of any kind, as the file is somebody else's
        reason = " ".join(str(error).split())[:200]
        raise AnnotationError(
            f"{path}: is not UIMA CAS ({type(error).__name__}: {reason}); export it from INCEpTION "
            "as UIMA CAS JSON or XMI"
        ) from None
    text = cas.sofa_string or ""
    spans = [span for layer in LAYERS for span in _spans(cas, layer)]
    about = next(iter(_select(cas, _METADATA)), None)
    return Annotated(
        (about and about.get("documentId")) or path.stem,
        (about and about.get("documentTitle")) or "",
        text,
        tuple(sorted(spans, key=lambda span: (span.start, span.end))),
    )


def _types() -> TypeSystem:
    types = TypeSystem()
    annotation = types.get_type(TYPE_NAME_ANNOTATION)
    document = types.get_type("uima.tcas.DocumentAnnotation")
    string = types.get_type(TYPE_NAME_STRING)
    made = {_SENTENCE: (), _TOKEN: (), _METADATA: ("documentTitle", "documentId")}
    made |= {name: [one for one in own if one] for name, *own in LAYERS.values()}
    for name, features in made.items():
        parent = document if name == _METADATA else annotation
        made_type = types.create_type(name=name, supertypeName=parent.name)
        for feature in features:
            types.create_feature(made_type, name=feature, rangeType=string)
    return types


def _read_file(path: Path) -> Cas:
    if path.suffix.lower() != ".xmi":
        with path.open("rb") as file:
            return load_cas_from_json(file)
    beside = path.with_name(TYPES)
    if not beside.exists():
        raise AnnotationError(f"{path}: needs its {TYPES} beside it, as INCEpTION exports the two")
    with beside.open("rb") as file:
        types = load_typesystem(file)
    with path.open("rb") as file:
        return load_cas_from_xmi(file, typesystem=types, lenient=True)


def _read_zip(path: Path) -> Cas:
    with zipfile.ZipFile(path) as archive:
        names = {Path(info.filename).name: info for info in archive.infolist()}
        if any(info.file_size > MOST_BYTES for info in names.values()):
            raise AnnotationError(f"{path}: holds a file of more than {MOST_BYTES:,} bytes")
        documents = [name for name in names if name.endswith((".xmi", ".json"))]
        if len(documents) != 1:
            raise AnnotationError(f"{path}: holds {len(documents)} documents, expected one")
        content = io.BytesIO(archive.read(names[documents[0]]))
        if documents[0].endswith(".json"):
            return load_cas_from_json(content)
        if TYPES not in names:
            raise AnnotationError(f"{path}: holds no {TYPES}")
        types = load_typesystem(io.BytesIO(archive.read(names[TYPES])))
        return load_cas_from_xmi(content, typesystem=types, lenient=True)


def _select(cas: Cas, name: str) -> list:
    return list(cas.select(name)) if cas.typesystem.contains_type(name) else []


def _spans(cas: Cas, layer: str) -> list[Span]:
    name, label, source, target = LAYERS[layer]
    return [
        Span(
            layer,
            one.begin,
            one.end,
            one.get(label) or "",
            one.get(source) or NOBODY,
            (target and one.get(target)) or NOBODY,
        )
        for one in _select(cas, name)
        if one.begin < one.end
    ]
