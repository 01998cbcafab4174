"""Editions: whole, the same every time, with every link inside; and nothing in them that is not published."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
import zipfile
from functools import cache
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from dateline.editions.files import zipped
from dateline.editions.kinds import KINDS, editions_of
from dateline.editions.markup import Inside, Links, as_xhtml, placed, settled, tokens
from PIL import Image

from tests.broken_sites import changed
from tests.documents import Document
from tests.editions.sites import ANSWER, ARTICLE, COVERED, EVENT, SITEURL, WITHHELD, publishing, told
from tests.live.test_memory import warm as warm_process
from tests.sites import GOOD, ROOT, build, copy, pelican, small_picture, tree, write
from tests.test_never_stale import MAP
from tests.translated import TOLD

WORDS, SMALL, ALL, BOOK = (f"downloads/a-small-event-en{end}" for end in ("-words.html", "-small.html", "-all.html", ".epub"))


def publish(project: Path, **env: str) -> Path:
    return build(project, "content", "-s", "publishconf.py", **{"SITEURL": SITEURL, **env})


_parsed = cache(Document)
"""Pages by name and bytes: many tests read the same ones."""


def document(output: Path, name: str) -> Document:
    return _parsed(name, (output / name).read_bytes())


def made(output: Path) -> dict[str, bytes]:
    """Return all editions, by name."""
    names = (name for name in tree(output) if name.endswith((".epub", ".html.zip", ".txt")) or re.search(r"downloads/.+-\w+\.html$", name))
    return {name: (output / name).read_bytes() for name in names if not name.endswith("robots.txt")}


def text(page: Document) -> str:
    return " ".join("".join(page.one("body").itertext()).split())


def test_downloads_says_how_large_each_is(output: Path) -> None:
    page = document(output, "downloads/index.html")
    said = {link.get("href", "").rpartition("/")[2]: "".join(link.itertext()) for link in page.all("a") if link.get("class") in ("editions-file", "editions-zip")}
    sums = {name: digest for line in (output / "SHA256SUMS").read_text("utf-8").splitlines() for digest, name in (line.split("  "),)}
    assert list(said) == [made.name for made in editions_of(KINDS, "A small event", "en", others=True, first=True)]
    for name, words in said.items():
        data = (output / "downloads" / name).read_bytes()
        number, unit = re.findall(r"([\d.,]+)\s(kB|B)$", words)[0]
        assert abs(float(number) - len(data) / {"kB": 1000, "B": 1}[unit]) <= 0.5, (name, words)
        assert sums[f"downloads/{name}"] == hashlib.sha256(data).hexdigest()
    assert said["a-small-event-en-words.html"].startswith("The words, ")
    assert "https://example.org" not in said


def test_an_edition_is_one_document_without_a_fault(output: Path) -> None:
    for name in (WORDS, SMALL, ALL, "downloads/a-small-event-languages.html", "ru/downloads/sobytie-ru-words.html"):
        page = document(output, name)
        assert page.errors == (), name


def test_every_link_inside_leads_somewhere_and_every_other_one_says_where(output: Path) -> None:
    for name, data in made(output).items():
        if not name.endswith(".html"):
            continue
        page = document(output, name)
        ids = [each.get("id") for each in page.root.iter() if each.get("id")]
        assert len(ids) == len(set(ids)), name
        for link in page.all("a"):
            address = link.get("href", "")
            if address.startswith("#"):
                assert unquote(address[1:]) in ids, (name, address)
                continue
            assert re.match(r"https?://|mailto:", address), (name, address)
            if address.startswith("http"):
                host = address.split("/")[2].removeprefix("www.")
                around = list(page.parents[link])
                beside = around[around.index(link) + 1 :][:1]
                assert host in "".join(link.itertext()) or [each.text for each in beside] == [host], (name, address)
        assert b"dateline:" not in data
        assert b"picture:" not in data
        assert b"data-scope" not in data


def test_links_of_texts_lead_to_places_in_the_file(output: Path) -> None:
    page = document(output, WORDS)
    found = {"".join(link.itertext()): "".join(page.one(id=link.get("href", "#")[1:]).itertext()) for link in reversed(page.all("a")) if link.get("href", "").startswith("#")}
    assert "People meet in the square" in found["in the square"]
    assert found["Almaty"] == "Almaty"
    assert found["The Mayor"] == "The Mayor"
    assert "The Agency" in found["1"]
    notes = ["".join(page.one(id=link.get("href", "#")[1:]).itertext()).strip() for sup in page.all("sup") if sup.get("id") for link in sup.iter() if link.get("href")]
    assert {note.rstrip("\u21a9\ufe0e\xa0 ") for note in notes} == {"The first note of the first article.", "The first note of the second."}


def test_what_is_not_published_is_in_none(output: Path) -> None:
    for name, data in made(output).items():
        whole = data
        if name.endswith((".epub", ".zip")):
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                whole = b"".join(packed.read(each) for each in packed.namelist())
        for words in (b"nobody sees", b"Unseen words", b"Hidden words", b"Hidden for now"):
            assert words not in whole, name


def pictures(data: bytes) -> list[Image.Image]:
    found = re.findall(rb'src="?data:(image/(?:jpeg|png));base64,([^" >]+)', data)
    assert len(found) == data.count(b"<img")
    return [Image.open(io.BytesIO(base64.b64decode(each))) for _, each in found]


def test_sizes_differ_in_their_pictures_alone(output: Path) -> None:
    words, small, large = ((output / name).read_bytes() for name in (WORDS, SMALL, ALL))
    assert pictures(words) == []
    (little,), (big,) = pictures(small), pictures(large)  # the covered one is in none; the same one stands once
    assert little.width == 480
    assert 480 < big.width <= 1600
    assert len(words) < len(small) < len(large)
    for name, alone in ((WORDS, "The picture is not in this edition."), (SMALL, "The picture stands further up.")):
        assert alone in text(document(output, name))
    (link,) = {each.get("href", "") for each in document(output, SMALL).all("a") if "".join(each.itertext()) == "The picture stands further up."}
    assert "The square on 5" in "".join(document(output, SMALL).one(id=link[1:]).itertext())
    for data in (words, small, large):
        assert COVERED in data.decode()
        assert WITHHELD in data.decode()
        assert "A man on a road" not in data.decode()
        assert "Nobody / Public domain" in data.decode()


SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"


def maps(page: Document) -> list[Element]:
    return [each for each in page.all("figure") if any(part.get("role") == "group" and part.get("aria-label", "").startswith("Map:") for part in each)]


def test_maps_are_drawn_where_there_are_pictures(output: Path) -> None:
    assert maps(document(output, WORDS)) == []
    assert maps(document(output, "downloads/a-small-event-languages.html")) == []
    for name in (SMALL, ALL):
        page = document(output, name)
        of_text, of_all, of_place = maps(page)
        assert [[link.get("href") for link in each.iter(f"{SVG}a")] for each in (of_text, of_place)] == [[each.get("href") for each in of_all.iter(f"{SVG}a")]] * 2
        assert "".join(page.one(id=next(of_all.iter(f"{SVG}a")).get("href", "#")[1:]).itertext()) == "Almaty"
        assert all(any(path.get("d") for path in each.iter(f"{SVG}path")) for each in (of_text, of_all, of_place)), "each has its outlines"


def test_a_map_may_lead_and_places_share_their_outlines(project: Path, tmp_path: Path) -> None:
    site = copy(project, tmp_path / "site")
    other = "oral:\n  name: Oral\n  lat: 43.9\n  lon: 76.2\n"
    write(site, {"publishconf.py": publishing('("small", "epub")'), "content/data/places.yaml": str(GOOD["content/data/places.yaml"]) + other})
    changed(site, {EVENT: ("Lead_picture: square.png", "Lead_picture: map")})
    publish(site)
    page = document(site / "output", SMALL)
    lead, _, *places = maps(page)
    assert next(page.all("h2")[0].itertext()) == "The story so far"
    order = list(page.root.iter())
    assert order.index(lead) < order.index(page.all("h2")[0])
    first, second = places
    assert not list(first.iter(f"{SVG}use"))
    (use,) = second.iter(f"{SVG}use")
    assert page.one(f"{SVG}g", id=use.get(LINK, "#")[1:]) in list(first.iter())
    with zipfile.ZipFile(site / "output" / BOOK) as packed:
        (chapter,) = [packed.read(name).decode() for name in packed.namelist() if name.endswith("-places.xhtml")]
        root = ElementTree.fromstring(chapter)
        (target,) = [each.get(LINK, "")[1:] for each in root.iter(f"{SVG}use")]
        assert target in [each.get("id") for each in root.iter(f"{SVG}g")]


def test_a_figure_stands_once(output: Path) -> None:
    """A text leads to it; its reports name their sources by the numbers of the list."""
    page = document(output, WORDS)
    (table,) = (each for each in page.all("table") if "dozens" in "".join(each.itertext()))
    around = "".join(table.itertext())
    assert re.search(r"Source: \d", around)
    assert "The Agency" not in around
    links = [link for link in page.all("a") if "".join(link.itertext()) == "People killed"]
    assert {"".join(page.one(id=link.get("href", "#")[1:])[0].itertext()) for link in links} == {"People killed"}


def test_its_policy_lets_in_its_own_style_and_pictures_that_it_holds(output: Path) -> None:
    for name in (WORDS, SMALL):
        data = (output / name).read_text("utf-8")
        policy = re.findall(r'Content-Security-Policy" content="([^"]+)"', data)
        (style,) = re.findall(r"<style>(.*?)</style>", data, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy == [f"default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'sha256-{digest}'"]
        for tag in tokens(data.partition("<body>")[2]):
            if not isinstance(tag, str):
                assert not {"style", "onclick", "onload", "srcset", "poster"} & set(tag.attributes), tag
                assert tag.name not in ("script", "link", "iframe", "object", "video", "audio", "source", "form"), tag


def test_it_says_which_state_it_is_and_how_to_check_it(output: Path) -> None:
    said = text(document(output, WORDS))
    assert "Last changed: 9 January 2022" in said
    assert re.search(r"SHA-256 [0-9a-f]{64}", said)
    assert f"{SITEURL}/SHA256SUMS" in said
    assert "sha256sum a-small-event-en-words.html" in said
    assert f"{SITEURL}/downloads/" in said
    assert "mirror.example" in said
    assert "Commit" not in said
    assert "The list is not signed" in said
    assert "minisign" not in said


def test_the_hash_is_that_of_what_was_read(project: Path, tmp_path: Path) -> None:
    site = copy(project, tmp_path / "site")

    def digest() -> str:
        return str(re.findall(r"SHA-256 ([0-9a-f]{64})", text(document(site / "output", WORDS)))[-1])

    before = digest()
    changed(site, {ANSWER: ("The council answered.", "The council answered late.")})
    write(site, {"publishconf.py": publishing(more='DATELINE["commit"] = "0123abc"\n')})
    publish(site)
    after = digest()
    assert after != before
    assert "Commit: 0123abc" in text(document(site / "output", WORDS))
    data = site / "content/data/people.yaml"
    data.write_bytes(data.read_bytes() + b"# read, too\n")
    publish(site)
    assert digest() not in (before, after)


def test_what_was_built_before_shapes_nothing(project: Path, tmp_path: Path) -> None:
    """Each change makes anew what holds it, and that alone; after all of them each is what a build from nothing makes, elsewhere and on another day."""
    warm, cold = copy(project, tmp_path / "warm"), tmp_path / "elsewhere/cold"
    kept = warm / ".cache/dateline/editions"
    kinds = '("small", "languages", "epub")'
    css = "/* Ours. */\nbody { margin: 1em; }\n.entry { color: #111; }\n"
    changes: dict[str, dict[str, str | bytes]] = {
        "a text, which is Russian's and Arabic's too": {ARTICLE: (warm / ARTICLE).read_text("utf-8").replace("People met.", "Many people met.")},
        "a translation": {"content/articles/first.ru.md": str(TOLD["content/articles/first.ru.md"]).replace("Люди собрались.", "Собрались люди.")},
        "a comment in a file of data, which is in the hash": {"content/data/people.yaml": f"{TOLD['content/data/people.yaml']}# Read, too.\n"},
        "a picture, and the outlines": {"content/pictures/square.png": small_picture("darkgreen"), "content/data/map.geojson": MAP.replace("77.5", "76.93")},
        "the style, and a template": {
            "theme/static/edition.css": css,
            "theme/templates/components/sources.html": (ROOT / "theme/templates/components/sources.html").read_text("utf-8").replace("<cite", '<cite title="t"'),
        },
        "words": {"theme/locale/ru/LC_MESSAGES/dateline.po": 'msgid "Sources"\nmsgstr "Откуда"\n'},
        "settings": {"publishconf.py": publishing(kinds, 'THEME = "theme"\nDATELINE["commit"] = "0123abc"\n')},
    }
    write(warm, {"publishconf.py": publishing(kinds, 'THEME = "theme"\n'), "theme/README.md": "Nothing yet.\n"})
    publish(warm)
    for why, files in changes.items():
        before, had = made(warm / "output"), {file.name for file in kept.iterdir()}
        write(warm, files)
        publish(warm)
        after = made(warm / "output")
        differ = {name for name in after if after[name] != before[name]}
        assert differ, why
        new = len({file.name for file in kept.iterdir()} - had)
        assert new >= len(differ), why
        if why in ("a translation", "words"):
            assert all(name.startswith("ru/") or "-languages" in name for name in differ), (why, differ)
            assert new == 3, (why, new)  # two of its own, and the one of all
    last = made(warm / "output")
    write(cold, {**told(), "theme/README.md": "Nothing yet.\n"})
    for files in changes.values():
        write(cold, files)
    publish(cold, TZ="Asia/Tokyo")
    assert made(cold / "output") == last


def test_what_is_kept_is_taken_only_while_it_is_whole(project: Path, tmp_path: Path) -> None:
    site = copy(project, tmp_path / "site")
    before = made(site / "output")
    kept = site / ".cache/dateline/editions"
    for number, file in enumerate(sorted(kept.iterdir())):
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 255
        file.write_bytes(b"" if number % 3 == 0 else data[: len(data) // 2] if number % 3 == 1 else data)
    changed(site, {"content/extra/robots.txt": "User-agent: *\n"})
    publish(site)
    assert made(site / "output") == before


@pytest.mark.parametrize(("kinds", "again"), [('("words", "small")', ["ru"]), ('("languages",)', ["en", "ru"])])
def test_with_editions_a_language_is_not_made_again_either(project: Path, tmp_path: Path, kinds: str, again: list[str]) -> None:
    """In a process that builds again and again; the one in all languages stands beside the first."""
    site = copy(project, tmp_path / "site")
    settings = str(GOOD["pelicanconf.py"]) + f'SITEURL = "{SITEURL}"\nRELATIVE_URLS = False\nDATELINE["cards"] = False\nDATELINE["editions"] = {kinds}\n'
    text = str(TOLD["content/articles/first.ru.md"]).replace("Люди собрались.", "Собрались люди.")
    write(site, {"pelicanconf.py": settings})
    with warm_process(site) as process:
        assert set(process.build()) == {"en", "ru", "ar"}
        write(site, {"content/articles/first.ru.md": text})
        assert process.build() == again
        write(site, {"content/data/people.yaml": f"{TOLD['content/data/people.yaml']}# Read, too.\n"})
        assert set(process.build()) == {"en", "ru", "ar"}, "each edition has the hash of what was read"
        last = tree(site / "output")
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".cache")
    build(site, "content")
    assert tree(site / "output") == last


def test_members_of_a_zip_have_one_date() -> None:
    assert zipped("a.html", b"words " * 100) == zipped("a.html", b"words " * 100)
    with zipfile.ZipFile(io.BytesIO(zipped("a.html", b"words"))) as packed:
        (member,) = packed.infolist()
        assert (member.filename, member.date_time, packed.read(member)) == ("a.html", (1980, 1, 1, 0, 0, 0), b"words")


def test_the_zip_holds_the_edition(output: Path) -> None:
    with zipfile.ZipFile(output / f"{WORDS}.zip") as packed:
        assert packed.namelist() == [WORDS.rpartition("/")[2]]
        assert packed.read(packed.namelist()[0]) == (output / WORDS).read_bytes()


def test_all_languages_stand_in_one_file(output: Path) -> None:
    page = document(output, "downloads/a-small-event-languages.html")
    menu = page.all("nav")[0]
    parts = {"".join(link.itertext()): page.one(id=link.get("href", "#")[1:]).get("lang") for link in menu.iter() if link.get("href")}
    assert parts == {"English": "en", "Русский": "ru", "العربية": "ar"}
    assert not (output / "ru/downloads/sobytie-languages.html").exists()


def test_lines_for_a_message(output: Path) -> None:
    found = {name: data.decode() for name, data in made(output).items() if name.endswith("timeline.txt")}
    assert {"downloads/timeline.txt", "ru/downloads/timeline.txt", "timeline/2022-01-05/timeline.txt"} <= set(found)
    for name, lines in found.items():
        assert len(lines) < 4000, name
        assert not re.search(r"<|&\w+;|\[@", lines), name
        assert lines.rstrip().endswith("/"), name
    whole = found["downloads/timeline.txt"]
    assert whole.startswith("A small event\nEnded, 5 January 2022 to 8 January 2022\n")
    assert "5 January 2022, 14:00: People meet in the square" in whole
    assert "The council answers (Disputed)" in whole
    assert whole.rstrip().endswith(f"{SITEURL}/")
    day = found["timeline/2022-01-05/timeline.txt"]
    assert "They came at noon." in day
    assert day.rstrip().endswith(f"{SITEURL}/timeline/2022-01-05/")


def test_of_many_entries_the_message_has_the_highlights(tmp_path: Path) -> None:
    entry = str(GOOD["content/timeline/2022-01-05-square.md"])
    many = {
        f"content/timeline/e{number}.md": entry.replace("Slug: square", f"Slug: e{number}")
        .replace("People meet in the square", f"Event number {number} with a title of some length")
        .replace("Highlight: yes", f"Highlight: {'yes' if number % 10 == 0 else 'no'}")
        for number in range(120)
    }
    write(tmp_path / "site", {**GOOD, **many, "publishconf.py": publishing('("text",)')})
    lines = (publish(tmp_path / "site") / "downloads/timeline.txt").read_text("utf-8")
    assert len(lines) < 4000
    assert "Event number 110 " in lines
    assert "Event number 111 " not in lines
    assert "and 109 more" in lines


def test_without_an_address_links_to_the_site_are_none(project: Path, tmp_path: Path) -> None:
    site = copy(project, tmp_path / "site")
    write(site, {"publishconf.py": publishing(more="RELATIVE_URLS = True\n")})
    publish(site, SITEURL="")
    page = document(site / "output", WORDS)
    assert page.errors == ()
    assert "A newer one may be here" not in text(page)
    assert all(re.match(r"#|https://|http://|mailto:", link.get("href", "")) for link in page.all("a"))
    assert "example.org/base" not in text(page)


@pytest.mark.parametrize(
    ("title", "name"),
    [('A/B: "C" <D>?', "ab-c-words.html"), ("***", "event-words.html"), ("CON", "con-event-words.html"), ("Қанды қаңтар", "kandy-kantar-words.html")],
)
def test_the_name_of_a_file_is_one_everywhere(title: str, name: str) -> None:
    assert [made.name for made in editions_of(("words",), title, "en", others=False, first=True)] == [name]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('("wrods",)', 'DATELINE["editions"] has the unknown edition "wrods": did you mean "words"?'),
        ('"words"', "DATELINE[\"editions\"] is 'words': write the names of editions"),
        ("3", 'DATELINE["editions"] is 3: write the names of editions'),
    ],
)
def test_an_unknown_edition_is_told(site: Path, written: str, told: str) -> None:
    write(site, {"publishconf.py": publishing(written)})
    before = tree(site / "output")
    done = pelican(site, "content", "-s", "publishconf.py", SITEURL=SITEURL)
    assert (done.returncode, tree(site / "output")) == (2, before)
    assert told in done.stderr


def test_a_commit_that_is_none_is_told(site: Path) -> None:
    write(site, {"publishconf.py": publishing(more='DATELINE["commit"] = "<b>main</b>"\n')})
    done = pelican(site, "content", "-s", "publishconf.py", SITEURL=SITEURL)
    assert done.returncode == 2
    assert 'DATELINE["commit"] is \'<b>main</b>\': write the hash of a commit' in done.stderr


def test_what_would_be_too_large_is_left_out_and_told(project: Path, tmp_path: Path) -> None:
    site = copy(project, tmp_path / "site")
    write(site, {"publishconf.py": publishing(more="from dateline import generator\nfrom dateline.editions import files\nfiles.MOST = generator.MOST = 15_000\n")})
    done = pelican(site, "content", "-s", "publishconf.py", SITEURL=SITEURL)
    assert done.returncode == 0, done.stderr
    assert "the edition a-small-event-en-all.html is left out" in done.stderr
    assert 'take "all" out of DATELINE["editions"]' in done.stderr
    names = made(site / "output")
    assert WORDS in names
    assert ALL not in names
    assert f"{ALL}.zip" not in names
    page = document(site / "output", "downloads/index.html")
    assert "a-small-event-en-all.html" not in "".join(link.get("href", "") for link in page.all("a"))


def test_what_would_be_too_long_is_left_out_and_told(project: Path, tmp_path: Path) -> None:
    site = copy(project, tmp_path / "site")
    write(site, {"publishconf.py": publishing(more="from dateline.editions import files\nfiles.LONGEST = 10\n")})
    done = pelican(site, "content", "-s", "publishconf.py", SITEURL=SITEURL)
    assert done.returncode == 0, done.stderr
    assert "the edition a-small-event-en-words.html is left out" in done.stderr
    assert "downloads/timeline.txt" in made(site / "output"), "which is short however long the event is"
    assert WORDS not in made(site / "output")


def test_a_picture_that_is_spoilt_in_the_cache_is_in_no_edition(project: Path, tmp_path: Path) -> None:
    site = copy(project, tmp_path / "site")
    (spoilt,) = (site / ".cache/dateline/renditions").glob("square-*-480.jpg")
    data = bytearray(spoilt.read_bytes())
    spoilt.unlink()
    data[len(data) // 2] ^= 255
    spoilt.write_bytes(data)
    changed(site, {ARTICLE: ("People met.", "Many people met.")})
    before = tree(site / "output")
    done = pelican(site, "content", "-s", "publishconf.py", SITEURL=SITEURL)
    assert (done.returncode, tree(site / "output")) == (2, before)
    assert "the picture in the cache is not what was made: delete the cache, then build again" in done.stderr


def test_a_template_that_cannot_show_it_is_told(project: Path, tmp_path: Path) -> None:
    site = copy(project, tmp_path / "site")
    write(site, {"own/edition.html": "{{ book.nothing }}\n", "publishconf.py": publishing(more='THEME_TEMPLATES_OVERRIDES = ["own"]\n')})
    done = pelican(site, "content", "-s", "publishconf.py", SITEURL=SITEURL)
    assert done.returncode == 2
    assert "edition.html:1: the template cannot show the page" in done.stderr


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p>On <time>5 January 2022</time>, 12 people</p>", "<p>On 5\u00a0January 2022, 12 people</p>"),
        ("<p><time>2022 ж. 18 қаңтар</time></p>", "<p>2022 ж. 18\u00a0қаңтар</p>"),
        ("<p><time>January 2022, 17:20 and later</time></p>", "<p>January 2022, 17:20 and later</p>"),
    ],
)
def test_a_day_keeps_to_its_month(given: str, expected: str) -> None:
    """On pages the style of `time` sees to it, which is not in an edition."""
    links = Links(Inside({}, {}), {}, "", str, frozenset())
    assert as_xhtml(token for token, _ in settled(placed(tokens(given)), links)) == expected
