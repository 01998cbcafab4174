"""The commands of the kit: one table, from which `dateline` and the tasks of `invoke` are made.

A new command is a row: its group, its name, what it does in one line, the function that does it (see faces.Command) and its parameters.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from dateline.problems import SETUP, near_or, say, spare_console

from .faces import Command, Parameter, arguments_of, ending, overview
from .options import head_options, record_options

PROGRAM = "dateline"
ABOUT = "Dateline: one event, told completely, as a site that can be hosted anywhere."
GROUPS = {
    "start": "Start and keep current",
    "write": "Write",
    "see": "See",
    "check": "Check",
    "publish": "Publish",
}
"""The groups in which the commands are shown, and their headings."""

_SITE = Parameter("site", "address of the site, https://...; otherwise $SITEURL, or what publishconf.py says", "")
_PORT = Parameter("port", "default: PORT in pelicanconf.py, or 8000", 0)
_SERVING = (_PORT, Parameter("browser", "show the site in the browser", True))
_FOLLOW = Parameter("follow", "go to the page whose text was saved", True)
_LIVE = (*_SERVING, _FOLLOW)
_PELICAN = "what follows goes to Pelican as it is"

COMMANDS = (
    Command("start", "new", "Write a new event's own repository into a folder; on a terminal it asks for what is not given", "new:new",
            (Parameter("folder", "a new one, or an empty one"),
             Parameter("title", "what the event is called", ""),
             Parameter("starts", "its first day: 2024-05-31", ""),
             Parameter("ends", "its last day; without it, it is still going on", ""),
             Parameter("zone", "the time zone of its times: Europe/Madrid", ""),
             Parameter("language", "of its texts: en, es, pt-BR (default: en)", ""),
             Parameter("siteurl", "the address at which it will be published, if it is known", ""),
             Parameter("kit", "the wheel that it is made with, a file or an address (default: this kit, kept in its vendor/)", "",
                       metavar="WHEEL"),
             Parameter("git", "begin a git repository, with a first commit", False),
             Parameter("issue_form", "write a form for readers' responses as issues on GitHub, which are public", False)), anywhere=True),
    Command("start", "upgrade", "Move to another version of the kit: write its pins, tell what changed and what content has an older form",
            "upgrading:upgrade",
            (Parameter("to", "a wheel of the kit, its address, or a version: 0.2.0"),
             Parameter("vendor", "keep a copy of the wheel in vendor/ also where it has an address", False),
             Parameter("write", "mend content of an older form, and show how", False))),
    Command("write", "entry", "Write a new entry of the timeline", "writing:entry",
            (Parameter("title", "the headline"), *head_options("entry", ("Title",)))),
    Command("write", "article", "Write a new article, a draft", "writing:article",
            (Parameter("title", "the headline"), *head_options("article", ("Title",)))),
    Command("write", "response", "Write a new response of a reader: a file for the letter, a draft until its writer agrees", "responding:response",
            (Parameter("about", "slug of the entry or article"), *head_options("response", ("About",)))),
    Command("write", "picture", "Copy pictures into the content and write a caption file for each from the picture's own fields",
            "pictures:add",
            (Parameter("file", "a picture, wherever it lies, or a pattern: photos/*.jpg", many=True), *head_options("picture"))),
    Command("write", "source", "Add a source to sources.yaml; nothing is fetched", "adding:source",
            (Parameter("url", "its address"), *record_options("sources", positional=("url",)))),
    Command("write", "person", "Add a person to people.yaml", "adding:person",
            (Parameter("name", "the name in the site's language"), *record_options("people", positional=("name",)))),
    Command("write", "organisation", "Add an organisation to organisations.yaml", "adding:organisation",
            (Parameter("name", "its name"), *record_options("organisations", positional=("name",)))),
    Command("write", "place", "Add a place to places.yaml, with position and time zone where it is a town of a known name", "adding:place",
            (Parameter("name", "its name"), *record_options("places", positional=("name",)),
             Parameter("which", "number of the town, where several have the name", 0))),
    Command("write", "figure", "Add a figure with its first report to figures.yaml", "adding:figure",
            (Parameter("title", "what is counted"), *record_options("figures", "reports", positional=("title",)))),
    Command("write", "quote", "Add a quote to quotes.yaml", "adding:quote",
            (Parameter("words", "the words, letter by letter"), *record_options("quotes", positional=("text",)))),
    Command("write", "keep", "Keep files that show what a source said: copy them into content/kept/, and write their hashes down", "keeping:keep",
            (Parameter("source", "key of the source"),
             Parameter("file", "a screenshot, a PDF, a text, a web archive (WACZ), wherever it lies", many=True),
             Parameter("publish", "publish it; otherwise only its hash and its date are", False),
             Parameter("captured", "when: a day, or a time with its offset (default: the file's own day)", ""),
             Parameter("by", "who captured it", ""),
             Parameter("with_", "the program that captured it", ""),
             Parameter("note", "what to be careful about", ""))),
    Command("write", "metadata", "Print what is known of a picture, and which field comes from where",
            "pictures:metadata",
            (Parameter("name", "of a picture in content/pictures/, with or without its ending"),)),
    Command("write", "import", "Write entries and pictures from a timeline of TimelineJS or from a table, sources from the sheet of an Auto Archiver; no file is overwritten",
            "importing:import_choices",
            (Parameter("format", "timelinejs, csv or auto-archiver"),
             Parameter("file", "TimelineJS's JSON or spreadsheet as CSV; or any CSV"),
             Parameter("columns", "what the columns of a CSV are: title=Headline; when=Date+Time; kind=Type", ""),
             Parameter("kind", "key of the kind of entries whose own is not known", ""),
             Parameter("source", "key of the source of entries that name none", ""),
             Parameter("zone", "time zone of a new event", ""),
             Parameter("dates", "what dates like 5/2/2022 begin with: dmy or mdy", ""))),
    Command("write", "map", "Cut the event's map out of a larger one, simplify it, store it as content/data/map.geojson",
            "maps:make_map_of_choices",
            (Parameter("file", "GeoJSON or TopoJSON of countries"),
             Parameter("regions", "a second file: regions, whose inner borders are drawn; an event in one of them gets a map of it", ""),
             Parameter("towns", "a third file: points with names, shown where there is room, so that readers know where they are", ""),
             Parameter("layer", "of a TopoJSON that has several", ""),
             Parameter("home", "name of the event's country (default: the one in which most places lie)", ""),
             Parameter("places", "keys of the places to show (default: those that lie within one country)", ""),
             Parameter("replace", "make content/data/map.geojson anew", False))),
    Command("write", "translate",
            "Tell what a language of the event lacks, or has out of date; begin its catalogue of the interface's words, or bring it up to date",
            "translating:translate",
            (Parameter("language", "its tag: kk, pt-BR, zh-Hans"),
             Parameter("begin", "a text: begin its translation, a file to write over", "", metavar="FILE"),
             Parameter("json", "tell of the texts as JSON", False),
             Parameter("export", "write all words of the event into this PO file, for translators who work with one", "", metavar="FILE.po"),
             Parameter("import_", "take the translations of a PO file that was exported into the event's files", "", metavar="FILE.po"))),
    Command("write", "translated", "Declare translations done: write into their heads what they were made from", "declaring:translated",
            (Parameter("file", "a translation, or a text that stands for all its translations", many=True),
             Parameter("line", "declare only the paragraph that begins on this line of the translation", 0))),
    Command("write", "schemas", "Write what editors need to complain while one types: JSON Schemas, snippets, settings", "editors:schemas",
            (Parameter("folder", "only the schemas, into this folder (default: all of it, into .vscode/)", ""),)),
    Command("see", "build", "Build the site for writing: links work from a disk", "building:build", rest=_PELICAN),
    Command("see", "rebuild", "`build` with Pelican's delete switch", "building:rebuild", rest=_PELICAN),
    Command("see", "live", "Build, serve, and show in the browser whatever is saved, or what is wrong with it", "live:live", _LIVE, rest=_PELICAN),
    Command("see", "livereload", "Another name of `live`", "live:live", _LIVE, rest=_PELICAN),
    Command("see", "reserve", "Another name of `live`", "live:live", _LIVE, rest=_PELICAN),
    Command("see", "regenerate", "`live` without opening the browser", "live:regenerate", (_PORT, _FOLLOW), rest=_PELICAN),
    Command("see", "serve", "Serve the output at http://127.0.0.1:8000/", "building:serve", _SERVING),
    Command("see", "clean", "Remove the output", "project:clean"),
    Command("check", "check", "Check all that a build checks, without writing; the addresses of sources; addresses that would be gone",
            "check:check",
            (Parameter("json", "tell it as JSON", False),
             Parameter("sarif", "tell it as SARIF 2.1.0, which code scanning takes", False),
             Parameter("github", "as annotations of a pull request; in GitHub's workflows they come by themselves", False),
             Parameter("online", "ask the addresses of sources too", False),
             Parameter("against", "a published site (https://...) or a folder: which of its addresses would be gone", ""),
             Parameter("strict", "take warnings for problems", False),
             Parameter("settings", "default: pelicanconf.py; with --against publishconf.py", ""),
             _SITE),
            rest="files or folders to which what is told is restricted"),
    Command("check", "validate", "Check the output with the Nu Html Checker (needs Java and npm)", "validating:validate"),
    Command("check", "lighthouse",
            "Build for production and audit front page, an article and the timeline with Lighthouse (needs a Chromium, Node.js, npm)",
            "lighthouse:audit"),
    Command("publish", "preview", "Build the site for production", "building:preview", (_SITE,), rest=_PELICAN),
    Command("publish", "publish", "`preview`, then copy the output to a server with rsync", "building:publish",
            (_SITE, Parameter("to", "where rsync takes it, user@host:folder; otherwise it stays in the output folder", "")), rest=_PELICAN),
    Command("publish", "zip", "Pack the site into one file that opens from a disk; the same site makes the same file", "zipping:zip_site",
            (Parameter("to", "the file, default: NAME.zip", ""),)),
    Command("publish", "editions", "Make the event into single files to be passed on: .html in three sizes, EPUB, lines for a message", "editions:editions",
            (Parameter("to", "a folder, default: editions", ""),
             Parameter("kinds", "which, with commas between: words,epub (default: all)", ""),
             _SITE)),
    Command("publish", "hosting", "Print what a host must be told: headers, caching, old addresses",
            "hosts:hosting",
            (Parameter("host", "nginx, apache, caddy, netlify or cloudflare", choices=("nginx", "apache", "caddy", "netlify", "cloudflare")),
             _SITE,
             Parameter("folder", "where the server's files lie, default: /var/www/HOST", ""))),
    Command("publish", "key", "Make a pair of keys with which a site is signed; the secret one lies outside of every repository", "signing_key:make_key",
            (Parameter("file", "the secret key's, a new one: ~/keys/event.key; the public one is written beside it"),
             Parameter("password", "lock the secret key with a password", True)), anywhere=True),
    Command("publish", "verify", "Check a copy of a site, of whoever made it, against its list, and the list against the publishers' key", "verifying:verify",
            (Parameter("where", "its address, its folder, or the file of an edition that has SHA256SUMS beside it"),
             Parameter("key", "the publishers' public key, RW..., or the file that holds it", ""),
             Parameter("at_least", "the lowest number that its build may have; nothing is then remembered", -1)), anywhere=True),
    Command("publish", "gh-pages", "`preview`, then commit the output to a branch and push it, for GitHub Pages without Actions",
            "building:gh_pages",
            (_SITE,
             Parameter("branch", "that holds the site", "gh-pages"),
             Parameter("message", "of the commit", "Publish"),
             Parameter("push", "to the remote 'origin'", True)), rest=_PELICAN),
)


def _help() -> str:
    from shutil import get_terminal_size

    return overview(COMMANDS, GROUPS, PROGRAM, ABOUT, min(get_terminal_size().columns, 100))


def main(words: Sequence[str] | None = None) -> int:
    """Run `dateline ...`; return its exit status: 0, 1 for problems in content, 2 for a wrong call or set-up, 130 after Ctrl-C."""
    spare_console()
    name, *others = (sys.argv[1:] if words is None else list(words)) or [""]
    by_name = {command.name: command for command in COMMANDS}
    if name == "help" and others:
        name, others = others[0], ["--help"]
    if name in ("--help", "-h", "help"):
        say(_help())
        return 0
    if name in ("--version", "-V"):
        from dateline import __version__

        say(f"{PROGRAM} {__version__}")
        return 0
    if not name:
        say(_help(), error=True)
        return SETUP
    if name not in by_name:
        what, known = ("option", ("--help", "--version")) if name.startswith("-") else ("command", tuple(by_name))
        say(f"{PROGRAM}: unknown {what} {name}: {near_or(name, known, f'see `{PROGRAM} --help`')}", error=True)
        return SETUP
    command = by_name[name]
    arguments = arguments_of(command, PROGRAM, others)
    code, message = ending(lambda: command.run(None, arguments))
    if message:
        say(message, error=True)
    return code
