"""What a contributor must mend: where it is, and what to do."""

import difflib
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """`message` says what is wrong and, behind a semicolon, what to do."""

    path: str  # from the root of the project, such as docs/ko/layers/dense.md
    line: int  # counted from 1
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


def near(name, names, cutoff=0.6):
    """The name that was perhaps meant, or an empty string."""
    return next(iter(difflib.get_close_matches(name, names, n=1, cutoff=cutoff)), "")
