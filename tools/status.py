"""Show which translations are current, stale or missing; of one page, show what to translate.

    python tools/status.py
    python tools/status.py --page autodiff/tape --language en
"""

import sys
from argparse import ArgumentParser
from difflib import get_close_matches
from pathlib import Path

import check
import languages
import translations

ROOT = Path(__file__).resolve().parent.parent


def select(root, page="", language=""):
    """The translations of one page, of one language, or all. Exits with a message for a page or language that is not there."""
    found = translations.read(root, check.read_book(root))
    codes = sorted({each.language.code for each in found})
    slugs = [each.slug for each in found]
    if language and language not in codes and language in [each.code for each in languages.read(root)]:
        sys.exit(f"LANG={language}: the other languages follow this one; there is nothing to translate into it.")
    if language and language not in codes:
        sys.exit(f"LANG={language}: no such language; there is {', '.join(codes)}. `make language LANG={language} NAME=...` begins one.")
    if page and page not in slugs:
        near = get_close_matches(page, slugs, n=1) or slugs[:1]
        sys.exit(f"PAGE={page}: no such page to translate; did you mean PAGE={near[0]}?")
    return [each for each in found if page in ("", each.slug) and language in ("", each.language.code)]


ORDER = ["current", "missing", "draft", "stale", "unknown"]  # what asks for work stands last, near the prompt


def overview(found):
    """One line a page, and one a language."""
    for each in sorted(found, key=lambda each: ORDER.index(each.state)):
        yield f"{each.language.code}  {each.state:<8} {each.slug}"
    for language in dict.fromkeys(each.language for each in found):
        own = [each for each in found if each.language is language]
        there = sum(each.served for each in own)
        stale = sum(each.state == "stale" for each in own)
        yield f"{language.name}: {there} of {len(own)} pages translated ({100 * there // len(own)} %), {stale} stale"


def details(translation):
    """What there is to do for one page."""
    page, path, source = f"PAGE={translation.slug} LANG={translation.language.code}", translation.path, translation.source.path
    if translation.state == "stale":
        for line, title, id, diff in translation.changes:
            there = next((line for line, _, own in translation.page.headings if own == id), 1)
            yield f"{path}:{there}: follow {source}:{line} {title}".rstrip()
            yield from ("  " + sentence for sentence in diff)
            yield ""
    yield {
        "current": f"{path} says what {source} says.",
        "stale": f"When {path} says the same, run `make translated {page}`.",
        "missing": f"{path} is not there. Copy {source}, or another language's page, to it, translate it, and run `make translated {page}`.",
        "draft": f"{path} is a draft, which readers do not see. When it is translated, run `make translated {page}`.",
        "unknown": "\n".join([*translation.problems, *(translation.page.problems if translation.page else [])]),
    }[translation.state]


def main(root, page, language):
    found = select(root, page, language)
    for each in found if page else []:
        print("\n".join(details(each)))
    if not page:
        print("\n".join(overview(found)))
    problems = [problem for each in found for problem in each.problems]
    print("\n".join(problems if not page else []), end="\n" if problems and not page else "")
    return int(bool(problems))


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--page", default="")
    parser.add_argument("--language", default="")
    arguments = parser.parse_args()
    sys.exit(main(ROOT, arguments.page, arguments.language))
