"""The classes that the pages offer for copying survive a reader's project."""

import ast
import functools
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePath

import pytest

from book.run import fresh
from book.sources.program import read_programs

PROGRAMS = read_programs(Path(__file__).parents[2])
TREES = {name: ast.parse(program.code) for name, program in PROGRAMS.items()}

# What fails on purpose: the stage at which it does, and why.
SHORTER = "made shorter than the program that it refers to: without get_config"
NO_MASK = "a lab on images or tables, which have none"
WRONG = {
    "index/index.py::Double": ("keeps_masks", "the home page shows how little a layer may be"),
    "labs/layers/exercise_1_solution.py::Standardize": ("keeps_masks", NO_MASK),
    "labs/layers/exercise_2_solution.py::Scale": ("keeps_masks", NO_MASK),
    "labs/layers/exercise_3_solution.py::PixelDropout": ("keeps_masks", NO_MASK),
    "labs/losses/exercise_1_solution.py::ActivityPenalty": ("keeps_masks", NO_MASK),
    "labs/losses/exercise_3_solution.py::ReconstructingRegressor": ("saves", SHORTER),
    "labs/losses/exercise_3_solution.py::PointsRegressor": ("saves", SHORTER),
    "layers/dense/variable.py::Scale": ("is_made", "a tf.Variable, which follows no policy"),
    "layers/saving/changed.py::Scale": ("keeps_masks", "it shows what is recorded, and no more"),
    "layers/saving/defaults.py::Scaler": ("saves", "without get_config, saved with its defaults"),
    "layers/saving/kwargs.py::Scale": ("saves", "without **kwargs, so it cannot be loaded"),
    "losses/loop/loop.py::ReconstructingRegressor": ("saves", SHORTER),
    "losses/metrics/metrics.py::ReconstructingRegressor": ("saves", SHORTER),
    "losses/reconstruction/exercise.py::WeightedRegressor": ("saves", SHORTER),
    "losses/saving/exercise.py::Trap": ("saves_alone", "the saving trap"),
    "losses/saving/saving.py::ReconstructingRegressor": ("saves_alone", "the saving trap"),
    "losses/saving/visits.py::Unbuilt": ("saves_alone", "the saving trap"),
    "models/regressor/exercise.py::UnsharedRegressor": ("saves", SHORTER),
    "models/regressor/regressor.py::ResidualRegressor": ("saves", "the next pages make it so"),
    "models/saving/build.py::HalfBuiltRegressor": ("saves_alone", "the saving trap"),
    "models/saving/reached.py::Autoencoder": ("fits", "a layer that only training reaches"),
}

# How a class is used that its own program never calls.
CALLS = {
    "labs/layers/exercise_1_solution.py": "Standardize()(np.ones((4, 3)))",
    "labs/layers/exercise_2_solution.py": "Scale()(keras.ops.ones((4, 3)))",
    "labs/layers/exercise_3_solution.py": "PixelDropout(0.5)(keras.ops.ones((4, 3)))",
    "labs/losses/exercise_1_solution.py": "ActivityPenalty(0.1)(keras.ops.ones((4, 3)))",
    "labs/losses/exercise_3_solution.py": (
        "ReconstructingRegressor(1)(keras.ops.ones((4, 3)))\n"
        "PointsRegressor(1, 2.0)(keras.ops.ones((4, 3)))"
    ),
    "labs/models/exercise_2_solution.py": (
        "Block(True, 'he_normal', 3)(keras.ops.ones((4, 3)))\nGatedBlock(3)(keras.ops.ones((4, 3)))"
    ),
    "labs/models/exercise_3_solution.py": "CorrectedRegressor()(keras.ops.ones((4, 3)))",
    "models/saving/build.py": "ResidualRegressor(1)(np.ones((4, 8)))",
}


def classes(tree):
    """The layers and models of a program, {name: node}, and the names of the models among them."""
    every, models = {}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            bases = {ast.unparse(base) for base in node.bases}
            if bases & {"keras.Model", *models}:
                models.add(node.name)
            if bases & {"keras.Model", *every} or any("keras.layers." in base for base in bases):
                every[node.name] = node
    return every, models


