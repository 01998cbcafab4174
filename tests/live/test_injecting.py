"""What is put into a page while it is served: the script, and no more leave than it needs."""

from __future__ import annotations

import pytest
from dateline.live.injecting import adapted, injected, rooted

SCRIPT = b'<script src="/.dateline/live.js" async data-tag="t" data-file="a.html"></script>'
OURS = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'sha256-x'"


@pytest.mark.parametrize(
    ("written", "served"),
    [
        (OURS, OURS),
        ("default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'"),
        ("default-src 'self'; img-src data:", "default-src 'self'; img-src data:"),
        ("default-src *", "default-src *"),
        ("img-src 'none'", "img-src 'none'"),
        ("script-src 'sha256-x'", "script-src 'sha256-x' 'self'"),
        ("script-src 'NONE'; connect-src https://example.org", "script-src 'self'; connect-src https://example.org 'self'"),
        ("script-src 'self'; script-src-elem 'none'", "script-src 'self'; script-src-elem 'self'"),
        ("script-src 'none'; script-src *", "script-src 'self'"),
        (" ; Script-Src 'none' ;", "script-src 'self'"),
        ("", ""),
    ],
)
def test_the_policy_lets_in_our_script_and_nothing_else(written: str, served: str) -> None:
    assert adapted(written) == served


def test_the_script_stands_at_the_end_of_the_head() -> None:
    assert injected(b"<html><head><title>A</title></HEAD ><body></body>", "t", "a.html") == b"<html><head><title>A</title>" + SCRIPT + b"</HEAD ><body></body>"


def test_a_page_without_a_head_gets_it_at_its_end() -> None:
    assert injected(b"<p>A</p>", "t", "a.html") == b"<p>A</p>" + SCRIPT


@pytest.mark.parametrize(
    "meta",
    [
        """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">""",
        """<META content='default-src &#39;none&#39;' HTTP-EQUIV=content-security-policy>""",
        """<meta data-x="1" content="default-src 'none'" http-equiv='Content-Security-Policy'/>""",
    ],
)
def test_policies_are_found_however_they_are_written(meta: str) -> None:
    page = injected(f"<head>{meta}</head>".encode(), "t", "a.html").decode()
    assert """content="default-src &#x27;none&#x27;; script-src &#x27;self&#x27;; connect-src &#x27;self&#x27;\"""" in page


def test_other_metas_and_all_other_bytes_stay() -> None:
    page = b'<head><meta name="description" content="default-src \xff"></head>\xfe'
    assert injected(page, "t", "a.html").replace(SCRIPT, b"") == page


def test_names_of_files_are_escaped() -> None:
    assert b'data-file="a&quot;&lt;b&gt;.html"' in injected(b"</head>", "t", 'a"<b>.html')


def test_the_page_for_what_is_missing_works_at_any_address() -> None:
    page = b"""<head lang="en"><meta charset="utf-8"></head><a href="index.html">Home</a><a class="skip" href="#content">Skip</a>"""
    assert rooted(page, "/a b/c/") == (
        b"""<head lang="en"><base href="/"><meta charset="utf-8"></head><a href="index.html">Home</a><a class="skip" href="/a%20b/c/#content">Skip</a>"""
    )
