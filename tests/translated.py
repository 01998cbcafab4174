"""The small good site told in other languages: in Russian in part and in Arabic in a little for sites, in Russian alone for what translators do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dateline.authoring.project import Project

from tests.sites import GOOD, write


def _event(languages: str) -> str:
    return str(GOOD["content/event.md"]).replace("Timezone:", f"Languages: {languages}\nTimezone:")


TOLD: Mapping[str, str] = {
    "content/event.md": _event("en; ru; ar"),
    "content/event.ru.md": """\
Title: Малое событие
Site_name: Событие
Standfirst: Случилось немногое.
Kinds:
    protest = Протест
    government = Власть

Началось всё [на площади]({filename}timeline/2022-01-05-square.md).[@agency]
""",
    "content/articles/first.ru.md": """\
Title: Первая статья
Authors: Автор
Summary: Всё, что известно.

Люди собрались.[@agency, p. 3]

![](square.png)

## Что они сказали

[[quote: no-comment]]

[[figure: deaths]]

[[timeline: 2022-01-05]]

[[read: answer]]

[[media: https://example.org/video | A video | Example]]
""",
    "content/timeline/2022-01-06-answer.ru.md": """\
Title: Совет отвечает
Claims:
    mayor: всё хорошо
    Сосед: всё плохо
Correction: 2022-01-09: Ответ пришёл в четверг, а не в пятницу.

Совет ответил.[@agency; @paper]
""",
    "content/pages/404.ru.md": "Title: Страница не найдена\n\nЗдесь [ничего]({filename}about.md) нет.\n",
    "content/pictures/square.ru.md": "Alt: Синий прямоугольник\n\nПлощадь 5 января.\n",
    "content/timeline/2022-01-05-square.ar.md": "Title: الناس يجتمعون في الميدان\n\nجاؤوا ظهرا.[@agency]\n",
    "content/data/people.yaml": """\
mayor:
  name: The Mayor
  names: {ru: Мэр}
  role: mayor
  role_ru: глава города
  organisation: council
  sources: [agency]
""",
    "content/data/figures.yaml": """\
deaths:
  title: {en: People killed, ru: Погибшие}
  unit: people
  unit_ru: человек
  reports:
  - value: 2
    by: council
    as_of: 2022-01-06
    sources: [agency]
  - value: dozens
    value_ru: десятки
    by: A neighbour
    by_ru: Сосед
    as_of: 2022-01-07
    sources: [paper]
""",
    "content/data/quotes.yaml": """\
no-comment:
  text: No comment.
  language: en
  translation_ru: Без комментариев.
  speaker: mayor
  sources: [agency]
""",
}
"""What makes of tests.sites.GOOD a site in three languages: English at the root, Russian in part, Arabic in a little."""

TAGS = ("en", "ru", "ar")
PREFIXES = {"en": "", "ru": "ru/", "ar": "ar/"}

TRANSLATIONS: Mapping[str, str] = {
    **{name: TOLD[name] for name in ("content/event.ru.md", "content/timeline/2022-01-06-answer.ru.md", "content/pictures/square.ru.md")},
    "content/timeline/2022-01-05-square.ru.md": """\
Title: Люди собираются на площади

Они пришли в полдень.[@agency]
""",
    "content/pages/about.ru.md": """\
Title: О сайте

Как это сделано.

## Что неизвестно

Многое.
""",
}
"""Russian alone: all but the article and the page for what is not found."""


def project_in_two(root: Path) -> Project:
    """Write the site in English and Russian into a folder; return its project."""
    write(root, {**GOOD, **TRANSLATIONS, "content/event.md": _event("en; ru")})
    return Project(root, root / "content", root / "output", root / "theme", "", 8000, sitename="A small event")
