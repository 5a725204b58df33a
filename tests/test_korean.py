"""Korean prose: what can be told for certain to be wrong is a problem, style is not."""

import sys

import korean
import pytest
from test_site import PAGES, ROOT

pytestmark = pytest.mark.skipif(sys.version_info < (3, 11), reason="hanlint needs Python 3.11")
KOREAN = [each.path for each in PAGES if each.path.startswith("docs/ko/")]


@pytest.mark.parametrize("path", KOREAN)
def test_no_page_has_a_fault(path):
    assert list(korean.problems(path, (ROOT / path).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "wrong, rule",
    [
        ("값을 구할수 있습니다.", "spacing"),
        ("그렇게 됬습니다.", "spelling"),
        ("그러면 않 됩니다.", "spelling"),
        ("값이 보여집니다.", "doublePassive"),
        ("확인하지 않으면 안 됩니다.", "doubleNegative"),
        ("훈련함에 있어서 중요합니다.", "translationese"),
        ("모델에 의해 계산된 값입니다.", "translationese"),
        ("본보기로써 층을 만듭니다. 학생으로써 묻습니다.", "confusable"),
    ],
)
def test_a_fault_is_answered_with_its_line(wrong, rule):
    found = list(korean.problems("docs/ko/page.md", f"---\ndescription: 글.\n---\n# 제목 {{ #a }}\n\n`보여지다`와 **글**.\n\n{wrong}\n"))
    assert len(found) == 1 and found[0].startswith("docs/ko/page.md:8: '") and found[0].endswith(f"({rule})")


def test_a_fault_in_a_description_is_found_and_code_is_not_read():
    [found] = korean.problems("docs/ko/page.md", "---\ndescription: 그렇게 됬습니다.\n---\n```console\n됬다\n```\n")
    assert found.startswith("docs/ko/page.md:2: '됬'")


def test_style_is_left_to_the_writer():
    assert list(korean.problems("docs/ko/page.md", "층의 값의 모양의 크기입니다. 층을 만드세요. 값을 봅니다. 층을 봅니다. 끝을 봅니다.")) == []
