"""What people said (schema.org: Quotation)."""

from __future__ import annotations

from dateline.model.nouns import Body, Quote, QuotePart, Speaker
from dateline.structured.ground import Ground
from dateline.structured.node import Node, node

_KINDS = {"people": "Person", "organisations": "Organization"}
"""What speaks, by the folder of its page."""


def quotations(ground: Ground, body: Body) -> tuple[Node, ...]:
    """Return the quotes of a text."""
    return tuple(quotation(ground, part.quote) for part in body.parts if isinstance(part, QuotePart))


def quotation(ground: Ground, quote: Quote) -> Node:
    """Return a quote in the language in which it was said, with its translation."""
    translation = None
    if quote.translation:
        translator = node("Person", name=quote.translator) if quote.translator else None
        translation = node("Quotation", text=quote.translation, inLanguage=ground.language, translator=translator)
    return node(
        "Quotation",
        text=quote.text,
        inLanguage=quote.language or ground.language,
        spokenByCharacter=speaker(ground, quote.speaker),
        creditText=credit(quote.speaker),
        dateCreated=quote.date,
        workTranslation=translation,
    )


def speaker(ground: Ground, who: Speaker) -> Node | None:
    """Return who says something, where that is a person or an organisation of the event. Of anybody else the name alone is known (see `credit`)."""
    if who.address is None:
        return None
    return node(_KINDS[who.address.partition("/")[0]], ground.thing(who.address), name=who.name)


def credit(who: Speaker) -> str:
    """Return the name of who says something and is neither a person nor an organisation that the event names: "the neighbours"."""
    return who.name if who.address is None else ""
