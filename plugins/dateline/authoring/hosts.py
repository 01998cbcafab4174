"""`hosting`: what a host must be told, written out for nginx, Apache, Caddy, Netlify and Cloudflare Pages.

All of it is made of the same table (exports.headers) and of the output's own list of old addresses (exports.redirects).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from dateline.dataclass import dataclass
from dateline.exports.headers import ADDRESSED, ALWAYS, CACHING, EMBEDDED, FOREVER, FRAMING, SECURE, SHORT
from dateline.exports.redirects import REDIRECTS
from dateline.problems import near_or, say

from .answers import site_option
from .project import PUBLISH_SETTINGS, Project, stop

TYPES = {"avif": "image/avif", "geojson": "application/geo+json", "ics": "text/calendar", "webp": "image/webp", "woff2": "font/woff2"}
"""Media types that not every server knows."""
TEXTS = ("text/css", "text/javascript", "text/xml", "text/calendar", "text/csv", "application/javascript", "application/json",
         "application/xml", "application/atom+xml", "application/geo+json", "image/svg+xml")  # fmt: skip
"""Media types that are worth packing, besides text/html."""
_PATTERN = re.compile(r"[*:]")
"""What makes a line of `_redirects` a rule for many addresses: splats and placeholders of an author's own."""


@dataclass(frozen=True)
class Served:
    """A site as a server sees it: its name, its path (`/` or `/event/`), the folder of all of the server's files, what leads elsewhere.

    The output lies in `folder`, below the path. `embedded` are folders whose pages others may show inside theirs.
    """

    host: str
    root: str
    folder: str
    secure: bool = True
    moves: tuple[tuple[str, str], ...] = ()
    left: int = 0
    embedded: tuple[str, ...] = EMBEDDED

    @property
    def forever(self) -> str:
        """A regular expression of the paths of files that never change; without braces, which mean something else in half of these files."""
        kinds = (f"{folder}.+\\.({'|'.join(endings)})" for folder, endings in ADDRESSED.items())
        return f"^{re.escape(self.root)}({'|'.join(kinds)})$"

    @property
    def framed(self) -> str:
        """A regular expression of the paths of pages that others may show; empty where there are none."""
        return f"^{re.escape(self.root)}({'|'.join(map(re.escape, self.embedded))})" if self.embedded else ""


def hosting(project: Project, host: str, site: str = "", folder: str = "") -> int:
    """Print what a host must be told; `site` is the site's address, `folder` where the server's files lie. Raises Stop."""
    if host not in HOSTS:
        raise stop(f'there is no "{host}" here: {near_or(host, HOSTS, "choose one of " + ", ".join(HOSTS))}')
    say(HOSTS[host](served(project, site_option(site) or _address(project), folder)).rstrip("\n"))
    return 0


def _address(project: Project) -> str:
    from pelican.settings import get_settings_from_file

    if not (project.root / PUBLISH_SETTINGS).is_file():
        return os.environ.get("SITEURL", "")
    try:
        found = get_settings_from_file(str(project.root / PUBLISH_SETTINGS)).get("SITEURL")
    except Exception as error:
        raise stop(f"{PUBLISH_SETTINGS} cannot be read: {type(error).__name__}: {error}") from error
    return str(found or os.environ.get("SITEURL") or "")


def served(project: Project, site: str, folder: str) -> Served:
    """Return what is known of a site that has been built for production. Raises Stop where that is not so."""
    parts = urlsplit(site)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise stop("the address of the site is not known: write --site https://example.org")
    project.need_output()
    if not (project.output / "sitemap.xml").is_file():
        raise stop(f"{project.shown(project.output)}/ was built for writing: run `dateline preview --site {site}` first")
    moves, left = moves_of(project.output.joinpath(REDIRECTS).read_text("utf-8") if (project.output / REDIRECTS).is_file() else "")
    where = folder or f"/var/www/{parts.hostname}"
    if not re.fullmatch(r"/[^\s\"'{}$;#\\]+", where):
        raise stop(f'"{where}" is no folder that all servers can be told: write --folder /var/www/NAME')
    return Served(parts.netloc, f"{parts.path.rstrip('/')}/", where.rstrip("/"), parts.scheme == "https", moves, left)


