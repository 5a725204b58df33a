"""What a translator may do wrong: with an editor, an input method, a machine translator.

Each test makes one mistake in the English page and reads the one answer.
"""

from pathlib import Path

import pytest

KO, EN = "docs/ko/chapter/one.md", "docs/en/chapter/one.md"
TEXT = (Path(__file__).parents[1] / "example" / EN).read_text(encoding="utf-8")
FRONT = TEXT[: TEXT.index("# Title")]
SOURCE = FRONT.splitlines(keepends=True)[2]
TABLE = TEXT[TEXT.index("| Name") : TEXT.index("\n$$")]
BOX, BODY = '??? success "Solution"\n\n', TEXT[TEXT.index("    It is") :]
OUTSIDE = BODY.replace("\n    ", "\n")
FLAT = OUTSIDE.strip(" ")
MISTAKES = {
    "code-edited-where-it-is-typed": (
        "make check",
        "make chekc",
        (
            "41: code `$ make chekc`, but KO:40 has code `$ make check`; code is the same in "
            "every language, so copy it from there"
        ),
    ),
    "include-of-another-section": (
        'one.py:one"',
        'one.py"',
        (
            '12: code `--8<-- "chapter/one/one.py"`, but KO:11 has code `--8<-- '
            '"chapter/one/one.py:one"`; code is the same in every language, so copy it from '
            "there"
        ),
    ),
    "include-translated": (
        '"chapter/one/one.py:one"',
        '"장/one.py:one"',
        "12: no file snippets/장/one.py; did you mean chapter/one/one.py?",
    ),
    "include-with-typographic-quotes": (
        '"chapter/one/one.py:one"',
        "“chapter/one/one.py:one”",
        ('11: python is never typed on a page; include it: --8<-- "chapter/page/program.py"'),
    ),
    "include-with-long-dashes": (
        '--8<-- "chapter/one/one.py:one"',
        '—8<— "chapter/one/one.py:one"',
        ('11: python is never typed on a page; include it: --8<-- "chapter/page/program.py"'),
    ),
    "include-with-an-invisible-character": (
        '"chapter/one/one.py:one"',
        '"chapter/\u200bone.py:one"',
        (
            "12: an invisible character (ZERO WIDTH SPACE) after '\"chapter/'; delete it, or "
            "write a plain space"
        ),
    ),
    "include-without-its-fence": (
        '```text\n--8<-- "chapter/one/one.out"\n```',
        '--8<-- "chapter/one/one.out"',
        "15: an include outside a fence; put it between ```python and ```",
    ),
    "include-replaced-by-its-code": (
        '--8<-- "chapter/one/one.py:one"',
        "print(1)",
        ('11: python is never typed on a page; include it: --8<-- "chapter/page/program.py"'),
    ),
    "title-of-a-fence-translated": (
        'title="snippets/',
        'title="조각/',
        (
            "11: title '조각/chapter/one/one.py'; the code is from "
            'title="snippets/chapter/one/one.py"'
        ),
    ),
    "title-of-a-fence-with-typographic-quotes": (
        'title="snippets/chapter/one/one.py" hl',
        "title=“snippets/chapter/one/one.py” hl",
        '11: quotation mark “ in the line of a fence; write "',
    ),
    "highlight-lost": (
        ' hl_lines="1"',
        "",
        (
            '11: code `python title="snippets/chapter/one/one.py"`, but KO:10 has code '
            '`python title="snippets/chapter/one/one.py" hl_lines="1"`; code is the same in '
            "every language, so copy it from there"
        ),
    ),
    "fence-with-full-width-backticks": (
        "```text",
        "｀｀｀text",
        "15: ｀｀｀ is no fence; write ```",
    ),
    "fence-closed-with-full-width-backticks": (
        'one.out"\n```',
        'one.out"\n｀｀｀',
        "17: ｀｀｀ is no fence; write ```",
    ),
    "fence-with-two-backticks": ("```text", "``text", "15: `` is no fence; write ```"),
    "fence-not-closed": (
        'one.out"\n```\n',
        'one.out"\n',
        "15: this fence is never closed; end it with ```",
    ),
    "language-of-a-fence-translated": (
        "```console",
        "```콘솔",
        (
            "40: fence language '콘솔'; write ```python for a program, which is run, ```text "
            "for what it prints, ```console for commands to type"
        ),
    ),
    "fence-closed-at-another-depth": (
        'one.py:one"\n    ```',
        'one.py:one"\n```',
        "54: the fence of line 52 begins after 4 spaces; end it after as many",
    ),
    "block-lost": (
        "```console\n$ make check\n```\n\n",
        "",
        ("38: below this line, code `$ make check` of KO:39 is missing; copy it from there"),
    ),
    "block-twice": (
        "```console\n$ make check\n```\n",
        "```console\n$ make check\n```\n\n```console\n$ make test\n```\n",
        "44: code `$ make test` is not in KO; delete it, or add it there first",
    ),
    "block-moved": (
        "```console\n$ make check\n```\n\n## Exercise { #exercise }\n\nSolve it.\n",
        "## Exercise { #exercise }\n\nSolve it.\n\n```console\n$ make check\n```\n",
        ("44: code `$ make check` stands elsewhere in KO:39; here it belongs below line 38"),
    ),
    "block-outside-of-its-box": (
        BODY,
        OUTSIDE,
        (
            '52: code `--8<-- "chapter/one/one.py:one"` stands outside of any box, but in '
            "KO:51 inside box `??? success`; indent it by 4 spaces"
        ),
    ),
    "heading-of-another-level": (
        "## Section",
        "### Section",
        (
            "19: heading `### #part`, but KO:18 has heading `## #part`; level and id of a "
            "heading are the same in every language"
        ),
    ),
    "heading-lost": (
        "## Section { #part }\n\n",
        "",
        "17: below this line, heading `## #part` of KO:18 is missing; copy it from there",
    ),
    "heading-underlined": (
        "## Section { #part }",
        "Section\n-------",
        "20: underlined heading; write it with # and an id",
    ),
    "heading-with-full-width-signs": (
        "## Section",
        "＃＃ Section",
        "19: full-width ＃ makes no heading; write # and a space",
    ),
    "heading-without-a-space": (
        "## Section",
        "##Section",
        "19: no space after #; write it between # and the heading",
    ),
    "heading-after-a-non-breaking-space": (
        "## Section",
        "##\xa0Section",
        (
            "19: an invisible character (NO-BREAK SPACE) after '##'; delete it, or write a "
            "plain space"
        ),
    ),
    "id-translated": (
        "{ #part }",
        "{ #section }",
        (
            "19: heading `## #section`, but KO:18 has heading `## #part`; level and id of a "
            "heading are the same in every language"
        ),
    ),
    "id-in-Korean": (
        "{ #part }",
        "{ #절 }",
        (
            "19: { #절 } is no id; write `{ #short-english-id }` in a-z, 0-9 and -, the same "
            "in every language"
        ),
    ),
    "id-with-a-capital": (
        "{ #part }",
        "{ #Part }",
        (
            "19: { #Part } is no id; write `{ #short-english-id }` in a-z, 0-9 and -, the "
            "same in every language"
        ),
    ),
    "id-without-braces": (
        "{ #part }",
        "#part",
        (
            "19: heading without id; write `## Section #part { #short-english-id }`, the "
            "same in every language"
        ),
    ),
    "id-without-its-sign": (
        "{ #part }",
        "{ part }",
        (
            "19: { part } is no id; write `{ #short-english-id }` in a-z, 0-9 and -, the "
            "same in every language"
        ),
    ),
    "button-in-full-width-braces": (
        "(#part)",
        "(#part)｛ .md-button ｝",
        "7: full-width braces are no Markdown; write { and }",
    ),
    "button-away-from-its-link": (
        "(#part)",
        "(#part) { .md-button }",
        "7: readers see these braces; write them right behind what they belong to",
    ),
    "id-in-full-width-braces": (
        "{ #part }",
        "｛ #part ｝",
        (
            "19: ｛ #part ｝ is no id; write `{ #short-english-id }` in a-z, 0-9 and -, the "
            "same in every language"
        ),
    ),
    "link-to-another-language": (
        "../index.md#home",
        "../../ko/index.md#home",
        (
            "7: ../../ko/index.md#home leads to 한국어; link to this language's page, did you "
            "mean ../index.md?"
        ),
    ),
    "link-from-the-root": (
        "../index.md#home",
        "/en/#home",
        (
            "7: /en/#home begins at the root of the host; write the path from this page, "
            "such as ../index.md"
        ),
    ),
    "link-to-the-published-site": (
        "../index.md#home",
        "https://you.example/book/en/chapter/one/",
        "7: a link to this book by its address, which changes; write one.md",
    ),
    "link-to-a-page-that-is-not-there": (
        "../index.md#home",
        "../indx.md#home",
        "7: ../indx.md#home: no such page; did you mean ../index.md?",
    ),
    "link-to-HTML": (
        "../index.md#home",
        "../index.html#home",
        "7: ../index.html#home: links lead to files; did you mean ../index.md?",
    ),
    "link-to-a-heading-that-is-not-there": (
        "../index.md#home",
        "../index.md#hom",
        "7: docs/ko/index.md has no heading #hom; did you mean #home?",
    ),
    "link-to-a-translated-id": (
        "(#part)",
        "(#section)",
        "7: KO has no heading #section; correct it",
    ),
    "link-to-no-address": (
        "../index.md#home",
        "https://[example.org/",
        "7: https://[example.org/ is no address (Invalid IPv6 URL); correct it",
    ),
    "link-to-something-else": (
        "(../index.md#home)",
        "(https://example.org/)",
        (
            "7: link to `https://example.org/`, but KO:6 has link to `../index.md#home`; "
            "only the text between [ and ] is translated"
        ),
    ),
    "link-lost": (
        "[the section](#part)",
        "the section",
        ("7: on this line or below, link to `#part` of KO:6 is missing; copy it from there"),
    ),
    "link-lost-that-comes-first-in-the-source": (
        "[the start](../index.md#home)",
        "the start",
        (
            "7: on this line or below, link to `../index.md#home` of KO:6 is missing; copy "
            "it from there"
        ),
    ),
    "link-in-full-width-brackets": (
        "[the section](#part)",
        "［the section］（#part）",
        "7: full-width brackets make no link; write [text](page.md)",
    ),
    "link-with-full-width-parentheses": (
        "[the section](#part)",
        "[the section]（#part）",
        "7: full-width brackets make no link; write [text](page.md)",
    ),
    "link-closed-in-full-width": (
        "[the section](#part)",
        "[the section](#part）",
        "7: full-width brackets make no link; write [text](page.md)",
    ),
    "link-with-a-space-between": (
        "[the section](#part)",
        "[the section] (#part)",
        "7: a space between ] and ( breaks the link; delete it",
    ),
    "link-with-a-space-inside": (
        "../index.md#home",
        "../ index.md#home",
        "7: a space inside of a link's target; delete it",
    ),
    "link-with-swapped-brackets": (
        "[the start](../index.md#home)",
        "(../index.md#home)[the start]",
        "7: a link with its brackets swapped; write [text](page.md)",
    ),
    "link-with-a-bracket-lost": (
        "[the section](#part)",
        "the section](#part)",
        "7: this is no link; write [text](page.md)",
    ),
    "link-without-words": (
        "[the section]",
        "[]",
        "7: link without words; write them between [ and ]",
    ),
    "link-without-a-target": (
        "(#part)",
        "()",
        "7: link without a target; write it between ( and )",
    ),
    "image-lost": (
        "![A figure.](../assets/figures/one.svg)\n\n",
        "",
        (
            "7: below this line, image `../assets/figures/one.svg` of KO:8 is missing; copy "
            "it from there"
        ),
    ),
    "image-translated": (
        "figures/one.svg",
        "figures/figure.svg",
        (
            "9: ../assets/figures/figure.svg: no such file; correct the path, it is the same "
            "in every language"
        ),
    ),
    "image-without-words": (
        "![A figure.]",
        "![]",
        ("9: image without words; say between [ and ] what it shows, for those who do not see it"),
    ),
    "image-with-a-full-width-sign": (
        "![A figure.]",
        "！[A figure.]",
        "9: full-width ！ makes no image; write !",
    ),
    "formula-edited": (
        "x^2",
        "x^3",
        (
            "29: formula `x^3`, but KO:28 has formula `x^2`; formulas are the same in every "
            "language, so copy it from there"
        ),
    ),
    "formula-in-a-sentence-edited": (
        "$x$",
        "$y$",
        (
            "7: formula `$y$`, but KO:6 has formula `$x$`; formulas are the same in every "
            "language, so copy it from there"
        ),
    ),
    "formula-in-a-sentence-lost": (
        "$x$",
        "x",
        "7: on this line or below, formula `$x$` of KO:6 is missing; copy it from there",
    ),
    "formula-with-full-width-signs": (
        "$x$",
        "＄x＄",
        "7: full-width ＄ begins no formula; write $",
    ),
    "formula-without-an-empty-line-above": (
        "$$\nx^2",
        "So:\n$$\nx^2",
        (
            "30: a formula between $$ has an empty line above and below; add it, or write $ "
            "in a sentence"
        ),
    ),
    "formula-without-an-empty-line-below": (
        "$$\n\n!!!",
        "$$\n!!!",
        (
            "29: a formula between $$ has an empty line above and below; add it, or write $ "
            "in a sentence"
        ),
    ),
    "formula-of-its-own-in-a-sentence": (
        "$x$",
        "$$x$$",
        (
            "7: a formula between $$ has an empty line above and below; add it, or write $ "
            "in a sentence"
        ),
    ),
    "formula-broken": (
        "x^2",
        "\\frac{x",
        (
            '29: formula $\\frac{x$: 7: Expected closing token "}", but reached end of '
            "input.; correct the LaTeX, or write \\$ for a dollar"
        ),
    ),
    "table-column-lost": (
        TABLE,
        "| Name |\n| --- |\n| `a` |\n| `b` |\n",
        (
            "24: table (columns 1, rows 3), but KO:23 has table (columns 2, rows 3); "
            "translate every row, and keep every column"
        ),
    ),
    "table-row-lost": (
        "| `b` | two |\n",
        "",
        (
            "24: table (columns 2, rows 2), but KO:23 has table (columns 2, rows 3); "
            "translate every row, and keep every column"
        ),
    ),
    "table-cell-lost": (
        "| `a` | one |",
        "| `a` |",
        ("26: this row has 1 of 2 cells; put a | between two, and write \\| for a | in the text"),
    ),
    "table-head-cell-lost": (
        "| Name | Meaning |",
        "| Name |",
        (
            "25: readers see no table here (cells: 1 in the line above, 2 in this one); give "
            "its head and this line as many, and an empty line above"
        ),
    ),
    "table-rule-cell-lost": (
        "| --- | --- |",
        "| --- |",
        (
            "25: readers see no table here (cells: 2 in the line above, 1 in this one); give "
            "its head and this line as many, and an empty line above"
        ),
    ),
    "table-in-full-width-bars": (
        "| `b` | two |",
        "｜ `b` ｜ two ｜",
        "27: full-width ｜ divides no cells; write |",
    ),
    "table-without-an-empty-line-above": (
        "| Name",
        "Words:\n| Name",
        "25: no empty line above, so readers see no table; add one",
    ),
    "box-type-translated": (
        "??? success",
        "??? 풀이",
        (
            '48: this makes no box; write `!!! note "Title"` or `??? success "Title"`, only '
            "the title translated"
        ),
    ),
    "box-type-invented": (
        "??? success",
        "??? solution",
        (
            "48: 'solution' is no type of a box; write note, success, failure, and the title "
            "in quotes behind it"
        ),
    ),
    "box-of-another-type": (
        "??? success",
        "??? note",
        (
            "48: box `??? note`, but KO:47 has box `??? success`; the type of a box is the "
            "same in every language, only its title is translated"
        ),
    ),
    "box-opened": (
        "??? success",
        "???+ success",
        (
            "48: box `???+ success`, but KO:47 has box `??? success`; the type of a box is "
            "the same in every language, only its title is translated"
        ),
    ),
    "box-title-with-typographic-quotes": (
        '"Solution"',
        "“Solution”",
        (
            '48: this makes no box; write `!!! note "Title"` or `??? success "Title"`, only '
            "the title translated"
        ),
    ),
    "box-title-without-quotes": (
        '"Solution"',
        "Solution",
        (
            '48: this makes no box; write `!!! note "Title"` or `??? success "Title"`, only '
            "the title translated"
        ),
    ),
    "box-in-full-width-signs": (
        "??? success",
        "？？？ success",
        ('48: full-width signs make no box; write `!!! note "Title"` or `??? success "Title"`'),
    ),
    "box-not-indented": (
        BODY,
        FLAT,
        "48: this box is empty; indent each line of its text by 4 spaces",
    ),
    "box-indented-by-2": (
        "    It is",
        "  It is",
        "48: this box is empty; indent each line of its text by 4 spaces",
    ),
    "box-indented-by-a-tab": ("    It is", "\tIt is", "50: a tab before the text; write 4 spaces"),
    "box-line-lost": (
        '??? success "Solution"\n\n',
        "",
        (
            "48: indented, but in no box or list, so readers see it as code; begin it at the "
            "start of the line"
        ),
    ),
    "box-lost": (
        BOX + BODY,
        FLAT,
        "44: below this line, box `??? success` of KO:47 is missing; copy it from there",
    ),
    "tab-title-with-typographic-quotes": (
        '!!! note "Note"',
        "=== “Note”",
        ("33: no page has tabs; write one part below the other, each under a heading of its own"),
    ),
    "tab-in-full-width-signs": (
        '!!! note "Note"',
        '＝＝＝ "Note"',
        ("33: no page has tabs; write one part below the other, each under a heading of its own"),
    ),
    "tab": (
        '!!! note "Note"',
        '=== "Note"',
        ("33: no page has tabs; write one part below the other, each under a heading of its own"),
    ),
    "tab-of-which-one-is-shown": (
        '!!! note "Note"',
        '===+ "Note"',
        ("33: no page has tabs; write one part below the other, each under a heading of its own"),
    ),
    "box-lost-with-its-text": (
        '!!! note "Note"\n\n    **Bold** text.\n\n    - text\n    - text\n\n',
        "",
        "31: below this line, box `!!! note` of KO:32 is missing; copy it from there",
    ),
    "bold-with-a-space-inside": (
        "**Bold**",
        "** Bold**",
        (
            "35: readers see this asterisk; write **word** without a space inside, or \\* for "
            "an asterisk"
        ),
    ),
    "bold-not-closed": (
        "**Bold**",
        "**Bold",
        (
            "35: readers see this asterisk; write **word** without a space inside, or \\* for "
            "an asterisk"
        ),
    ),
    "bold-in-full-width-signs": (
        "**Bold**",
        "＊＊Bold＊＊",
        "35: full-width ＊＊ makes nothing bold; write **",
    ),
    "backtick-without-a-partner": (
        "It is `a`.",
        "It is `a.",
        "50: this backtick has no partner; put code between two",
    ),
    "backticks-in-full-width": (
        "It is `a`.",
        "It is ｀a｀.",
        "50: full-width ｀ marks no code; write `",
    ),
    "backticks-of-a-name-lost": (
        "It is `a`.",
        "It is __init__.",
        "50: two underscores make bold text; put a name between backticks",
    ),
    "list-without-an-empty-line-above": (
        "Solve it.",
        "Solve it:\n- a\n- b",
        (
            "47: no empty line above, so readers see no list; add one, or let this line "
            "begin with another sign"
        ),
    ),
    "list-with-a-word-processor-bullet": (
        "    - text\n    - text",
        "    - text\n    • text",
        "38: a word processor's bullet makes no list; write - and a space",
    ),
    "list-nested-by-2": (
        "    - text\n    - text",
        "    - text\n      - text",
        ("38: 6 spaces before the text; what belongs to a box or a list begins after 4, or 8"),
    ),
    "comment-not-closed": (
        "It is",
        "<!-- todo It is",
        "50: this comment is never closed; end it with -->",
    ),
    "comment-in-a-sentence-not-closed": (
        "It is",
        "It <!-- todo is",
        "50: this comment is never closed; end it with -->",
    ),
    "comment-with-a-long-dash": (
        "It is",
        "<!— todo --> It is",
        "50: this is no comment; write <!-- and -->",
    ),
    "Hangul-filler": (
        "It is",
        "It\u3164is",
        (
            "50: an invisible character (HANGUL FILLER) after 'It'; delete it, or write a "
            "plain space"
        ),
    ),
    "zero-width-space": (
        "It is",
        "It\u200b is",
        (
            "50: an invisible character (ZERO WIDTH SPACE) after 'It'; delete it, or write a "
            "plain space"
        ),
    ),
    "non-breaking-space": (
        "It is",
        "It\xa0is",
        (
            "50: an invisible character (NO-BREAK SPACE) after 'It'; delete it, or write a "
            "plain space"
        ),
    ),
    "line-separator": (
        "It is",
        "It\u2028is",
        (
            "50: an invisible character (LINE SEPARATOR) after 'It'; delete it, or write a "
            "plain space"
        ),
    ),
    "letters-in-pieces": (
        "It is",
        "\u1100\u1173\u1105\u1166 It is",
        (
            "50: letters in pieces (Unicode NFD), which no search finds; save the text in "
            "Unicode NFC"
        ),
    ),
    "front-matter-lost": (
        FRONT,
        "",
        (
            "1: front matter has no description; write, between two lines of ---, "
            "`description:` and one sentence for search engines"
        ),
    ),
    "front-matter-not-closed": (
        SOURCE + "---\n",
        SOURCE,
        "1: the front matter is not closed; end it with ---",
    ),
    "front-matter-below-an-empty-line": (
        "---\ndescription",
        "\n---\ndescription",
        (
            "1: the front matter is not seen; the file begins with a line of ---, and "
            "another one ends the front matter"
        ),
    ),
    "front-matter-with-long-dashes": (
        "---\ndescription",
        "———\ndescription",
        (
            "1: the front matter is not seen; the file begins with a line of ---, and "
            "another one ends the front matter"
        ),
    ),
    "description-lost": (
        "description: A description.\n",
        "",
        (
            "1: front matter has no description; write, between two lines of ---, "
            "`description:` and one sentence for search engines"
        ),
    ),
    "description-empty": (
        "description: A description.",
        "description:",
        "2: description is empty; write one sentence for search engines",
    ),
    "description-with-a-colon": (
        "A description.",
        "A: description.",
        (
            "2: front matter is not YAML: mapping values are not allowed here; a value with "
            "`: ` in it needs quotes around it"
        ),
    ),
    "description-like-a-date-that-is-none": (
        "A description.",
        "2026-13-01",
        "2: front matter is not YAML: month must be in 1..12; "
        "a value with `: ` in it needs quotes around it",
    ),
    "front-matter-with-a-list": (
        "description: A description.\n" + SOURCE,
        "- A description.\n",
        "2: front matter is not `name: value`, line by line; write `description: ...`",
    ),
    "source-that-is-none": (
        SOURCE,
        "source: x\n",
        "3: source 'x' is no version of a page; let `make translated` write it",
    ),
    "original-that-is-not-true": (
        SOURCE,
        "source: draft\noriginal: false\n",
        "4: original is `true`, or is not there",
    ),
    "key-translated": (
        "description:",
        "설명:",
        (
            "2: front matter has '설명'; it may have description (one sentence for search "
            "engines), source (the text that this translation follows, written by `make "
            "translated`), original (true on a page that was first written in this language), "
            "numbers (what proves the numbers that the page does not show, a list)"
        ),
    ),
    "key-with-a-full-width-colon": (
        "description:",
        "description：",
        "2: after 'description' write : and a space",
    ),
    "key-without-a-space": (
        "description: A",
        "description:A",
        "2: after 'description' write : and a space",
    ),
    "byte-order-mark": (
        "---\ndescription",
        "\ufeff---\ndescription",
        (
            "1: starts with a byte order mark, which hides the front matter; save as UTF-8 "
            "without BOM"
        ),
    ),
    "carriage-return": (
        "A description.\n",
        "A description.\r\n",
        "2: ends in a carriage return; save the file with LF line ends, not CRLF",
    ),
}


