"""The labs of docs/*/labs: percent-format notebooks whose exercises check the reader's answer."""

import ast
import re
from dataclasses import dataclass

import fences
import formulas
import jupytext
import shapes
import texts
from programs import import_problems, width_problems

_ANSWER = re.compile(r"^\?\?\? (success|failure) .*?```python\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


@dataclass
class Cell:
    """Code of a lab, which is equal in all languages."""

    line: int
    shown: str


@dataclass
class Exercise:
    """What a reader starts from, what checks it, and two answers: the right one, and a common mistake."""

    name: str
    starter: int  # the number of its code cell; the check is the next one
    solution: str
    mistake: str


class Lab:
    """A lab in one language. What its author must mend is in `problems`, as `path:line: what; do this`."""

    def __init__(self, root, path):
        self.path = path.relative_to(root).as_posix()
        self.slug = f"labs/{path.stem}"
        self.problems = []
        # as a Page has them
        self.text = texts.read(path.read_bytes(), ".py", self.problem) or texts.Text()
        _, self.headings, self.prose = fences.find(self.text.lines, self.problem)
        self.formulas = formulas.find(self.prose, self.problem)
        shapes.check(self)
        # another encoding is a problem already
        self.source = path.read_bytes().decode("utf-8", errors="replace")
        self.cells = jupytext.reads(self.source, fmt="py:percent").cells
        self.code = [cell.source for cell in self.cells if cell.cell_type == "code"]
        self.blocks = [Cell(self.line(source.splitlines()[0]), source) for source in self.code if source]
        lines = "\n".join(self.code).splitlines()
        try:
            found = [*import_problems(ast.parse("\n".join(lines))), *width_problems(enumerate(lines, 1))]
        except SyntaxError as error:
            found = [(error.lineno, f"not Python: {error.msg}; code is the same in every language, so copy it from there")]
        for number, problem in found:
            self.problem(self.line(lines[min(number, len(lines)) - 1]), problem)
        self.exercises = [exercise for number in range(len(self.cells)) for exercise in self._exercises(number)]
        answers = [code for exercise in self.exercises for code in (exercise.solution, exercise.mistake)]
        self.blocks += [Cell(self.line(code.splitlines()[0]), code) for code in answers]

    def _exercises(self, number):
        names = [tag for tag in self.cells[number].metadata.get("tags", []) if tag.startswith("exercise-")]
        for name in names:
            below = self.cells[number + 1 : number + 3]
            answers = dict(_ANSWER.findall(below[-1].source)) if len(below) == 2 else {}
            if len(answers) != 2 or below[0].metadata.get("tags") != [name.replace("exercise", "check")]:
                self.problem(
                    self.line(f'tags=["{name}"]'),
                    f"{name} needs, right below it, a cell with tags=[\"{name.replace('exercise', 'check')}\"] and a Markdown cell "
                    "with ??? success and ??? failure, a ```python block in each",
                )
                continue
            answers = {kind: re.sub("^ {4}", "", code, flags=re.MULTILINE) for kind, code in answers.items()}
            starter = sum(cell.cell_type == "code" for cell in self.cells[:number])
            yield Exercise(name, starter, answers["success"], answers["failure"])

    @property
    def steps(self):
        """The argument of fresh.run: every cell, and after each check the two answers, checked again."""
        answers = {exercise.starter + 1: exercise for exercise in self.exercises}
        for number, code in enumerate(self.code):
            yield f"cell_{number}.py", code
            if exercise := answers.get(number):
                for answer in (exercise.mistake, exercise.solution):
                    yield f"{exercise.name}.py", answer
                    yield f"check_{number}.py", code

    def line(self, text):
        """The line of the file that has this text."""
        lines = self.source.splitlines()
        return next((number for number, line in enumerate(lines, 1) if text.strip() in line), 1)

    def problem(self, line, message):
        self.problems.append(f"{self.path}:{line}: {message}")


def read(root, language):
    """The labs of a language, as {slug: Lab}."""
    labs = [Lab(root, path) for path in sorted((root / "docs" / language / "labs").glob("*.py"))]
    return {lab.slug: lab for lab in labs}