def moves_of(text: str) -> tuple[tuple[tuple[str, str], ...], int]:
    """Return the lines of `_redirects` as pairs of an old path, decoded, and where it leads; and how many only Netlify and Cloudflare can take."""
    moves: dict[str, str] = {}
    left = 0
    for line in text.splitlines():
        old, to, code, *_ = [*line.split(), "", "", ""]
        if not old or old.startswith("#"):
            continue
        if _PATTERN.search(old) or not old.startswith("/") or code not in ("", "301") or not to.startswith(("/", "https://", "http://")):
            left += 1
        else:
            moves.setdefault(unquote(old), to)
    return tuple(moves.items()), left


def _remark(site: Served) -> Iterator[str]:
    if site.left:
        lines = "one line" if site.left == 1 else f"{site.left} lines"
        yield f"# {lines} of your own _redirects that lead many addresses on, or not for good, are not here: write them in this server's way."


def _quoted(text: str) -> str:
    """Return a word of a configuration file. Caddy leaves backslashes alone, but no word that we write for it has one."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def nginx(site: Served) -> str:
    """Return a server block."""
    values = {CACHING: SHORT, FRAMING[0]: FRAMING[1], **({SECURE[0]: ""} if site.secure else {}), **dict(ALWAYS)}
    names = {name: f"$dateline_{name.lower().replace('-', '_')}" for name in values}
    lines = [
        "listen 80;", "listen [::]:80;", f"server_name {urlsplit('//' + site.host).hostname};",
        *(["# `certbot --nginx` adds the certificate, and leads http to https."] if site.secure else []),
        "", f"# The output lies in {site.folder}{site.root}", f"root {site.folder};", "index index.html;", f"error_page 404 {site.root}404.html;",
        "absolute_redirect off;", "charset utf-8;", f"charset_types {' '.join(TEXTS)};",
        "gzip on;", "gzip_vary on;", "gzip_comp_level 6;", f"gzip_types {' '.join(TEXTS)};", "",
        *(f"set {names[name]} {_quoted(value)};" for name, value in values.items()),
        f"if ($uri ~ {_quoted(site.forever)}) {{ set {names[CACHING]} {_quoted(FOREVER)}; }}",
        *([f"if ($uri ~ {_quoted(site.framed)}) {{ set {names[FRAMING[0]]} \"\"; }}"] if site.framed else []),
        *([f"if ($scheme = https) {{ set {names[SECURE[0]]} {_quoted(SECURE[1])}; }}"] if site.secure else []),
        *(f"add_header {name} {names[name]}{'' if name == CACHING else ' always'};" for name in values), "",
        *(f"location ~ \\.{ending}$ {{ types {{ }} default_type {kind}; }}" for ending, kind in TYPES.items()),
        *(f"location = {_quoted(old)} {{ return 301 {_quoted(to)}; }}" for old, to in site.moves),
        *_remark(site),
    ]  # fmt: skip
    return f"server {{\n{_indented(lines)}}}\n"


def apache(site: Served) -> str:
    """Return a virtual host; it needs mod_headers and mod_dir, mod_mime, mod_alias, mod_deflate and mod_filter, which Debian enables but for the first."""
    def unless(pattern: str) -> str:
        return f' "expr=!(%{{REQUEST_URI}} =~ m#{pattern}#)"' if pattern else ""

    lines = [
        "# Needs mod_headers: a2enmod headers", f"ServerName {site.host}",
        *(["# `certbot --apache` adds the certificate, and leads http to https."] if site.secure else []),
        "", f"# The output lies in {site.folder}{site.root}", f"DocumentRoot {_quoted(site.folder)}",
        f"<Directory {_quoted(site.folder)}>", "    Require all granted", "    AllowOverride None", "    Options FollowSymLinks", "</Directory>",
        "DirectoryIndex index.html", f"ErrorDocument 404 {site.root}404.html",
        *(f"AddType {kind} .{ending}" for ending, kind in TYPES.items()), "AddDefaultCharset utf-8", "AddCharset utf-8 .css .csv .ics .js .json .xml",
        f"AddOutputFilterByType DEFLATE text/html {' '.join(TEXTS)}", "",
        *(f"Header always set {name} {_quoted(value)}" for name, value in ALWAYS),
        f"Header always set {FRAMING[0]} {_quoted(FRAMING[1])}{unless(site.framed)}",
        *([f"Header always set {SECURE[0]} {_quoted(SECURE[1])} \"expr=%{{HTTPS}} == 'on'\""] if site.secure else []),
        f"Header set {CACHING} {_quoted(SHORT)}",
        f"Header set {CACHING} {_quoted(FOREVER)} \"expr=%{{REQUEST_URI}} =~ m#{site.forever}#\"", "",
        *(f"RedirectMatch 301 {_quoted(f'^{re.escape(old)}$')} {_quoted(to)}" for old, to in site.moves),
        *_remark(site),
    ]  # fmt: skip
    return f"<VirtualHost *:80>\n{_indented(lines)}</VirtualHost>\n"


def caddy(site: Served) -> str:
    """Return a site block of a Caddyfile. Caddy gets the certificate itself."""
    framing = [f"@framed not path_regexp {site.framed}"] if site.framed else []
    lines = [
        f"# The output lies in {site.folder}{site.root}", f"root * {_quoted(site.folder)}", "encode gzip", "",
        *(f"header {name} {_quoted(value)}" for name, value in (*ALWAYS, *([SECURE] if site.secure else []))),
        *framing, f"header {'@framed ' if framing else ''}{FRAMING[0]} {_quoted(FRAMING[1])}",
        f"@forever path_regexp {site.forever}", f"@short not path_regexp {site.forever}",
        f"header @forever {CACHING} {_quoted(FOREVER)}", f"header @short {CACHING} {_quoted(SHORT)}",
        *(line for ending, kind in TYPES.items() for line in (f"@{ending} path *.{ending}", f"header @{ending} Content-Type {kind}")), "",
        *(line for number, (old, to) in enumerate(site.moves, 1) for line in (f"@moved{number} path {_quoted(old)}", f"redir @moved{number} {_quoted(to)} 301")),
        "file_server", "handle_errors {", f"    header {CACHING} {_quoted(SHORT)}", f"    rewrite * {site.root}404.html", "    file_server", "}",
        *_remark(site),
    ]  # fmt: skip
    return f"{'' if site.secure else 'http://'}{site.host} {{\n{_indented(lines)}}}\n"


def netlify(site: Served) -> str:
    """Return netlify.toml; headers and redirects Netlify reads in the output."""
    return f"""\
