"""The kinds of lies: each a function that plants one somewhere in the book, or gives None."""

import re
from dataclasses import dataclass

KINDS = {}


@dataclass
class Lie:
    texts: dict  # {path: the whole text of the file with the lie in it}
    where: str  # path:line
    what: str  # what was written for what
    program: str = ""  # the name of the program whose test must be red

    def __str__(self):
        return f"{self.where}: {self.what}"


def kind(name):
    """Make a function that gives a Lie a kind of them."""

    def add(function):
        KINDS[name] = function
        return function

    return add


def replaced(path, text, span, new, program=""):
    """A lie that stands in place of a part of a text."""
    start, end = span
    old = text[start:end]
    if new is None or new == old:
        return None
    at = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    parts = (" ".join(each[max(0, at - 20) : at + 40].split()) for each in (new, old))
    what = "{!r} for {!r}".format(*parts)
    lie = text[:start] + new + text[end:]
    return Lie({path: lie}, f"{path}:{text.count(chr(10), 0, start) + 1}", what, program)


def on_page(page, span, new):
    """A lie in place of a part of a page's Markdown, which has its front matter emptied."""
    front = len(page.text) - len(page.markdown.text)
    return replaced(page.path, page.text, tuple(at + front for at in span), new)


def in_page(name, *kinds):
    """A kind of lies that replaces the source of an item of these kinds by what a function says."""

    def add(function):
        def plant(book, chance):
            page = chance.choice(book.all_pages)
            found = page.markdown.of(*kinds)
            if found:
                item = chance.choice(found)
                source = page.markdown.text[slice(*item.span)]
                return on_page(page, item.span, function(item, source, page, book, chance))

        KINDS[name] = plant
        return function

    return add


def digit(text, chance):
    """The text with one digit of one of its numbers changed; a number has two digits or a point."""
    numbers = [*re.finditer(r"\d[\d,]*\d|\d+\.\d+", text)]
    if numbers:
        number = chance.choice(numbers)
        at = chance.choice([n for n in range(*number.span()) if text[n].isdigit()])
        return text[:at] + str((int(text[at]) + chance.choice([1, 9])) % 10) + text[at + 1 :]


def without(text, chance):
    """The text without one of its letters."""
    letters = [at for at, letter in enumerate(text) if letter.isalpha()]
    if letters:
        at = chance.choice(letters)
        return text[:at] + text[at + 1 :]


# --- numbers


@kind("a wrong number in prose")
def number_in_prose(book, chance):
    page = chance.choice(book.all_pages)
    lines = [at for at, line in enumerate(page.markdown.bare) if re.search(r"\d\d|\d\.\d", line)]
    if lines:
        at = chance.choice(lines)
        start = page.markdown.starts[at]
        line, bare = page.markdown.lines[at], page.markdown.bare[at]
        if wrong := digit(re.sub(r"\]\([^)]*\)|\{[^}]*\}|https?:\S+", _blank, bare), chance):
            places = [n for n in range(len(bare)) if wrong[n] != bare[n] and wrong[n].isdigit()]
            new = "".join(wrong[n] if n in places else letter for n, letter in enumerate(line))
            return on_page(page, (start, start + len(line)), new)


def _blank(match):
    return " " * len(match[0])


@in_page("a wrong number in a formula", "formula", "inline formula")
def number_in_formula(item, source, page, book, chance):
    return digit(source, chance)


# --- structure


@in_page("another id", "heading")
def other_id(item, source, page, book, chance):
    return source.replace(f"#{item.id} ", f"#{item.id}s ") if item.id else None


@in_page("a heading without its id", "heading")
def no_id(item, source, page, book, chance):
    return re.sub(r" *\{.*", "", source)


@in_page("a link to another page or section", "link")
def other_link(item, source, page, book, chance):
    targets = {link.target for link in page.markdown.of("link")} - {item.target}
    return source.replace(item.target, chance.choice(sorted(targets))) if targets else None


@in_page("a link whose target is misspelt", "link")
def misspelt_link(item, source, page, book, chance):
    if item.target.startswith("http"):
        return None  # the network is not asked
    return source.replace(f"({item.target}", f"({without(item.target, chance)}")


@in_page("a figure of another program", "image")
def other_figure(item, source, page, book, chance):
    images = {image.target for each in book.all_pages for image in each.markdown.of("image")}
    return source.replace(item.target, chance.choice(sorted(images - {item.target})))


@in_page("a figure without words", "image")
def no_words(item, source, page, book, chance):
    return source.replace(item.text, "")


@in_page("an include of another file", "code")
def other_include(item, source, page, book, chance):
    files = [f"{name.removesuffix('.py')}." for name in book.programs]
    return re.sub(r'(?<=--8<-- ")[^".]+\.', chance.choice(files), source)


@in_page("an include of another section", "code")
def other_section(item, source, page, book, chance):
    block = next(each for each in page.blocks if each.fence is item)
    program = book.programs.get(block.file)
    others = sorted(set(program.sections) - {block.include["part"]}) if program else []
    return re.sub(r'(?<=\.py):\w+"', f':{chance.choice(others)}"', source) if others else None


