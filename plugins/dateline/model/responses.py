"""Readers' letters that the editors publish: which text each is about, which correction it led to, where on /responses/ it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from dateline.markup.convert import Converter
from dateline.model.address import Address
from dateline.model.bodies import Site, Target
from dateline.model.nouns import Article, Body, Correction, Entry, Position, Response, Teaser
from dateline.model.texts import markup_of, other_language, slug_of
from dateline.problems import near_or
from dateline.read.records import Record

ON_A_PAGE = 50
"""Responses on one page of /responses/."""

Text = Article | Entry
T = TypeVar("T", Article, Entry)


def build_responses(records: Iterable[Record], site: Site, convert: Converter, texts: Sequence[Text]) -> list[Response]:
    """Return all responses, drafts too, newest first; what is wrong is in the site's problems. `texts` know their corrections."""
    found: list[Response] = []
    known = {text.address: text for text in texts}
    taken: dict[str, Record] = {}
    for record in records:
        anchor = f"response:{slug_of(record)}"
        if other := taken.get(anchor):
            site.problems.add(record.path, record.line, f'its anchor "{anchor}" is that of {other.path} too', "rename one of the two files", topic="responses")
        taken.setdefault(anchor, record)
        status = record.text("status", "published")
        if status == "published" and not (record.has("consent") or "consent" in record.written):
            do = "add Consent: how and when its writer agreed (it is not published), or Status: draft"
            site.problems.add(record.path, record.line, "nobody says that the writer agreed to publication", do, topic="responses")
        if not record.body.strip():
            site.problems.add(record.path, record.body_line, "the response has no text", "write the letter below the head", topic="responses")
        teaser = _about(record, site)
        # What stands in the letter is on the page of its text.
        site.records[record.text_path] = record
        site.targets[record.path] = Target(Address(f"{teaser.address}#{anchor}" if teaser else ""), status, frozenset())
        body, answer, language = _words(record, site, convert)
        if teaser and record.has("from") and record.has("date"):
            corrections = _led_to(record, site, known.get(teaser.address))
            found.append(
                Response(
                    about=teaser,
                    sender=record.text("from"),
                    written=record.day("date") or date.min,
                    body=body,
                    answer=answer,
                    status=status,
                    lang=record.text("lang"),
                    position=Position(record.path, record.line),
                    anchor=anchor,
                    answer_lang=language,
                    translated=bool(record.original and record.original.body is not record.body),
                    corrections=tuple((each.date, each.anchor) for each in corrections),
                )
            )
    return _placed(sorted(found, key=lambda response: (response.written, response.anchor), reverse=True), known)


def _words(record: Record, site: Site, convert: Converter) -> tuple[Body, Body, str]:
    """Return the letter, the answer, and the language of the answer where it is another."""
    body = site.words(markup_of(record, convert, long=False), record.text_path)
    for item in record.each("answer"):
        path, other = record.path_of(item), other_language(record, item)
        markup = convert.line(str(item.value), item.line, path, language=other or record.text("lang"))
        return body, site.words(markup, path), other
    return body, Body(), ""


def _about(record: Record, site: Site) -> Teaser | None:
    """Return the text that a response is about; None after noting a problem."""
    written, line = record.text("about"), record.at("about")
    if not written:
        return None
    if not written.startswith("{"):
        return site.named_text(written, record.path, line, "About: {}")
    before = len(site.problems.sorted())
    found = site.link(written, record.path, line)
    teaser = site.texts.get(Address(found.partition("#")[0])) if found else None
    if teaser is None and len(site.problems.sorted()) == before:
        site.problems.add(record.path, line, f'About: "{written}" is no article and no entry', "name the one that the letter is about", topic="responses")
    return teaser


def _led_to(record: Record, site: Site, text: Text | None) -> Sequence[Correction]:
    """Return the corrections that a response led to: those of its text that were made on the day that it names."""
    day = record.day("led_to")
    if day is None or text is None:
        return ()
    found = [each for each in text.corrections if each.date == day]
    if not found:
        days = sorted({each.date.isoformat() for each in text.corrections})
        do = near_or(str(day), days, f"its corrections are of {', '.join(days)}") if days else f'write "Correction: {day}: ..." there, or delete the line'
        site.problems.add(record.path, record.at("led_to"), f"Led_to: {text.position.path} has no correction of {day}", do, topic="responses")
    elif (written := record.day("date")) and day < written:
        what = f"Led_to: {day} lies before Date, which is {written}"
        site.problems.add(record.path, record.at("led_to"), what, "correct one of the two", topic="responses")
    return found


def _placed(responses: Sequence[Response], texts: dict[Address, Text]) -> list[Response]:
    """Return responses that know where they stand on /responses/, which lists those of published texts."""
    made, number = [], 0
    for response in responses:
        text = texts.get(response.about.address)
        if response.status == "published" and text and text.status == "published":
            page = number // ON_A_PAGE
            response = replace(response, address=Address(f"responses/{'' if not page else f'{page + 1}/'}#{response.anchor}"))
            number += 1
        made.append(response)
    return made


def with_responses(text: T, responses: Iterable[Response]) -> T:
    """Return a text with those of the responses that are about it; its corrections know which of them led to each."""
    own = tuple(response for response in responses if response.about.address == text.address)
    if not own:
        return text
    after: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for response in own:
        for _, anchor in response.corrections:
            after[anchor].append((response.sender, response.anchor))
    corrections = tuple(replace(each, after=tuple(after[each.anchor])) if each.anchor in after else each for each in text.corrections)
    return replace(text, responses=own, corrections=corrections)


def listed(texts: Iterable[Text]) -> list[Response]:
    """Return the published responses to published texts, newest first."""
    found = (response for text in texts for response in text.responses if response.address)
    return sorted(found, key=lambda response: (response.written, response.anchor), reverse=True)
