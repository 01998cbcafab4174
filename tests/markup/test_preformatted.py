"""What stands letter by letter, and a table, may be wider than the page: the keyboard reaches it, and it has a name in the page's language."""

from __future__ import annotations

import re

from dateline.markup.convert import Converter
from dateline.problems import Problems

TEXT = "Words.\n\n    a wide line <pre>\n\n```\nx = 1\n```\n\n<pre>as it\n was set</pre>\n\nSee `<pre>` and <span title=\"<pre>\">it</span>."
_OPENED = re.compile(r"<pre[^>]*>")


def test_each_is_a_region_with_a_name() -> None:
    convert = Converter(Problems())
    html = convert.text(TEXT, 1, "f.md").html
    assert _OPENED.findall(html.replace('title="<pre>"', "")) == [f'<pre tabindex="0" role="region" aria-label="Preformatted text {number}">' for number in (1, 2, 3)]
    other = convert.in_language("ar", "{}", lambda written: written.translate({ord("1"): "١"}), "نص & {}")
    assert other.text(TEXT, 1, "f.md").html.count('aria-label="نص &amp; ١"') == 1


def test_a_table_stands_in_a_region_and_stays_a_table() -> None:
    convert = Converter(Problems())
    written = "| a | b |\n| - | - |\n| 1 | `</table>` |\n\n<table><tr><td>x</td></tr></table>\n"
    html = convert.text(written, 1, "f.md").html
    opened = re.findall(r'<div class="wide-table" tabindex="0" role="region" aria-label="([^"]*)"><table>', html)
    assert opened == ["Table 1", "Table 2"]
    assert html.count("</table></div>") == 2
    assert 'aria-label="جدول 1"' in convert.in_language("ar", "{}", table="جدول {}").text(written, 1, "f.md").html


def test_a_text_without_any_is_as_it_was() -> None:
    assert "tabindex" not in Converter(Problems()).text("Words `<pre>`.\n\n- one\n", 1, "f.md").html