def is_answer(path):
    return path.stem.startswith("exercise") and not path.stem.endswith("mistake")


def offered():
    """The classes for copying, {program: names}: registered, of a main program, or of an answer.

    A lab is no program for copying, its answers are. A class that is the same in two
    programs is here once.
    """
    found, seen = {}, set()
    for name, tree in TREES.items():
        path = PurePath(name)
        main = path.stem == path.parent.name and path.parts[0] != "labs"
        every, _ = classes(tree)
        for cls, node in every.items():
            names = (each.id for each in ast.walk(node) if isinstance(each, ast.Name))
            text = "".join(map(ast.dump, (node, *(every[each] for each in names if each in every))))
            if (node.decorator_list or main or is_answer(path)) and text not in seen:
                found.setdefault(name, []).append(cls)
                seen.add(text)
    return found


OFFERED = offered()


@functools.cache
def failures():
    """What fails of the offered classes: {class: {policy: "stage: error"}}."""
    code = Path(__file__).with_name("classes.py").read_text(encoding="utf-8")
    wrong = {name: stage for name, (stage, _) in WRONG.items()}

    def run(names):
        codes = {name: f"{PROGRAMS[name].code}\n{CALLS.get(name, '')}" for name in names}
        programs = {name: (codes[name], OFFERED[name]) for name in names}
        steps = (("classes.py", code), ("main.py", f"quietly({programs!r}, {wrong!r})"))
        [_, result] = fresh.run(steps, seconds=600)
        assert not result.error, result.report
        return json.loads(result.stdout)

    names = list(OFFERED)
    with ThreadPoolExecutor() as pool:
        halves = pool.map(run, (names[::2], names[1::2]))
        return {name: found for half in halves for name, found in half.items()}


ALL = [f"{program}::{cls}" for program, names in OFFERED.items() for cls in names]


@pytest.mark.parametrize("name", ALL)
def test_a_class_runs_trains_saves_loads_and_keeps_masks_under_every_policy(name):
    assert name in failures(), "its program never calls it"
    found = failures()[name]
    stages = {error.partition(":")[0] for error in found.values()}
    assert stages == ({WRONG[name][0]} if name in WRONG else set()), found or "take it off the list"


def test_the_list_of_what_fails_names_offered_classes_only():
    assert set(WRONG) <= set(ALL)


# Models whose call does not take `training`, for the page shows what happens then.
FORGETFUL = {
    "layers/noise/silent.py::Forgetful": "layers/noise.md#silent",
    "layers/noise/find.py::Normalized": "layers/noise.md#silent",
}


def takes_training(model, models):
    """Whether the call of a model, or the one that it inherits, takes `training`."""
    for each in model.body:
        if isinstance(each, ast.FunctionDef) and each.name == "call":
            return "training" in [argument.arg for argument in each.args.args]
    bases = [models[base.id] for base in model.bases if getattr(base, "id", None) in models]
    return all(takes_training(base, models) for base in bases)


@pytest.mark.parametrize("name", TREES)
def test_the_call_of_a_model_takes_training(name):
    every, models = classes(TREES[name])
    found = {f"{name}::{each}" for each in models if not takes_training(every[each], every)}
    assert found == {each for each in FORGETFUL if each.startswith(f"{name}::")}


def calls_of_models(tree):
    """The calls under a tape of `model`, and of every name to which a model is assigned."""
    nodes = list(ast.walk(tree))
    made = {"keras.Sequential", "keras.Model", *classes(tree)[1]}
    models = {"model"}
    for node in nodes:
        value = node.value if isinstance(node, ast.Assign) else None
        if isinstance(value, ast.Call) and ast.unparse(value.func) in made:
            models |= {ast.unparse(target) for target in node.targets}
    for tape in nodes:
        if isinstance(tape, ast.With) and "GradientTape" in ast.unparse(tape.items[0]):
            for node in ast.walk(tape):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in models:
                    yield ast.unparse(node)


@pytest.mark.parametrize("name", [name for name in TREES if ".apply" in PROGRAMS[name].code])
def test_a_loop_calls_its_model_in_training(name):
    calls = calls_of_models(TREES[name])
    assert [call for call in calls if "training=True" not in call] == []
