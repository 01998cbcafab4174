"""The event as it is told in each of its languages: one model a language, from the same facts."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.dataclass import dataclass
from dateline.deliver.catalogues import warn_of_no_catalogue
from dateline.derive.held import Held, hold_back
from dateline.markup.convert import Converter
from dateline.markup.kept import open_texts
from dateline.model.build import build_event
from dateline.model.future import warn_of_future
from dateline.model.nouns import Event
from dateline.pages.texts import Draft
from dateline.problems import Problems
from dateline.read.content import Content
from dateline.read.translations import in_language
from dateline.settings import Settings
from dateline.vocabulary import N_

_BACK = N_("Back to the text, note {}")
"""The title of a link from a footnote back to its mark."""
_AS_SET = N_("Preformatted text {}")
"""The name of what stands letter by letter and may be wider than the page."""
_TABLE = N_("Table {}")


@dataclass(frozen=True)
class Telling:
    """The event as it is told in one language: with its drafts, and what was held back with them."""

    language: str
    event: Event
    drafts: tuple[Draft, ...]
    held: Held


def tellings_of(content: Content, settings: Settings, problems: Problems) -> tuple[Telling, ...]:
    """Return the event in each of its languages, the site's own first. Raises ProblemsFound.

    The others have the same facts, and words of their own: they are looked at when nothing is wrong with the facts.
    """
    own = settings.language
    words = settings.wording()
    converter = Converter(problems, words(_BACK), own, settings.markdown, open_texts(settings.cache, settings.markdown), words.digits, words(_AS_SET), words(_TABLE))
    first = _telling(settings, own, *build_event(content, problems, converter, settings.siteurl, drafts=settings.options.drafts))
    problems.stop_if_any()
    warn_of_future(content, datetime.now(UTC), problems)
    tellings = [first]
    for language in first.event.languages:
        if language != own:
            warn_of_no_catalogue(settings.theme, language, f"{content.label}/event.md", problems)
            overlaid = in_language(content, language, own, drafts=settings.options.drafts)
            words = settings.wording(language)
            convert = converter.in_language(language, words(_BACK), words.digits, words(_AS_SET), words(_TABLE))
            tellings.append(_telling(settings, language, *build_event(overlaid, problems, convert, settings.siteurl, drafts=settings.options.drafts)))
    converter.close()
    problems.stop_if_any()
    return tuple(tellings)


def _telling(settings: Settings, language: str, event: Event, drafts: tuple[Draft, ...]) -> Telling:
    if settings.options.drafts:
        return Telling(language, event, drafts, Held())
    event, held = hold_back(event, drafts)
    return Telling(language, event, drafts, held)
