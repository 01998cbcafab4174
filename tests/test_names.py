"""Names of published files: what every file system, server, `srcset` and archive takes."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from dateline.imports.entries import slug_from as imported
from dateline.markup.structure import heading_id
from dateline.model.texts import slug_of
from dateline.names import LONGEST, is_safe, portable, slug, slug_from, slugs
from dateline.read.records import Item, Record

from tests.broken_sites import changed, check
from tests.documents import document
from tests.http import serving
from tests.sites import build, copy, small_picture, tree, write
from tests.test_site_links import each, read

PORTABLE = {
    "minutes of the council.pdf": "minutes of the council.pdf",
    "протокол (2).pdf": "протокол (2).pdf",
    "a,b;c&d'e=f+g!.pdf": "a,b;c&d'e=f+g!.pdf",
    "50%.pdf": "50%.pdf",
    "who paid?.pdf": "who paid-.pdf",
    'the "deal": <1|2>*.pdf': "the -deal-- -1-2--.pdf",
    "north\\south.pdf": "north-south.pdf",
    "two\nlines\x07.txt": "two-lines-.txt",
    "to be continued. . .": "to be continued",
    " blanks .txt ": "blanks .txt",
    "...": "-",
    "con": "con-",
    "NUL.tar.gz": "NUL-.tar.gz",
    "com1 .txt": "com1- .txt",
    "console.txt": "console.txt",
    "letters/aux.png/who?.md": "letters/aux-.png/who-.md",
    ".well-known/security.txt": ".well-known/security.txt",
    "-v.txt": "-v.txt",
    "cafe\u0301.pdf": "café.pdf",
}


@pytest.mark.parametrize("name", PORTABLE)
def test_names_change_only_where_a_file_system_demands_it(name: str) -> None:
    assert portable(name) == PORTABLE[name]
    assert portable(portable(name)) == portable(name)


@pytest.mark.parametrize("name", ["square", "IMG_1234", "2022-01-05", "a.b", "aktau-square", "x" * LONGEST])
def test_safe_names(name: str) -> None:
    assert is_safe(name)


@pytest.mark.parametrize(
    "name",
    ["", "a b", "a,b", "a#b", "a?b", "a%20b", "ä", "площадь", "a'b", "a&b", "a:b", "a\\b", "-a", ".a", "_a", "a.", "con", "aux.1", "x" * (LONGEST + 1)],
)
def test_names_that_are_not_safe(name: str) -> None:
    assert not is_safe(name)
    assert is_safe(slug(name, "picture"))


LETTERS = {
    "Қаңтар әні": "kantar-ani",
    "Әлия": "aliia",
    "Ғылым, ұлт, үй, өзен, һ": "gylym-ult-ui-ozen-h",
    "Жаңаөзен көтерілісі": "zhanaozen-koterilisi",
    "Əliyev": "aliyev",
    "Площадь и подъезд": "ploshchad-i-podezd",
}


@pytest.mark.parametrize("words", LETTERS)
def test_no_letter_of_a_title_is_lost_in_an_address_or_an_anchor(words: str) -> None:
    record = Record("article", "content/articles/a.md", "a", 1, {"title": (Item(words, 1),)})
    assert {slug(words, "x"), slug_from(words, "x"), imported(words), heading_id(words), slug_of(record)} == {LETTERS[words]}


def test_slugs_are_those_of_before() -> None:
    assert slug("IMG_1234 (Kopie)", "picture") == "img-1234-kopie"
    assert slug("Площадь, вечер", "picture") == "ploshchad-vecher"
    assert slug("???", "picture") == "picture"
    assert slug("nul", "picture") == "nul-picture"
    assert slug("word " * 40, "picture") == "-".join(["word"] * 16)
    assert slug("x" * 300, "picture") == "x" * LONGEST


def test_each_has_its_own_and_keeps_it() -> None:
    """Whoever is called like an address has it, also when somebody comes before in the alphabet."""
    assert slugs(["gate#2", "gate2", "gate?2", "?", "picture"], "picture") == {
        "gate#2": "gate2-2",
        "gate2": "gate2",
        "gate?2": "gate2-3",
        "?": "picture-2",
        "picture": "picture",
    }
    assert slugs(["a b", "a-b-2", "a_b"], "picture") == {"a b": "a-b", "a-b-2": "a-b-2", "a_b": "a-b-3"}


NAMES = (
    "south gate, evening", "no. 3#b", "why?", "100% sure", "it's & so", 'the "deal"', "Brücke", "площадь", "广场", "a\\b", "12:30",
    "<1|2>*", "dots..", "trailing ", "con", "aux.1", "-rf", "x" * 240, "🎈", "a+b=c;d@e!(1)[2]{3}",
)  # fmt: skip
DOCUMENTS = {
    "my minutes.pdf": "[a](<{static}/extra/my minutes.pdf>) [b]({static}/extra/my%20minutes.pdf) [c]({static}../extra/my%20minutes.pdf)",
    "who paid?.pdf": "[a](<{static}/extra/who paid?.pdf>) [b]({static}/extra/who%20paid%3F.pdf)",
    "50%.pdf": "[a]({static}/extra/50%.pdf) [b]({static}/extra/50%25.pdf)",
    "протокол.pdf": "[a]({static}/extra/протокол.pdf) [b]({static}/extra/%D0%BF%D1%80%D0%BE%D1%82%D0%BE%D0%BA%D0%BE%D0%BB.pdf)",
    "cafe\u0301.pdf": "[a]({static}/extra/café.pdf) [b]({static}/extra/cafe\u0301.pdf) [c]({static}/extra/caf%C3%A9.pdf)",
    "no #1, a.pdf": "[a](<{static}/extra/no #1, a.pdf>) [b]({static}/extra/no%20%231,%20a.pdf#page=2) [c](<{static}/extra/no #1, a.pdf#page=3>)",
    "it's & so.pdf": "[a](<{static}/extra/it's & so.pdf>) [b]({static}/extra/it%27s%20%26%20so.pdf)",
    "deep folder/12:30.txt": "[a](<{static}/extra/deep folder/12:30.txt>) [b]({static}/extra/deep%20folder/12%3A30.txt)",
    "a%20b.txt": "[a]({static}/extra/a%20b.txt) [b]({static}/extra/a%2520b.txt)",
}


def written(name: str) -> str:
    """Return a picture's name in an address, as editors encode it."""
    return quote(name)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, good_site: Path) -> Path:
    """A site full of odd names."""
    root = copy(good_site, tmp_path_factory.mktemp("odd") / "site")
    files: dict[str, str | bytes] = {}
    shown, head = [], "Title: Names\nDate: 2022-01-08\nSlug: names\n"
    for number, name in enumerate(NAMES):
        files[f"content/pictures/{name}.png"] = small_picture(f"rgb({number}, 90, 90)")
        files[f"content/pictures/{name}.md"] = "Alt: A rectangle\nCredit: Nobody\n\nThe same words.\n"
        shown.append(f"![]({written(name)}.png)")
    shown += ["![](<why?.png>)", "![](<../pictures/south gate, evening.png>)", "![](../pictures/south%20gate,%20evening.png)", "![](no.%203%23b.png)"]
    for name in DOCUMENTS:
        files[f"content/extra/{name}"] = f"This is {name}"
    head += "Lead_picture: south gate, evening.png\n"
    files["content/articles/names.md"] = head + "\n" + "\n\n".join([*shown, *DOCUMENTS.values()]) + "\n"
    write(root, files)
    return root


