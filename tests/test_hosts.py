"""Hosts do what is written for them: nginx, Apache and Caddy themselves, each on a small site; tests are skipped where a program is missing."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import ssl
import subprocess
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest
from dateline.authoring.hosts import HOSTS, Served, hosting, moves_of, served
from dateline.authoring.project import Project, Stop
from dateline.exports.headers import headers

from tests.certificates import certificate_of
from tests.conftest import Once
from tests.sites import GOOD, build, environment, write

ADDRESS = "https://example.org/event"
PROGRAMS = {"nginx": "nginx", "apache": "apache2", "caddy": "caddy"}
MODULES = "/usr/lib/apache2/modules"
OLD = "/event/old/стара назва/"
FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=600"

Ask = Callable[..., tuple[int, dict[str, str], bytes]]


@pytest.fixture(scope="session")
def published(once: Once) -> Path:
    """The small good site in a folder of a server, built for production below `/event/`, with an old address of two words."""

    def make(folder: Path) -> None:
        article = str(GOOD["content/articles/first.md"]).replace("Slug: first", "Slug: first\nFormerly: /old/стара%20назва/")
        conf = str(GOOD["pelicanconf.py"]) + f'SITEURL = "{ADDRESS}"\nRELATIVE_URLS = False\n'
        own = {"content/extra/_redirects": "/event/news/* /event/articles/:splat 301\n", "content/extra/days.ics": "BEGIN:VCALENDAR\n"}
        write(folder / "site", {**GOOD, "content/articles/first.md": article, "pelicanconf.py": conf, **own})
        build(folder / "site")
        shutil.copytree(folder / "site/output", folder / "www/event")

    return once("published", make)


@pytest.fixture(scope="session")
def certificate(once: Once) -> Path:
    """A folder with a certificate that nobody has signed, and its key."""
    return certificate_of(once)


def project(root: Path) -> Project:
    return Project(root, root / "content", root / "output", root / "theme", "127.0.0.1", 8000)


def free_ports(number: int) -> list[int]:
    with contextlib.ExitStack() as opened:
        sockets = [opened.enter_context(socket.socket()) for _ in range(number)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def whole(host: str, snippet: str, certificate: Path, plain: int, secure: int) -> str:
    """Return a whole configuration file around a snippet, which listens on two ports of this machine."""
    cert, key = certificate / "cert.pem", certificate / "key.pem"
    if host == "nginx":
        listen = f"listen 127.0.0.1:{plain}; listen 127.0.0.1:{secure} ssl; ssl_certificate {cert}; ssl_certificate_key {key};"
        snippet = snippet.replace("listen 80;", listen).replace("listen [::]:80;", "")
        temporary = " ".join(f"{name}_temp_path {name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        http = f"http {{ include /etc/nginx/mime.types; access_log off; {temporary}\n{snippet}}}"
        user = "user root; " if os.geteuid() == 0 else ""  # else its workers become nobody, who may not read the tests' folders
        return f"{user}daemon off; pid nginx.pid; error_log stderr warn;\nevents {{}}\n{http}\n"
    if host == "apache":
        names = ("mpm_event", "authz_core", "dir", "mime", "alias", "headers", "filter", "deflate", "ssl", "setenvif")
        loaded = "".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in names)
        both = "".join(
            snippet.replace("*:80>", f"127.0.0.1:{port}>{extra}")
            for port, extra in ((plain, ""), (secure, f"\nSSLEngine on\nSSLCertificateFile {cert}\nSSLCertificateKeyFile {key}"))
        )
        listen = f"Listen 127.0.0.1:{plain}\nListen 127.0.0.1:{secure}\n"
        types = "TypesConfig /etc/mime.types\nPidFile apache.pid\nErrorLog /dev/stderr\nDefaultRuntimeDir .\n"
        return f"ServerRoot .\n{loaded}{types}{listen}ServerName localhost\n{both}"
    snippet = snippet.replace("example.org {", f"https://localhost:{secure} {{\n    bind 127.0.0.1\n    tls {cert} {key}")
    return f"{{\n    admin off\n    auto_https off\n}}\n{snippet}"


def command(host: str, folder: Path) -> list[str]:
    program = shutil.which(PROGRAMS[host], path=f"{os.environ.get('PATH', '')}:/usr/sbin") or ""
    if not program:
        pytest.skip(f"{PROGRAMS[host]} is not there")
    file = folder / "conf"
    return {
        "nginx": [program, "-p", str(folder), "-c", str(file), "-e", "stderr"],
        "apache": [program, "-d", str(folder), "-f", str(file), "-DFOREGROUND"],
        "caddy": [program, "run", "--config", str(file), "--adapter", "caddyfile"],
    }[host]


@contextlib.contextmanager
def running(host: str, published: Path, certificate: Path, folder: Path, embedded: tuple[str, ...] = ()) -> Iterator[Ask]:
    """Run a server with its snippet; yield a function that asks it (`secure=False`: without https)."""
    started = command(host, folder)
    site = served(project(published / "site"), ADDRESS, str(published / "www"))
    snippet = HOSTS[host](Served(**{**vars(site), "embedded": embedded}))
    plain, secure = free_ports(2)
    (folder / "conf").write_text(whole(host, snippet, certificate, plain, secure), "utf-8")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(started, cwd=folder, env=environment(folder / "home"), stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    context = ssl.create_default_context(cafile=str(certificate / "cert.pem"))

    def ask(path: str, *, tls: bool = True, **said: str) -> tuple[int, dict[str, str], bytes]:
        made = HTTPSConnection("localhost", secure, timeout=10, context=context) if tls else HTTPConnection("127.0.0.1", plain, timeout=10)
        with contextlib.closing(made) as connection:
            connection.request("GET", path, headers={"Host": f"localhost:{secure}", **said})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    try:
        for _ in range(200):
            assert process.poll() is None, (folder / "log").read_text("utf-8")
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", secure), 1):
                break
            time.sleep(0.05)
        yield ask
    finally:
        process.terminate()
        process.wait(20)


def said(headers: Mapping[str, str], *names: str) -> tuple[str, ...]:
    return tuple(headers.get(name, "") for name in names)


@pytest.mark.parametrize("host", PROGRAMS)
def test_servers_do_what_is_written_for_them(host: str, published: Path, certificate: Path, tmp_path: Path) -> None:
    rendition = next((published / "www/event/pictures").glob("square-*")).name
    font = next((published / "www/event/theme").glob("*.woff2")).name
    shard = next((published / "www/event/search/parts").glob("words-*.js")).name
    policies = ("content-security-policy", "x-content-type-options", "strict-transport-security")
    with running(host, published, certificate, tmp_path, embedded=("figures/",)) as ask:
        status, headers, body = ask("/event/articles/first/")
        assert (status, headers["content-type"].lower(), headers["cache-control"]) == (200, "text/html; charset=utf-8", SHORT)
        assert said(headers, *policies) == ("frame-ancestors 'none'", "nosniff", "max-age=31536000")
        assert b"<h1" in body
        status, headers, body = ask("/event/articles/first/", **{"Accept-Encoding": "gzip"})
        assert (status, headers["content-encoding"]) == (200, "gzip")
        # What is made to be embedded may be framed; all else holds for it too.
        status, headers, _ = ask("/event/figures/")
        assert (status, *said(headers, *policies)) == (200, "", "nosniff", "max-age=31536000")
        assert ask("/event/search/index.js")[1]["cache-control"] == SHORT, "it leads to files that have other names tomorrow"
        for file, kind in ((f"pictures/{rendition}", "image/"), (f"theme/{font}", "font/woff2"), (f"search/parts/{shard}", ("text/javascript", "application/javascript"))):
            status, headers, _ = ask(f"/event/{file}")
            assert (status, headers["cache-control"], headers["x-content-type-options"]) == (200, FOREVER, "nosniff")
            assert headers["content-type"].startswith(kind)
        for path in ("/event/nothing/", "/event/theme/nothing-123456789abc.js", "/event/pictures/nothing-123456789abc-480.avif"):
            status, headers, body = ask(path)
            assert (status, b"There is nothing here." in body) == (404, True), path
            assert said(headers, *policies) == ("frame-ancestors 'none'", "nosniff", "max-age=31536000")
            assert "immutable" not in headers.get("cache-control", "")
        status, headers, _ = ask("/event/articles/first")
        assert (status in (301, 308), headers["location"].removeprefix(f"https://localhost:{headers['location'].split(':')[-1].split('/')[0]}")) == (
            True,
            "/event/articles/first/",
        )
        status, headers, _ = ask("/event/old/%D1%81%D1%82%D0%B0%D1%80%D0%B0%20%D0%BD%D0%B0%D0%B7%D0%B2%D0%B0/")
        assert (status, headers["location"].rpartition("/event/")[2]) == (301, "articles/first/")
        assert ask("/event/days.ics")[1]["content-type"].startswith("text/calendar")
        assert ask("/event/downloads/timeline.geojson")[1]["content-type"].startswith("application/geo+json")
        assert ask("/event/../../conf")[0] in (400, 404)
        if host != "caddy":  # which has no http of its own here
            status, headers, _ = ask("/event/", tls=False)
            assert (status, *said(headers, *policies)) == (200, "frame-ancestors 'none'", "nosniff", "")


def test_hosts_that_read_it_in_the_output_find_headers_there(published: Path) -> None:
    said = (published / "site/output/_headers").read_text("utf-8")
    assert said.startswith("/event/*\n  X-Content-Type-Options: nosniff\n  Strict-Transport-Security: max-age=31536000\n")
    assert "/event/timeline/*\n  Content-Security-Policy: frame-ancestors 'none'\n" in said
    assert "/event/embed/" not in said, "pages made to be embedded"
    assert f"/event/theme/*.woff2\n  Cache-Control: {FOREVER}\n" in said
    assert f"/event/search/parts/*.js\n  Cache-Control: {FOREVER}\n" in said
    names = [line for line in said.splitlines() if not line.startswith(" ")]
    assert len(names) == len(set(names)) < 100, "Cloudflare takes a hundred rules"
    assert all(name.count("*") <= 1 for name in names), "and at most one splat in each"


def test_pages_made_to_be_embedded_are_left_out_one_by_one() -> None:
    rules = headers("/", secure=False, top=("embed/", "timeline/", "404.html"), embedded=("embed/",)).decode()
    framed = [block.splitlines()[0] for block in ("\n" + rules).split("\n/")[1:] if "frame-ancestors" in block]
    assert framed == ["", "404.html", "timeline/*"]
    assert "Strict-Transport-Security" not in rules


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("netlify", ('publish = "output"', 'SITEURL = "https://example.org/event"')),
        ("cloudflare", ('pages_build_output_dir = "output"', 'name = "example-org"')),
        ("nginx", ("# one line of your own _redirects", 'location = "/event/old/стара назва/" { return 301 "/event/articles/first/"; }')),
    ],
)
def test_each_host_has_its_own_form(host: str, words: tuple[str, ...], published: Path) -> None:
    snippet = HOSTS[host](served(project(published / "site"), ADDRESS, ""))
    assert [word for word in words if word not in snippet] == []
    if host in ("netlify", "cloudflare"):
        tomllib.loads(snippet)


def test_lines_for_many_addresses_are_counted_and_left() -> None:
    text = "# mine\n/a /b 301\n/a /c 301\n/x/* /y/:splat 301\n/old%20one/ /new/\n/temporary /b 302\nhttps://a.example/ /b\n"
    assert moves_of(text) == ((("/a", "/b"), ("/old one/", "/new/")), 3)


@pytest.mark.parametrize(
    ("site", "folder", "message"),
    [
        ("", "", "the address of the site is not known: write --site https://example.org"),
        ("ftp://example.org", "", "the address of the site is not known: write --site https://example.org"),
        ("https://example.org", "/var/www/a b", '"/var/www/a b" is no folder that all servers can be told: write --folder /var/www/NAME'),
        ("https://example.org", "/srv/$x;", '"/srv/$x;" is no folder that all servers can be told: write --folder /var/www/NAME'),
    ],
)
def test_what_no_server_can_be_told(site: str, folder: str, message: str, published: Path) -> None:
    with pytest.raises(Stop) as told:
        served(project(published / "site"), site, folder)
    assert (told.value.message, told.value.code) == (message, 2)


def test_an_address_that_is_none_is_told_as_everywhere(published: Path) -> None:
    with pytest.raises(Stop) as told:
        hosting(project(published / "site"), "nginx", "example")
    assert told.value.message == '--site: the address "example" is no web address: write it whole, beginning with https://'


def test_a_site_for_writing_is_no_site_for_a_server(good_site: Path) -> None:
    with pytest.raises(Stop) as told:
        served(project(good_site), ADDRESS, "")
    assert told.value.message == f"output/ was built for writing: run `dateline preview --site {ADDRESS}` first"
