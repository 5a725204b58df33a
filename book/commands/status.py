"""Show which translations are current, stale or missing; of one page, show what to translate.

python -m book.commands.status
python -m book.commands.status --page autodiff/tape --language en
"""

import sys
from argparse import ArgumentParser
from pathlib import Path

from .. import check
from ..sources import Book, near
from ..translate import translations

# what asks for work stands last, near the prompt
ORDER = ["current", "missing", "draft", "stale", "unknown"]


def select(book, page="", language=""):
    """The translations of one page, of one language, or all. Exits if there is no such one."""
    found = translations.read(book)
    codes = sorted({each.language.code for each in found})
    slugs = [each.slug for each in found]
    if language and language not in codes:
        if language in book.pages:
            none = "the other languages follow this one; there is nothing to translate into it."
        else:
            begins = f"`make language LANG={language} NAME=...` begins one."
            none = f"no such language; there is {', '.join(codes)}. {begins}"
        sys.exit(f"LANG={language}: {none}")
    if page and page not in slugs:
        close = near(page, slugs) or next(iter(slugs), "")
        sys.exit(f"PAGE={page}: no such page to translate; did you mean PAGE={close}?")
    return [
        each for each in found if page in ("", each.slug) and language in ("", each.language.code)
    ]


def overview(found):
    """One line a page, and one a language."""
    for each in sorted(found, key=lambda each: ORDER.index(each.state)):
        yield f"{each.language.code}  {each.state:<8} {each.slug}"
    for language in dict.fromkeys(each.language for each in found):
        own = [each for each in found if each.language is language]
        there = sum(each.served for each in own)
        stale = sum(each.state == "stale" for each in own)
        share = f"{there} of {len(own)} pages translated ({100 * there // len(own)} %)"
        yield f"{language.name}: {share}, {stale} stale"


def details(translation):
    """What there is to do for one page."""
    path, source = translation.path, translation.source.path
    record = f"`make translated PAGE={translation.slug} LANG={translation.language.code}`"
    if translation.state == "unknown":
        yield from reasons(translation)
        return
    for change in translation.changes:
        headings = translation.page.markdown.headings
        there = next((heading.line for heading in headings if heading.id == change.id), 1)
        yield f"{path}:{there}: follow {source}:{change.line} {change.title}".rstrip()
        yield from ("  " + sentence for sentence in change.diff)
        yield ""
    copy = f"Copy {source}, or another language's page, to it"
    hidden = f"{path} is a draft, which readers do not see"
    yield {
        "current": f"{path} says what {source} says.",
        "stale": f"When {path} says the same, run {record}.",
        "missing": f"{path} is not there. {copy}, translate it, and run {record}.",
        "draft": f"{hidden}. When it is translated, run {record}.",
    }[translation.state]


def reasons(translation):
    """Why the state of a page is unknown."""
    wrong = [str(problem) for problem in translation.problems]
    return wrong or said(translation, translation.page, translation.source)


def said(translation, *pages):
    """What `make check` says of these pages themselves."""
    paths = [page.path for page in pages]
    found = (each for each in check.problems(translation.book) if each.path in paths)
    return [str(each) for each in found if each not in translation.problems]


def main(root, page="", language=""):
    found = select(Book.read(root), page, language)
    unknown = [each for each in found if each.state == "unknown" or each.problems]
    if page:
        print("\n".join(line for each in found for line in details(each)))
    else:
        print("\n".join([*overview(found), *(why for each in unknown for why in reasons(each))]))
    return int(bool(unknown))


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--page", default="")
    parser.add_argument("--language", default="")
    arguments = parser.parse_args()
    sys.exit(main(Path.cwd(), arguments.page, arguments.language))
