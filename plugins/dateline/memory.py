"""What a process that builds again and again keeps of its last build, so that it need not be made again.

All of it is kept by keys of what it was made of, or is compared with the files themselves: a build comes out the same with it and without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.deliver.fragments import Fragments

if TYPE_CHECKING:
    from dateline.deliver.kept import KeptPage
    from dateline.making import Made


class Memory:
    """What was made last: `languages` by their tags, `pages` as they were noted, by the record that holds them.

    `fragments` are pieces of pages; `sound` stands for a theme (with settings and code) of which there was nothing to say.
    """

    def __init__(self) -> None:
        self.languages: dict[str, Made] = {}
        self.pages: dict[str, dict[str, KeptPage]] = {}
        self.sound = ""
        self.fragments = Fragments()
