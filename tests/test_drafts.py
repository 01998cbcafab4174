"""What only drafts name is published nowhere; while writing, all of it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import Changes, build, copy, pelican, small_picture, write

SECRET = b"quince"
"""Stands in all that only drafts name, and nowhere else."""
DRAFTS: Changes = {
    "content/articles/quince.md": """\
Title: The quince harvest
Date: 2022-01-08
Status: draft
Slug: quince-harvest
Lead_picture: quince-tree.png
People: quince-grower; mayor
Organisations: council
Places: quince-garden; almaty
Read_more: quince-letter

It grew.[@quince-weekly] So said [she]({filename}/data/people.yaml#quince-picker).

[[quote: quince-quote]]

[[figure: quince-crop]]

![](square.png)
""",
    "content/timeline/2022-01-07-quince.md": """\
Title: The quinces are ripe
When: 2022-01-07
Kind: protest
Status: draft
Slug: quinces-ripe
Certainty: disputed
Claims:
    quince-buyer: they are not [@quince-report]
    mayor: they are [@agency]
Picture: quince-fruit.png

Ripe.[@agency]
""",
    "content/pages/quince.md": "Title: About quinces\nStatus: draft\nSlug: about-quinces\n\nA quince.\n\n![](quince-page.png)\n",
    "content/pictures/quince-tree.png": small_picture("olive"),
    "content/pictures/quince-tree.md": "Alt: A quince tree\nCredit: The quince society\nPlaces: quince-hill\n\nA tree.[@quince-herbal]\n",
    "content/pictures/quince-fruit.png": small_picture("gold"),
    "content/pictures/quince-fruit.md": "Alt: A quince\nCredit: Nobody\n\nRipe in January.\n",
    "content/pictures/quince-page.png": small_picture("khaki"),
    "content/pictures/quince-page.md": "Alt: Two quinces\nCredit: Nobody\n\nThey were sold.\n",
    "content/pictures/alone.png": small_picture("plum"),
    "content/pictures/alone.md": "Alt: A plum\nCredit: Nobody\nPlaces: orchard\n\nNobody shows it.\n",
}
DATA = {
    "people": """\
quince-grower:
  name: A grower of quinces
  organisation: quince-union
quince-picker:
  name: A picker of quinces
quince-buyer:
  name: A buyer of quinces
""",
    "organisations": "quince-union:\n  name: Union of quince growers\n  sources: [quince-statute]\n",
    "places": """\
quince-garden:
  name: Quince garden
  within: quince-valley
quince-valley:
  name: Quince valley
  lat: 43.5
  lon: 77
quince-hill:
  name: Quince hill
orchard:
  name: Orchard
""",
    "sources": "".join(
        f"quince-{name}:\n  title: The quince {name}\n  publisher: Quince press\n"
        + (f"  url: https://example.org/quince-{name}\n" if name == "letter" else "")
        for name in ("weekly", "report", "herbal", "statute", "letter", "count")
    ),
    "figures": """\
quince-crop:
  title: Quinces picked
  unit: quinces
  reports:
  - value: 7
    by: council
    as_of: 2022-01-06
    sources: [quince-count]
""",
    "quotes": "quince-quote:\n  text: Quinces.\n  speaker: quince-grower\n  sources: [quince-weekly]\n",
}


@pytest.fixture
def drafted(good_site: Path, tmp_path: Path) -> Path:
    site = copy(good_site, tmp_path / "site")
    write(site, DRAFTS)
    for name, more in DATA.items():
        file = site / f"content/data/{name}.yaml"
        file.write_text(file.read_text("utf-8") + more, encoding="utf-8")
    return site


def saying(folder: Path) -> list[str]:
    """Return the files below a folder that say the secret, or are called by it."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return [
        str(file.relative_to(folder)) for file in files if SECRET in file.read_bytes().lower() or SECRET in bytes(file.relative_to(folder))
    ]


def test_only_what_is_published_names_is_published(drafted: Path) -> None:
    settings = (drafted / "pelicanconf.py").read_text("utf-8")
    write(drafted, {"pelicanconf.py": settings + 'DATELINE = {"drafts": False}\nSITEURL = "https://example.org"\n'})
    done = pelican(drafted)
    assert done.returncode == 0, done.stderr
    output = drafted / "output"
    assert saying(output) == []
    held = "held back with drafts: 3 pictures, 3 people, 1 organisation, 3 places, 1 figure, 1 quote, 6 sources"
    assert held in " ".join(done.stdout.split())
    # What nobody names is shown, with what it names; what a published text names too stays.
    for page in ("pictures/alone.html", "places/orchard/index.html", "people/mayor/index.html", "pictures/square.html"):
        assert (output / page).is_file(), page
    # A hidden text is published, and what it names with it.
    file = drafted / "content/pages/quince.md"
    file.write_text(file.read_text("utf-8").replace("draft", "hidden"), encoding="utf-8")
    output = build(drafted)
    assert (output / "pictures/quince-page.html").is_file()
    assert not (output / "pictures/quince-fruit.html").exists()


def test_while_writing_all_of_it_is_there(drafted: Path) -> None:
    output = build(drafted)
    drafts = ("drafts/quince-harvest/index.html", "drafts/quinces-ripe/index.html", "drafts/about-quinces/index.html")
    for page in (*drafts, "pictures/quince-tree.html", "people/quince-grower/index.html", "places/quince-valley/index.html"):
        assert (output / page).is_file(), page
    page = (output / drafts[2]).read_text("utf-8")
    assert "Draft: not published" in page
    assert '<meta name="robots" content="noindex' in page
    assert not (output / "about-quinces").exists()
    assert "about-quinces" not in (output / "index.html").read_text("utf-8")


def test_two_drafts_of_one_slug(drafted: Path) -> None:
    file = drafted / "content/pages/quince.md"
    file.write_text(file.read_text("utf-8").replace("Slug: about-quinces", "Slug: quinces-ripe"), encoding="utf-8")
    done = pelican(drafted)
    assert done.returncode == 1
    told = 'content/pages/quince.md:3: the slug "quinces-ripe" is that of content/timeline/2022-01-07-quince.md too: write another "Slug: ..."'
    assert told in done.stderr
