"""The ids of actors: the kind, a colon, and a key, as in `person:mike-pompeo` or `country:IND`.

This does not need spaCy, so charts and findings can use it.
"""

from slugify import slugify

PERSON, ORGANISATION, BLOC, COUNTRY = "person", "organisation", "bloc", "country"


def kind_of(actor_id: str) -> str:
    """Return the kind of an actor, or "" for no actor.

    >>> kind_of("country:IND"), kind_of("")
    ('country', '')
    """
    return actor_id.partition(":")[0]


def key_of(actor_id: str) -> str:
    """Return an id without its kind: a country's alpha-3 code, a bloc's id, or a slug.

    >>> key_of("country:IND")
    'IND'
    """
    return actor_id.partition(":")[2]


def actor_id_of(kind: str, name: str) -> str:
    """Return the id of an actor that is known only by name.

    >>> actor_id_of("person", "Mike Pompeo")
    'person:mike-pompeo'
    """
    return f"{kind}:{slugify(name) or slugify(name, allow_unicode=True) or 'unnamed'}"