@in_page("a program or output that is missing", "code")
def no_code(item, source, page, book, chance):
    return ""


@in_page("another line is highlighted", "code")
def other_highlight(item, source, page, book, chance):
    return re.sub(r'(?<=hl_lines=")\d+', lambda match: str(int(match[0]) + 1), source)


# --- programs and outputs


@kind("a wrong output")
def output(book, chance):
    program = chance.choice([each for each in book.programs.values() if each.recorded])
    path, text = program.where.replace(".py", ".out"), program.recorded
    wrong = chance.choice([digit, without])(text, chance)
    if wrong:
        start = next(n for n, (a, b) in enumerate(zip(text, wrong + " ", strict=False)) if a != b)
        old, new = (each[start : start + 12] for each in (text, wrong))
        where = f"{path}:{text.count(chr(10), 0, start) + 1}"
        return Lie({path: wrong}, where, f"{new!r} for {old!r}", program.name)


_SWAPS = {" + ": " - ", " * ": " + ", " - ": " + ", " / ": " * ", "True": "False"}


@kind("a wrong program")
def program(book, chance):
    """Another operator in a program that prints something and is not a lab, which is slow."""
    names = [each for each in book.programs if not each.startswith("labs/")]
    program = book.programs[chance.choice(names)]
    text = program.data.decode()
    found = [*re.finditer("|".join(map(re.escape, _SWAPS)), text)]
    if found and program.recorded:
        match = chance.choice(found)
        return replaced(program.where, text, match.span(), _SWAPS[match[0]], program.name)


# --- front matter


@kind("front matter")
def front(book, chance):
    page = chance.choice(book.all_pages)
    lines = page.text.split("\n")[1 : page.front.end - 1]
    if lines:
        line = chance.choice(lines)
        start = page.text.index(line)
        new = chance.choice(["", line.replace(":", "", 1), line[1:]])
        return replaced(page.path, page.text, (start, start + len(line)), new)


# --- what a contribution brings in that should not be there


def at_a_sentence(name, *texts, language=None):
    """A kind that puts one of these texts before a paragraph of a page."""

    def plant(book, chance):
        pages = [page for page in book.all_pages if language in (None, page.language)]
        page = chance.choice(pages)
        bare = page.markdown.bare
        free = [n for n in range(1, len(bare)) if bare[n][:1].isalpha() and not bare[n - 1]]
        if free:
            at = page.markdown.starts[chance.choice(free)]
            return on_page(page, (at, at), chance.choice(texts))

    KINDS[name] = plant


at_a_sentence(
    "HTML", "<br>", "<span>", "<script>x()</script>", '<div onclick="x()">', "List<int> ", "<name> "
)
at_a_sentence("a comment or a note", "<!-- later -->\n", "TODO: more. ", "FIXME ", "XXX ")
at_a_sentence(
    "a remark of an assistant",
    "Here is the translation of the page. ",
    "Sure! ",
    "As an AI, it is so. ",
    ":contentReference[oaicite:1] ",
)
at_a_sentence("Korean on an English page", "이 문장은 남았습니다. ", "모델 ", language="en")
at_a_sentence(
    "English on a Korean page",
    "This sentence was not translated at all. ",
    "The gradient of the loss is what the optimizer needs. ",
    language="ko",
)
at_a_sentence("no formula", "It is $x. ", "It is \\(x\\). ", "$길이$ ", "$5 and 6 won$ ")
at_a_sentence("a link that says nothing", "[here](#wrong) ", "[여기](#wrong) ", "[링크](#wrong) ")
at_a_sentence(
    "a link that runs something", "[a word](javascript:x) ", "[a word](data:text/html,x) "
)
at_a_sentence("a second title", "# Again { #again }\n\n")
at_a_sentence("a name that is nowhere", "`keras.layers.Dens` ", "`tape.gradent` ", "`tf.functon` ")
at_a_sentence("a plain ending", "그래서 값이 커진다. ", "이것이 규칙이다. ", language="ko")
at_a_sentence(
    "a wrong particle", "`None`를 씁니다. ", "`call()`를 씁니다. ", "`x` 을 씁니다. ", language="ko"
)


@in_page("code without backticks", "inline code")
def no_backticks(item, source, page, book, chance):
    return source.strip("`")


@in_page("misspelt code", "inline code")
def misspelt_code(item, source, page, book, chance):
    return without(source, chance)


@in_page("a lost item of a list", "list")
def lost_item(item, source, page, book, chance):
    if page.language == book.source.code:
        return None  # there it is an edit, which `make status` tells
    lines = source.split("\n")
    begins = [n for n, line in enumerate(lines) if re.match(r"(?:[-*]|\d+\.) ", line)]
    return "\n".join(lines[: begins[-1]]) + "\n" if len(begins) > 1 else None
