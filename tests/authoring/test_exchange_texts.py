"""Whatever paragraphs a text has: what a translator wrote of each stands in its place, and all else stays as it was."""

from __future__ import annotations

from dateline.authoring.exchange import mended, new_file
from dateline.authoring.texts import Text
from dateline.authoring.units import flowing, translatable
from dateline.problems import Problems
from dateline.read import frontmatter
from dateline.read.paragraphs import body
from dateline.read.records import Record, from_head, known_keys
from hypothesis import given
from hypothesis import strategies as st

BLOCKS = {
    "{} over\ntwo lines.[@a]": "{} на\nдвух строках.[@a]",
    "## {}": "## {} глава",
    "- {}\n- two\n\n  more": "- {} раз\n- два\n\n  ещё",
    "> {}\n>\n> — who": "> {} сказано\n>\n> — кем",
    "| {} | b |\n|---|---|\n| 1 | 2 |": "| {} | б |\n|---|---|\n| 1 | 2 |",
    "{} with a break  \nhere": "{} с обрывом  \nздесь",
    "<div>\n\n**{}**\n\n</div>": "<div>\n\n**{}** внутри\n\n</div>",
}
SILENT = ("```\ncode {}\n\nmore\n```", "![](a.jpg)", "[[figure: {}]]", "---", "<!-- {} -->", "[x{}]: https://example.org/")


def record(text: str, *, translation: bool = False) -> Record:
    head = frontmatter.parse(text, "x.md", Problems(), known_keys("article", translation=translation))
    return from_head("article", "x.ru.md" if translation else "x.md", "x", head, Problems(), original="x.md" if translation else "")


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a body and its translation; each paragraph has words of its own."""
    blocks = draw(st.lists(st.sampled_from([*BLOCKS, *SILENT]), min_size=1, max_size=8))
    # Two quotations, or two lists, with nothing between them would be one.
    blocks = [part for block in blocks for part in (block, "{} between.")]
    pairs = [(block.replace("{}", f"word{n}"), BLOCKS.get(block, "{} между." if "between" in block else block).replace("{}", f"word{n}")) for n, block in enumerate(blocks)]
    return "\n\n".join(one for one, _ in pairs), "\n\n".join(other for _, other in pairs)


@given(bodies())
def test_a_new_file_says_what_the_translator_said(drawn: tuple[str, str]) -> None:
    original, translation = record(f"Title: T\nDate: 2022-01-07\n\n{drawn[0]}\n"), body(drawn[1])
    found = [each for each in translatable(Text(original, None)) if not each.name]
    theirs = dict(zip(body(original.body, original.body_line), translation, strict=True))
    text = new_file(Text(original, None), {**{each: flowing(theirs[each]) for each in found}, **{each: "З" for each in translatable(Text(original, None)) if each.name}})
    made = record(text, translation=True)
    assert [each.digest for each in body(made.body)] == [each.digest for each in translation]
    assert not made.has("status")
    assert Text(original, made).standing.current


@given(bodies(), st.data())
def test_in_a_file_that_is_there_only_these_paragraphs_change(drawn: tuple[str, str], data: st.DataObject) -> None:
    original = record(f"Title: T\nDate: 2022-01-07\n\n{drawn[0]}\n")
    file = f"---\nTitle: З\n# a note\n---\n\n{drawn[1]}\n".replace("\n", data.draw(st.sampled_from(["\n", "\r\n"])))
    text = Text(original, record(file.replace("\r\n", "\n"), translation=True))
    chosen = data.draw(st.lists(st.sampled_from([each for each in translatable(text) if not each.name]), unique_by=lambda each: each.line))
    new = {each: flowing(each).replace("word", "слово") for each in chosen}
    after = mended(text, file.encode(), new).decode()
    made = record(after.replace("\r\n", "\n"), translation=True)
    expected = [new.get(theirs, mine.text) for theirs, mine in text.pairs if not theirs.name]
    assert [each.text.split() for each in body(made.body)] == [said.split() for said in expected]
    assert made.text("title") == "З"
    assert "# a note" in after
    assert after.count("\r\n") == (after.count("\n") if "\r" in file else 0)
