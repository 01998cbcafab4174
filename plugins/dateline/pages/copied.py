"""What one copies to show something of the site elsewhere: a frame that loads it from here, and plain HTML that says the same by itself."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as etree

from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.embeds import WIDE, EmbedPage
from dateline.pages.frame import Bench
from dateline.wording import direction


def oembed_name(address: Address) -> Address:
    """Return where it is said for programs how something is embedded from an address."""
    return Address(f"{address}oembed.json")


def embedding(bench: Bench, page: EmbedPage, address: Address, label: str = "") -> values.Embedding:
    """Return what one copies to embed a page from its address; `label` tells several of one page apart."""
    return values.Embedding(label, frame_code(bench, page, address), block_code(bench, page))


def frame_code(bench: Bench, page: EmbedPage, address: Address) -> str:
    """Return the frame, with a link inside for where it is not loaded."""
    frame = etree.Element(
        "iframe",
        src=bench.whole(address),
        title=page.link.text,
        width=str(WIDE),
        height=str(page.height),
        style="max-width:100%;border:0",
        loading="lazy",
    )
    etree.SubElement(frame, "a", href=page.canonical).text = page.link.text
    return _html(frame)


def block_code(bench: Bench, page: EmbedPage) -> str:
    """Return the same as plain HTML, for editors that take no frames: of what WordPress lets through, what nearly all others do too."""
    block = _block(page.lang or bench.site.lang, page.canonical)
    strong = etree.SubElement(etree.SubElement(block, "p"), "strong")
    etree.SubElement(strong, "a", href=page.canonical).text = page.link.text
    return _ended(bench, block, page.lines)


def quote_code(bench: Bench, quote: values.Quotation, url: str) -> str:
    """Return a quote as plain HTML: the words in their language, what they mean, who said them where and when, and by which sources."""
    words = bench.words
    block = _block(bench.site.lang, url)
    said = etree.SubElement(block, "p", {"lang": quote.lang, "dir": quote.dir} if quote.lang and quote.lang != bench.site.lang else {})
    said.text = words("“%(words)s”") % {"words": quote.text}
    if quote.translation:
        block.append(_line(words("“%(words)s”") % {"words": quote.translation}))
        block.append(_line(quote.translator))
    link = etree.SubElement(etree.SubElement(block, "p"), "a", href=url)
    link.text = words.listed(filter(None, (quote.speaker.text, quote.context, quote.date.text if quote.date else "")))
    return _ended(bench, block, (words("Source: %(list)s") % {"list": words.listed(source.text for source in quote.sources)},))


def _line(text: str) -> etree.Element:
    line = etree.Element("p")
    line.text = text
    return line


def _block(lang: str, url: str) -> etree.Element:
    return etree.Element("blockquote", cite=url, lang=lang, dir=direction(lang))


def _ended(bench: Bench, block: etree.Element, lines: Iterable[str]) -> str:
    """Return a block as HTML with these lines and a link to the site below what it has."""
    block.extend(_line(line) for line in lines)
    etree.SubElement(etree.SubElement(etree.SubElement(block, "p"), "cite"), "a", href=bench.whole("")).text = bench.site.name
    return _html(block)


def _html(element: etree.Element) -> str:
    written: str = etree.tostring(element, encoding="unicode", method="html")
    return written