def test_on_a_disk(odd: Path) -> None:
    """Every address leads to its file, and says only what an address may say."""
    output = build(odd)
    pages = read(output)
    for name, _, link in each(pages):
        assert link.written.isascii(), link
        assert not set(link.written) & set(" <>\"'\\^`{|},&"), link
        assert target(output, name, link.written).is_file(), link
    sums = [line.partition("  ") for line in (output / "SHA256SUMS").read_text("utf-8").splitlines()]
    assert {name: digest for digest, _, name in sums} == {name: digest for name, digest in tree(output).items() if name != "SHA256SUMS"}
    assert all(file.name == portable(file.name) for file in output.rglob("*"))
    made = [file.name for file in (output / "pictures").iterdir()]
    assert [name for name in made if len(name) > 120 or not re.fullmatch("[A-Za-z0-9][A-Za-z0-9._-]*", name)] == []
    assert document(output, "articles/names/index.html").errors == ()
    body = (output / "articles/names/index.html").read_text("utf-8")
    assert body.count("<figure") == len(NAMES) + 4 + 1
    for name in DOCUMENTS:
        assert (output / portable(name)).read_text("utf-8") == f"This is {name}"
    links = [link.written for link in pages["articles/names/index.html"].links if link.tag == "a"]
    assert [link for link in links if "a%2520b" in link or "a%20b" in link] == ["../../a%2520b.txt", "../../a%2520b.txt"]
    assert [link.rpartition("#")[2] for link in links if "%231" in link] == ["../../no%20%231%2C%20a.pdf", "page=2", "page=3"]
    titles = [(output / name).read_text("utf-8").partition("<title>")[2].partition("<")[0] for name in pages if name.startswith("pictures/")]
    assert len(set(titles)) == len(titles) == len(NAMES) + 1


def target(output: Path, page: str, address: str) -> Path:
    """Return the file that a relative address on a page leads to."""
    return output / unquote(urlsplit(urljoin(f"file:///{page}", address)).path)[1:]


def test_on_a_server(odd: Path) -> None:
    """In production: pages, feeds, sitemap and previews name addresses that a server understands."""
    with serving(odd / "output") as server:
        output = build(odd, "content", "-s", "pelicanconf.py", "-e", f'SITEURL="{server.origin}"')
        addresses = {urljoin(f"{server.origin}/{name}", link.written) for name, _, link in each(read(output))}
        for name in ("feeds/all.atom.xml", "feeds/timeline.json", "sitemap.xml", "downloads/timeline.json"):
            addresses |= set(re.findall(rf"{server.origin}[^\"<\s\\]*", (output / name).read_text("utf-8")))
        assert any("south-gate-evening" in address for address in addresses)
        for address in sorted(addresses):
            assert server.get(address)[0] == 200, address


def test_two_files_that_would_become_one(site: Path) -> None:
    changed(site, {"content/extra/who-.txt": "one", "content/extra/who?.txt": "two"})
    check(site, ('content/extra/who?.txt: the file would be published as "who-.txt", as who-.txt is: rename one of the two',), 1)


@pytest.mark.parametrize(
    ("words", "made"),
    [("Әсел Сағынтай", "asel-sagyntai"), ("Əli", "ali"), ("Almaty", "almaty"), ("«»", "thing"), ("con", "con-thing"), ("one two three four", "one-two"), ("x" * 30, "x" * 10)],
)
def test_names_of_new_things(words: str, made: str) -> None:
    assert slug_from(words, "thing", 10 if len(words) > 15 else 80) == made
