"""One build: what `run.Dateline` does once it is clear that there is something to do. It imports all the rest, which takes its time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from dateline.deliver.manifest import tell_size, write_manifest
from dateline.deliver.policy import refused_styles
from dateline.deliver.signature import signer_of
from dateline.deliver.swap import Stage
from dateline.folders import check_folders
from dateline.garbage import spare_collector, unsearched
from dateline.generator import EventGenerator, prepare
from dateline.logs import ErrorLog, stop_spinner
from dateline.model.address import file_of
from dateline.others import foreign_plugins
from dateline.problems import SETTINGS_FILE, SetupBroken, remind, say
from dateline.read.folder import walk
from dateline.read.names import label_of
from dateline.run import Dateline, Run
from dateline.settings import adapt, read_settings
from dateline.settings_faults import wrong
from dateline.stopping import stop_if_asked
from dateline.unchanged import Before, with_file

spare_collector()


def build(pelican: Dateline, run: Run, pelicans: Callable[[], None]) -> None:
    """Build the site into a stage and put it in the output's place, or only look at it where it is not to be published.

    `pelicans` is Pelican's own run, for where others' plug-ins take part.

    Raises ProblemsFound, SetupBroken, or whatever a plug-in raises; the output is then as it was.
    """
    stop_spinner()
    before = Before(pelican.asked, run.looked)
    run.looked = None
    run.around = before.around() if run.memory else ""
    adapt(pelican.settings)  # from here on they are ours
    _look_at_settings(pelican, run)
    settings = run.settings = read_settings(pelican.settings)
    run.foreign = foreign_plugins(pelican.settings)
    # For generators of plug-ins; what lies over it is among THEME_TEMPLATES_OVERRIDES (see `adapt`).
    pelican.theme = str(settings.theme.kit)
    output = Path(pelican.settings["OUTPUT_PATH"])
    plugins = [Path(folder) for folder in pelican.settings["PLUGIN_PATHS"]]
    check_folders(
        output=output,
        cache=settings.cache,
        content=settings.content,
        theme=settings.theme.layers[0],
        others={"a plug-in folder": [*plugins, Path(__file__).parent], "the kit's theme": settings.theme.layers[1:]},
    )
    # Before anything is made: who is asked for a password is asked at once.
    run.signer = signer_of(settings.options.key, settings.options.serial, settings.content.parent, run.problems) if run.published else None
    agreed = bool(pelican.settings["DELETE_OUTPUT_DIRECTORY"])
    retained = tuple(str(name) for name in pelican.settings["OUTPUT_RETENTION"])
    spare = None if run.foreign else settings.cache / "spare"
    # What others' plug-ins make and drop may be large, and in cycles.
    with nullcontext() if run.foreign else unsearched(), run.at_work:
        with Stage(output, retained, agreed=agreed, spare=spare) as stage:
            run.stage, run.output = stage, stage.output
            _into(stage.folder, pelican, run, pelicans if run.foreign else lambda: _alone(pelican, run))
            if run.foreign:
                _look_at_pages(stage.folder, run)
            run.site = None  # of thousands of pages it takes the room that is needed now
            stage.tidy(run.delivered)
            run.files, size, digests = write_manifest(stage.folder, run.delivered, stage.standing.sizes())
            tell_size(size, label_of(output), run.problems)
            standing = run.problems.warnings()  # what is told of the change itself comes after
            if run.finish:
                run.finish(output, stage.folder, retained)
            stop_if_asked()
            if run.signer:
                run.signer.sign(stage.folder)
                run.seen = with_file(run.seen, run.signer.file)
            if run.published:
                before.made(stage.folder, digests)
                stage.commit()
        if not run.published:
            run.afterwards.clear()
        run.afterwards += run.at_end
        while run.afterwards:  # what is done is let go: of thousands of pages it takes room too
            run.afterwards.pop(0)()
        if run.published:
            run.later.append(partial(before.note, run.summary, run.files, standing, seen=run.seen, integrity=run.integrity))
            say(f"Dateline: {run.summary}, {run.files} files -> {output}")
            remind(run.problems.warnings())


def _alone(pelican: Dateline, run: Run) -> None:
    """Do what Pelican's run does where nobody else hears of it: its generators would read every text for us alone."""
    settings = pelican.settings
    run.folder = walk(Path(settings["PATH"]), settings.get("IGNORE_FILES") or (), run.problems)
    context: dict[str, Any] = {**settings, "static_links": set()}
    generator = EventGenerator(context, settings, settings["PATH"], pelican.theme, settings["OUTPUT_PATH"])
    prepare(run, run.settings, generator.env)
    generator.generate_output(None)


def _look_at_settings(pelican: Dateline, run: Run) -> None:
    """Raise ProblemsFound with everything that is wrong in them."""
    for problem in pelican.at_start:
        run.problems.setup(problem.path, problem.line, problem.what, problem.do, topic=problem.topic)
    run.problems.stop_if_any()
    if "dateline" not in pelican.settings["PLUGINS"]:
        raise SetupBroken(SETTINGS_FILE, 0, 'PLUGINS lacks "dateline"', 'write PLUGINS = ["dateline"]', topic="settings")
    for problem in wrong(pelican.settings):
        run.problems.setup(problem.path, problem.line, problem.what, problem.do, topic=problem.topic)
    for problem, serious in pelican.told:
        note = run.problems.setup if serious else run.problems.warn
        note(problem.path, problem.line, problem.what, problem.do, topic=problem.topic)
    run.problems.stop_if_any()


def _look_at_pages(folder: Path, run: Run) -> None:
    """Raise SetupBroken where a plug-in has rewritten the style of pages, which browsers then refuse."""
    refused = refused_styles(folder, (file_of(page.address) for page in run.site.pages))
    if refused:
        what = f"a plug-in has rewritten the style of {refused[0]}" + (f" and {len(refused) - 1} more" if refused[1:] else "")
        do = "browsers take only the style that the page's policy names: let it leave styles alone (pelican-minify: INLINE_CSS_MIN = False)"
        raise SetupBroken(SETTINGS_FILE, 0, what, do, topic="plug-ins")


def _into(folder: Path, pelican: Dateline, run: Run, generate: Callable[[], None]) -> None:
    """Generate into a folder; what Pelican only logs as an error is a problem."""
    output, delete = pelican.settings["OUTPUT_PATH"], pelican.settings["DELETE_OUTPUT_DIRECTORY"]
    pelican.output_path = pelican.settings["OUTPUT_PATH"] = str(folder)
    pelican.delete_outputdir = False
    log: ErrorLog = pelican.log
    try:
        with log:
            try:
                generate()
            finally:
                for problem in log.take():
                    if not run.problems.concern(problem.path):
                        add = run.problems.setup if problem.setup else run.problems.add
                        add(problem.path, problem.line, problem.what, problem.do, topic=problem.topic)
        run.problems.stop_if_any()
    finally:
        pelican.output_path = pelican.settings["OUTPUT_PATH"] = output
        pelican.delete_outputdir = delete


