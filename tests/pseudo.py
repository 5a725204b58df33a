"""A language made by machine, xx: English with accents on its letters, 40 % longer. Whoever reads English can read it.

It shows that a translation fits the layout, and which words of the site no translator can reach.
"""

import re

import check
import fences
import texts
import translated
import translations
import versions
import yaml

CODE = "xx"
# every vowel, r and t twice makes a text 40 % longer
_LONGER = "Áà Éè Íì Óò Úù Ýÿ Ç Ñ Rr Tt áà éè íì óò úù ýÿ ç ñ rr tt"
LETTERS = str.maketrans(dict(zip("AEIOUYCNRTaeiouycnrt", _LONGER.split())))
# what stays as it is in every language
KEPT = re.compile(
    r"""<!--.*?--> | </?[a-z][^>]*>          # markers, tags
      | (?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)  # code
      | \$\$[^$]+\$\$ | \$[^$\n]+\$          # formulas
      | \]\([^)]*\) | https?://\S+           # where a link leads
      | \{\ *[:.\#][^}\n]*\}                 # ids and attributes
      | ^\ *(?:\?\?\?\+?|!!!|===)\ *\w*      # what kind of box
      | \{\w+\} | &\w+;                      # placeholders, entities
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def pseudo(text):
    """The text in xx, without touching what every language has in common."""
    made, end = "", 0
    for kept in KEPT.finditer(text):
        made += text[end : kept.start()].translate(LETTERS) + kept[0]
        end = kept.end()
    return made + text[end:].translate(LETTERS)


def page(data):
    """A page in xx: its prose and its description."""
    _, _, prose = fences.find(texts.read(data, lambda line, message: None).lines, lambda line, message: None)
    lines = data.decode("utf-8").split("\n")
    for number, line in enumerate(pseudo(prose).split("\n")):
        lines[number] = line or lines[number]
    return re.sub("(?<=^description: ).*", lambda match: pseudo(match[0]), "\n".join(lines), count=1, flags=re.MULTILINE)


def words(value):
    """All strings of a list or mapping in xx."""
    if isinstance(value, dict):
        return {key: words(each) for key, each in value.items()}
    return pseudo(value) if isinstance(value, str) else value


def settings(text, address):
    """languages/xx/mkdocs.yml with its words in xx, and the full address of its site."""
    made = {**yaml.safe_load(text), "site_url": address}
    for place, names in (
        (made, ["site_name", "site_description", "copyright"]),
        (made["extra"], ["words", "sections"]),
        (made["markdown_extensions"]["toc"], ["permalink_title"]),
        *((palette["toggle"], ["name"]) for palette in made["theme"]["palette"]),
    ):
        place.update({name: words(place[name]) for name in names})
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False)


def theme_words(text):
    """What the theme says, in xx."""
    text = text.replace('"language": "en"', f'"language": "{CODE}"')
    said = r'^(  "(?!direction|language|search\.config)[\w.]+": )(".*")'
    return re.sub(said, lambda match: match[1] + pseudo(match[2]), text, flags=re.MULTILINE)


def glossary(text):
    """glossary.yml with the words of xx, made from the English ones."""
    filled = yaml.safe_load(text)
    for term in filled.values():
        if term["en"]["word"]:
            term[CODE] = words({key: term["en"][key] for key in ("word", "meaning")})
    return yaml.safe_dump(filled, allow_unicode=True, sort_keys=False)


def translate(root, slugs):
    """Write these pages in xx, and record that they say what their source says today."""
    for translation in translations.read(root, check.read_book(root)):
        if translation.language.code == CODE and translation.slug in slugs:
            file, source = root / translation.path, versions.blob(root / translation.source.path)
            file.parent.mkdir(parents=True, exist_ok=True)
            made = page((root / translation.path.replace(f"/{CODE}/", "/en/")).read_bytes())
            file.write_text(translated.record(made, source), encoding="utf-8")
