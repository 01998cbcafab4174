"""Where no markup can stand, words that would mark themselves are bare."""

from __future__ import annotations

import pytest
from dateline.bidi import filters
from dateline.borrowed import Source, callables
from dateline.deliver.bare import Bare, bare
from jinja2 import Environment
from markupsafe import Markup


def shown(template: str) -> str:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n", Bare])
    environment.globals.update(callables(Source("he", "rtl")))
    environment.filters.update(bare=bare, **filters("rtl"))
    return environment.from_string(template).render(name="Anna", html=Markup("<b>x</b>"), yes=True)


EN = '<span lang="en" dir="ltr">May</span>'


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('<p>{{ _("May") }}</p>', f"<p>{EN}</p>"),
        ('<p title="{{ _("May") }}">{{ _("May") }}</p>', f'<p title="May">{EN}</p>'),
        ("<p title='{{ _(\"May\") }}'>", "<p title='May'>"),
        ('<a href="x"{% if yes %} title="{{ name|bdi }}, {{ _("May") }}"{% endif %}>{{ name|bdi }}</a>', '<a href="x" title="\u2068Anna\u2069, May"><bdi>Anna</bdi></a>'),
        ('<title>{{ _("May") }} · {{ name|bdi }}</title>{{ _("May") }}', f"<title>May · \u2068Anna\u2069</title>{EN}"),
        ('<svg><text x="1">{{ _("May") }}</text><title>{{ _("May") }}</title></svg>', '<svg><text x="1">May</text><title>May</title></svg>'),
        ('<option value="1"{% if yes %} selected{% endif %}>{{ _("May") }}</option>', '<option value="1" selected>May</option>'),
        ('<p data-x="a > b {{ _("May") }}">', '<p data-x="a > b May">'),
        ('<!-- "a <p title="> -->{{ _("May") }}', f'<!-- "a <p title="> -->{EN}'),
        ('<p title="{{ html }}">{{ html }}</p>', '<p title="x"><b>x</b></p>'),
        ('{% set own %} lang="{{ name }}"{% endset %}<p{{ own }}>{{ _("May") }}</p>', f'<p lang="Anna">{EN}</p>'),
        ('{% macro m(label) %}<i title="{{ label }}">{{ label }}</i>{% endmacro %}{{ m(_("May")) }}', f'<i title="May">{EN}</i>'),
        ('<p title="{{ "a" if yes else _("May") }}">{{ _("May") if yes else "a" }}</p>', f'<p title="a">{EN}</p>'),
        ('<p title="{{ _("by %(who)s", who=name|bdi) }}">{{ _("by %(who)s", who=name|bdi) }}</p>',
         '<p title="by \u2068Anna\u2069"><span lang="en" dir="ltr">by <span lang="he" dir="rtl"><bdi>Anna</bdi></span></span></p>'),
    ],
)  # fmt: skip
def test_what_is_put_out(template: str, expected: str) -> None:
    assert shown(template) == expected
