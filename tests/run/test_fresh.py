"""A process of its own for every run, and a clear word when it goes wrong."""

import re
from pathlib import Path

import pytest

from book.run import fresh


def run(code, **options):
    return fresh.run((("program.py", code),), **options)[0]


def test_a_run_sees_nothing_of_the_run_before_it():
    run("import keras, builtins\nbuiltins.left_over = keras.layers.Dense(1)")
    code = "import builtins\nprint(hasattr(builtins, 'left_over'))"
    assert run(code) == fresh.Result("False\n")


def test_tensorflow_is_loaded_before_the_program_starts():
    assert run("import sys\nprint('tensorflow' in sys.modules)") == fresh.Result("True\n")


def test_steps_share_one_namespace_and_run_on_after_a_failure():
    steps = (("a.py", "x = 1"), ("b.py", "x / 0"), ("c.py", "print(x)"))
    assert [result.text for result in fresh.run(steps)] == [
        "",
        "Traceback (most recent call last):\n  ...\nZeroDivisionError: division by zero\n",
        "1\n",
    ]


def test_autograph_and_inspect_find_the_source_of_a_step():
    code = (
        "import inspect, tensorflow as tf\n"
        "@tf.function\n"
        "def absolute(x):\n"
        "    if x < 0:\n"
        "        return -x\n"
        "    return x\n"
        "print(absolute(tf.constant(-3)).numpy())\n"
        "print(inspect.getsource(absolute.python_function).splitlines()[1])\n"
        "class Empty: pass\n"
        "print(inspect.getsource(Empty))\n"
    )
    assert run(code).text == "3\ndef absolute(x):\nclass Empty: pass\n"


def test_output_of_child_processes_and_of_c_code_is_recorded():
    code = "import os\nprint('one', flush=True)\nos.system('echo two; echo three >&2')"
    assert run(code) == fresh.Result("one\ntwo\n", "three\n")


def test_what_each_step_says_on_stderr_is_kept_apart_from_what_it_prints():
    steps = [
        ("a.py", "import sys\nprint(1)\nprint('one', file=sys.stderr)"),
        ("b.py", "print(2)\nprint('two', file=sys.stderr)\n1 / 0"),
    ]
    one, two = fresh.run(steps)
    assert one == fresh.Result("1\n", "one\n")
    assert (two.stdout, two.stderr, one.report) == ("2\n", "two\n", "one\n")
    assert two.report == f"two\n{two.traceback}"


def test_a_traceback_begins_in_the_program():
    trace = run("def f():\n    1 / 0\nf()").traceback
    assert re.findall('File ".*/(.*)", line (.*), in (.*)', trace) == [
        ("program.py", "3", "<module>"),
        ("program.py", "2", "f"),
    ]


@pytest.mark.parametrize(
    "module", ["snippets.layers", "tests.conftest", "book", "book.sources", "book.run.fresh"]
)
def test_nothing_of_the_project_can_be_imported(module):
    top = module.partition(".")[0]
    assert run(f"import {module}").error == f"ModuleNotFoundError: No module named '{top}'\n"


def test_a_program_that_hangs_is_named_and_ended_and_what_it_said_is_shown():
    hangs = "import sys, threading\nprint('why', file=sys.stderr)\nthreading.Event().wait()"
    with pytest.raises(fresh.RunError) as error:
        fresh.run((("first.py", "print(1)"), ("second.py", hangs)), seconds=0.5)
    late = "second.py did not finish within 0.5 s; find where it hangs, or make it smaller"
    assert str(error.value) == f"{late}\nwhy"


def test_a_program_that_ends_its_process_is_named_and_what_it_said_is_shown():
    with pytest.raises(fresh.RunError) as error:
        run("import os\nos.write(2, b'why')\nos._exit(3)")
    ended = "program.py ended its process, exit code 3; a program must return"
    assert str(error.value) == f"{ended}\nwhy"


def test_exit_is_a_failure_not_a_result():
    assert run("raise SystemExit('enough')").error == "SystemExit: enough\n"


def test_a_program_writes_into_its_own_folder_and_the_folder_is_gone_afterwards():
    code = "open('model.keras', 'w').write('x')\nimport os\nprint(sorted(os.listdir()))"
    assert run(code).stdout == "['model.keras', 'program.py']\n"
    assert run("import os\nprint(os.listdir())").stdout == "['program.py']\n"


def test_temporary_files_that_a_program_leaves_behind_are_gone_afterwards():
    made = [
        run("import tempfile\nprint(tempfile.mkdtemp())").stdout,
        run("import os\nos.system('mktemp')").stdout,
    ]
    assert [Path(path.strip()).is_absolute() for path in made] == [True, True]
    assert [Path(path.strip()).exists() for path in made] == [False, False]


def test_colours_and_trailing_spaces_are_not_recorded():
    assert run("print('\\x1b[1mbold\\x1b[0m  ')\nprint('end')\nprint()").text == "bold\nend\n"


def test_a_plot_has_the_look_of_the_book():
    code = "import matplotlib\nprint(matplotlib.rcParams['svg.hashsalt'], matplotlib.get_backend())"
    assert run(code) == fresh.Result("book svg\n")


def test_a_table_is_as_wide_as_the_terminals_of_most_readers():
    assert run("import os\nprint(os.environ['COLUMNS'])") == fresh.Result("80\n")
