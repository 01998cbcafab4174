"""Dateline: event microsites on Pelican.

The sequence of a run is on this screen: the content folder is walked, Pelican reads articles and pages with our reader, then `check`
reads the rest, makes the model and stops the run if anything is wrong, then the generator presents and delivers. `run.Dateline`
(PELICAN_CLASS) looks at the settings first, puts it all into a folder beside the output and, when the generators and `finalized` handlers
of all plug-ins have been heard, writes the list of its files; then the folder takes the output's place.
"""

from __future__ import annotations

__version__ = "0.1.0"


def register() -> None:
    """Connect the steps of a run, in the order in which they happen."""
    # Imported here: the processes that make pictures are in this package too, and start faster without Pelican.
    from pelican.plugins import signals

    from dateline import hooks

    signals.readers_init.connect(hooks.use_own_reader)
    signals.get_generators.connect(hooks.find_files)
    signals.get_generators.connect(hooks.own_generator)
    signals.all_generators_finalized.connect(hooks.check)