# netlify.toml, at the top of the repository. Netlify installs requirements.txt by itself.
# What it says with each file stands in output/_headers, old addresses in output/_redirects: the build writes both.
[build]
  command = "pelican content -s publishconf.py"
  publish = "output"

[build.environment]
  PYTHON_VERSION = "3.13"
  SITEURL = "{_origin(site)}"
"""


def cloudflare(site: Served) -> str:
    """Return wrangler.toml; headers and redirects Cloudflare reads in the output."""
    name = re.sub(r"[^a-z0-9]+", "-", site.host.lower()).strip("-")[:58]
    return f"""\
# wrangler.toml, at the top of the repository. Two ways to publish:
# - From this machine: dateline preview --site {_origin(site)}, then: npx wrangler pages deploy
# - By Cloudflare, at each push: build command `pip install --require-hashes -r requirements.txt && pelican content -s publishconf.py`,
#   with the variables SITEURL={_origin(site)} and PYTHON_VERSION=3.13
# What it says with each file stands in output/_headers, old addresses in output/_redirects: the build writes both.
name = "{name}"
pages_build_output_dir = "output"
compatibility_date = "2025-01-01"
"""


def _origin(site: Served) -> str:
    return f"http{'s' if site.secure else ''}://{site.host}{site.root}".rstrip("/")


def _indented(lines: list[str]) -> str:
    return "".join(f"    {line}\n" if line else "\n" for line in lines)


HOSTS: Mapping[str, Callable[[Served], str]] = {"nginx": nginx, "apache": apache, "caddy": caddy, "netlify": netlify, "cloudflare": cloudflare}
