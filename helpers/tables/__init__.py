"""Views of an annotated Doc as tidy frames, and what is computed from frames alone.

`helpers.tables.schema` lists the columns of every frame. Submodules are loaded on first use, so a
program that needs the schema does not wait for spaCy and NLTK.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=[
        "corrected",
        "interactions",
        "network",
        "rules",
        "schema",
        "speaking",
        "terms",
        "tone",
    ],
    submod_attrs={
        "article_frames": ["article_frames"],
        "data_dictionary": ["describe"],
        "from_doc": [
            "actor_sentiment",
            "actors",
            "corrections",
            "entities",
            "mentions",
            "removed",
            "sentence_sentiment",
            "sentences",
            "tokens",
        ],
        "records_from_doc": ["events", "statements"],
    },
)