@pytest.mark.parametrize("old, new, answer", MISTAKES.values(), ids=MISTAKES)
def test_is_answered_with_file_line_and_what_to_do(example, old, new, answer):
    example.edit(EN, old, new)
    assert example.problems() == [f"{EN}:{answer.replace('KO', KO)}"]


def test_a_right_book_has_no_problems(example):
    assert example.problems() == []


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/en/",
        "https://example.org/en/new/",
        "mailto:a@example.org",
        "../index.md",
    ],
)
def test_a_link_that_leads_where_it_should_is_right(example, target):
    example.page("(#part)", f"({target})")
    example.follow()
    assert example.problems() == []


def test_a_link_to_a_part_that_the_build_generates_is_right(example):
    example.page("#home }\n", "#home }\n\n<!-- generated: glossary -->\n", "index")
    example.page("index.md#home", "index.md#layer")
    example.follow("index")
    example.follow()
    assert example.problems() == []


PLACES = "in no language, so nobody sees it; move it to docs/ko/, docs/en/"
NAME = "is no name of a page; name it as in docs/ko/, in a-z, 0-9 and -"


@pytest.mark.parametrize(
    "path, answer",
    [
        ("docs/one.md", PLACES),
        (
            "docs/jp/chapter/one.md",
            PLACES + ", or begin a language with `make language LANG=jp NAME=...`",
        ),
        ("docs/en/chapter/one.docx", "a .docx file is no page; save it as plain text named one.md"),
        ("docs/en/labs/one.py", "a .py file is no page; save it as plain text named one.md"),
        ("docs/en/chapter/One.md", f"'One' {NAME}"),
        ("docs/en/chapter/one (1).md", f"'one (1)' {NAME}"),
        ("docs/en/장/one.md", f"'장' {NAME}"),
    ],
)
def test_a_file_that_is_no_page_of_a_language(example, path, answer):
    example.write(path, TEXT)
    assert example.problems() == [f"{path}:1: {answer}"]


def test_a_page_whose_name_was_translated(example):
    (example.root / EN).rename(example.root / "docs/en/chapter/eins.md")
    assert example.problems() == [
        "docs/en/chapter/eins.md:1: docs/ko/ has no such page; did you mean chapter/one? "
        "If this one was written first, its front matter says `original: true`"
    ]
