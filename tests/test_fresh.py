"""fresh.run: a process of its own for every run, and a clear word when it goes wrong."""

import fresh
import pytest


def run(code, **options):
    return fresh.run((("program.py", code),), **options)[0]


def test_a_run_sees_nothing_of_the_run_before_it():
    run("import keras, builtins\nbuiltins.left_over = keras.layers.Dense(1)")
    assert run("import builtins\nprint(hasattr(builtins, 'left_over'))").stdout == "False\n"


def test_tensorflow_is_loaded_before_the_program_starts():
    assert run("import sys\nprint('tensorflow' in sys.modules)").stdout == "True\n"


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
    )
    assert run(code).text == "3\ndef absolute(x):\n"


def test_output_of_child_processes_and_of_c_code_is_recorded():
    assert run("import os\nprint('one', flush=True)\nos.system('echo two')").text == "one\ntwo\n"


def test_nothing_of_the_project_can_be_imported():
    for module in ("snippets.layers.dense.dense", "programs", "tests.conftest"):
        assert "ModuleNotFoundError" in run(f"import {module}").error


def test_a_program_that_hangs_is_named_and_ended():
    with pytest.raises(fresh.RunError, match="^second.py did not finish within 0.5 s; find where it hangs"):
        fresh.run((("first.py", "print(1)"), ("second.py", "import threading\nthreading.Event().wait()")), seconds=0.5)


def test_a_program_that_ends_its_process_is_named():
    with pytest.raises(fresh.RunError, match="^program.py ended its process, exit code 3"):
        run("import os\nos._exit(3)")


def test_exit_is_a_failure_not_a_result():
    assert run("raise SystemExit('enough')").text.endswith("SystemExit: enough\n")


@pytest.mark.parametrize("write", ["open({!r}, 'w')", "import os; os.mkdir({!r})", "import pathlib; pathlib.Path({!r}).touch()"])
def test_a_program_that_writes_into_the_project_is_stopped(write):
    target = fresh.ROOT / "snippets" / "left_over"
    result = run(write.format(str(target)))
    assert "the program writes into the project: snippets/left_over; write to a relative path" in result.error
    assert 'program.py", line 1' in result.traceback
    assert not target.exists()


def test_a_program_writes_into_its_own_folder_and_the_folder_is_gone_afterwards():
    assert run("open('model.keras', 'w').write('x')\nimport os\nprint(sorted(os.listdir()))").stdout == "['model.keras', 'program.py']\n"
    assert "model.keras" not in run("import os\nprint(os.listdir())").stdout


def test_colours_and_trailing_spaces_are_not_recorded():
    assert run("print('\\x1b[1mbold\\x1b[0m  ')\nprint()").text == "bold\n"
