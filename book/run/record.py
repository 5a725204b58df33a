"""What a program prints and draws is recorded beside it: dense.py, dense.out, dense.svg."""

from itertools import count

from . import figures, fresh


def changes(programs):
    """Run programs; yield each whose output or figure is not the recorded one, and its result."""
    runs = [fresh.submit(program.steps) for program in programs]
    for program, run in zip(programs, runs, strict=True):
        result = run.result()[0]
        if program.recorded != result.text or figures.changed(program, result):
            yield program, result


def write(program, result):
    """Record what a run of a program printed and drew."""
    program.out.write_text(result.text, encoding="utf-8")
    drawn = dict(zip(map(program.figure, count(1)), result.figures, strict=False))
    for file in figures.changed(program, result):
        if file in drawn:
            file.write_text(drawn[file], encoding="utf-8")
        else:
            file.unlink()
