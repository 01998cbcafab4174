"""A small event in English and Russian: texts, captions, data; what translators do is tried on it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dateline.authoring.project import Project

from tests.sites import GOOD, write

TRANSLATIONS: Mapping[str, str] = {
    "content/event.ru.md": """\
Title: Небольшое событие
Site_name: Небольшой сайт
Standfirst: Произошло нечто небольшое.
Kinds:
    protest = Протест
    government = Власти

Всё началось [на площади]({filename}timeline/2022-01-05-square.md).[@agency]
""",
    "content/timeline/2022-01-05-square.ru.md": """\
Title: Люди собираются на площади

Они пришли в полдень.[@agency]
""",
    "content/timeline/2022-01-06-answer.ru.md": """\
Title: Совет отвечает
Claims:
    mayor: всё хорошо
    Сосед: всё плохо
Correction: 2022-01-09: Ответ пришёл в четверг, а не в пятницу.

Совет ответил.[@agency; @paper]
""",
    "content/pages/about.ru.md": """\
Title: О сайте

Как это сделано.

## Что неизвестно

Многое.
""",
    "content/pictures/square.ru.md": """\
Alt: Синий прямоугольник

Площадь 5 января.
""",
}
"""All but the article and the page for what is not found."""


def event_in_two(**changes: str) -> dict[str, str | bytes]:
    """Return the files of the event."""
    event = str(GOOD["content/event.md"]).replace("Timezone:", "Languages: en; ru\nTimezone:")
    return {**GOOD, **TRANSLATIONS, "content/event.md": event, **changes}


def project_in_two(root: Path) -> Project:
    """Write the event into a folder; return its project."""
    write(root, event_in_two())
    return Project(root, root / "content", root / "output", root / "theme", "", 8000, sitename="A small event")
