"""What the checks have found so far, because what another one finds may follow from it."""

from collections import defaultdict
from math import inf


class Told:
    def __init__(self):
        self.problems = set()
        self._lines = defaultdict(set)  # {path: the lines where something is wrong}
        self._ends = {}  # {path: the last line that can be read}

    def add(self, problems, causes):
        self.problems |= problems
        for problem in problems if causes else ():
            self._lines[problem.path].add(problem.line)

    def end(self, path, line):
        """What stands below this line of a page cannot be read: neither wrong nor right."""
        self._ends[path] = min(line, self._ends.get(path, inf))

    def ended(self, page):
        """Whether a page has lines that cannot be read."""
        return page.path in self._ends

    def between(self, path, first=1, last=inf):
        """Whether something is wrong on these lines of a file, or they cannot be read."""
        wrong = any(first <= line <= last for line in self._lines[path])
        return wrong or last > self._ends.get(path, inf)

    def unexplained(self, problems):
        """Those that stand where nothing else is wrong."""
        found = list(problems)
        return {each for each in found if not self.between(each.path, each.line, each.line)}

    def hides(self, page, id):
        """Whether a heading with this id may be there, but cannot be read."""
        lines = page.markdown.lines
        spans = [(number, number) for number, line in enumerate(lines, 1) if f"#{id}" in line]
        spans += [(heading.line, heading.end) for heading in page.markdown.headings]
        return self.ended(page) or any(self.between(page.path, *span) for span in spans)
