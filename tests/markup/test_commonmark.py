"""Lists and what stands around them, held against CommonMark: what an editor's preview shows is what is published.

The reference is markdown-it-py, with GitHub's tables. Where the two differ on purpose, there is a fragment in lists.txt.
"""

from __future__ import annotations

import re

import pytest
from dateline.markup.convert import Converter
from dateline.problems import Problems
from markdown_it import MarkdownIt

REFERENCE = MarkdownIt("commonmark").enable("table")

SOURCES = """\
- a
  - b
  - c
- d
~
- a
    - b
        - c
~
1. a
   - b
   - c
2. d
~
10. a
    - b
11. c
~
1.  a
    - b
2.  c
~
*   a
    b

    c

        code
~
words
- a
- b
~
words
1. a
2. b
~
words
2. a
~
words
+ a
lazy
~
- a
- b

- c
~
- a

- b


- c

words
~
- a

  b
- c
~
- a
  - b

- c
~
- a

  - b


  - c
- d
~
- a

      code
- b
~
- a
  ```
  code

  more
  ```
- b
~
- ```
  code
  ```
- b
~
- a

```
code
```
~
- a
  > b
  > c
- d
~
> - a
>   - b
>
> c
~
> a
- b
~
> a
lazy
> b
~
> a

> b
~
> ```
> a
>
> b
> ```
~
- a
* b
+ c
~
1. a
2) b
~
- a
1. b
~
3. a
4. b
~
-
  a
- b
~
- a
-
- c
~
- - a
  - b
- - c
~
- a
***
- b
~
* a
* * *
* b
~
- | a | b |
  |---|---|
  | 1 | 2 |
- c
~
words
| a | b |
|---|---|
| 1 | 2 |
- c
~
## a
- b
- c
## d
words
~
words
## a
more
~
words
> a
~
words
***
more
~
words
```
code
```
more
~
    code
    more

words
~
```
a
```

    b
~
<div>
raw
</div>

words
~
<details>
<summary>a</summary>

- b
- c

</details>
~
- a

  1. b

     c
  2. d

  e
- f
~
- a **b
  c** d
~
 - a
 - b
~
- a
 - b
~
- a

not

- b
~
- a
   b
 c
""".split("~\n")


@pytest.mark.parametrize("source", SOURCES)
def test_as_commonmark_has_it(source: str) -> None:
    problems = Problems()
    made = Converter(problems).text(source, 1, "f.md").html

    assert bare(made) == bare(REFERENCE.render(source))
    assert not problems.sorted()


def bare(html: str) -> str:
    """Return HTML without anchors, and without the white space that says nothing."""
    html = re.sub(r' id="[^"]*"', "", html)
    html = re.sub(r'<pre [^>]*>', "<pre>", html)  # the keyboard reaches what CommonMark leaves out of reach
    html = re.sub(r'<div class="wide-table"[^>]*>(.*?</table>)</div>', r"\1", html, flags=re.DOTALL)
    html = re.sub(r"\s*(<[^>]+>)\s*", r"\1", html)
    return re.sub(r"\s+", " ", html).replace(" />", ">")
