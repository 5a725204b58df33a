"""Run in a fresh process by test_classes.py: use the classes of programs as their readers would.

`main` returns what fails, {class: {policy: "stage: error"}}. All classes are put into one model
for each policy, which is many times faster; they are tried one by one only if that fails.
"""

import contextlib
import io
import json
import sys
import types
import warnings
from unittest import mock

import keras
import numpy as np

POLICIES = ("float32", "float64", "bfloat16", "mixed_bfloat16", "mixed_float16")
TRAINING, SAVING = ("is_made", "runs", "fits", "fits_compiled"), ("saves", "clones")
ALONE = ("saves_alone", "keeps_masks")
COMPILED = ("float32", "mixed_float16")  # XLA takes most of the time
STAGES = (*TRAINING, *SAVING, *ALONE)


class Enough(SystemExit):
    """Every class has been called, so its program need not go on."""


def remembering(new):
    """A `__new__` whose instances know what they were made with."""

    def remember(cls, *args, **kwargs):
        instance = new(cls, *args, **kwargs)
        kwargs.pop("name", None)
        instance.__dict__["made_with"] = args, kwargs
        return instance

    return remember


def watching(call, wanted, found):
    """A `__call__` that notes the first instance of each class, with the shapes of its inputs."""
    depth = 0

    def watch(self, *args, **kwargs):
        nonlocal depth
        name = type(self).__name__
        if type(self).__module__ == "__main__" and name in wanted and name not in found:
            shapes = keras.tree.map_structure(lambda t: tuple(t.shape)[1:], list(args))
            found[name] = (type(self), self.__dict__["made_with"], shapes)
        depth += 1
        try:
            outputs = call(self, *args, **kwargs)
        finally:
            depth -= 1
        if depth == 0 and len(found) == len(wanted):
            raise Enough
        return outputs

    return watch


def record(code, wanted):
    """Run a program until it has called these classes: {name: (class, arguments, input shapes)}."""
    found, layer, model = {}, keras.layers.Layer, keras.Model
    program = sys.modules["__main__"] = types.ModuleType("__main__")
    with (
        mock.patch.object(layer, "__new__", remembering(layer.__new__)),
        mock.patch.object(model, "__new__", remembering(model.__new__)),
        mock.patch.object(layer, "__call__", watching(layer.__call__, wanted, found)),
        contextlib.suppress(Exception, Enough),
    ):
        exec(compile(code, "program.py", "exec"), program.__dict__)
    return found


def make(case):
    cls, (args, kwargs), _ = case
    return cls(*args, **kwargs)


def array(value):
    return np.asarray(keras.ops.cast(value, "float64"))


def equal(ours, theirs):
    for one, other in zip(keras.tree.flatten(ours), keras.tree.flatten(theirs), strict=True):
        assert np.all(np.isfinite(array(one))), "predicts what is not finite"
        assert np.array_equal(array(one), array(other)), "predicts something else"


class Together:
    """Classes in one functional model, each with inputs of its own."""

    def __init__(self, cases):
        self.inputs, outputs = [], []
        for case in cases:
            inputs = keras.tree.map_shape_structure(keras.Input, case[2])
            self.inputs.append(inputs)
            outputs += keras.tree.flatten(make(case)(*inputs))
        self.model = keras.Model(self.inputs, outputs)
        shapes = keras.tree.map_structure(lambda t: (4, *t.shape[1:]), self.inputs)
        self.x = keras.tree.map_shape_structure(np.random.default_rng(42).standard_normal, shapes)

    def is_made(self):
        """The constructor has done it."""

    def runs(self):
        outputs = self.model(self.x)
        found = {keras.backend.standardize_dtype(output.dtype) for output in outputs}
        assert found == {keras.config.dtype_policy().compute_dtype}, f"computes in {found}"
        equal(outputs, self.model(self.x))

    def fits(self, jit_compile=False):
        # one output has one loss, which is faster than a loss for each
        columns = [keras.ops.expand_dims(output, -1) for output in self.model.outputs]
        means = [keras.ops.mean(each, axis=range(1, len(each.shape))) for each in columns]
        model = keras.Model(self.inputs, keras.ops.stack(means, axis=1))
        # the scale of the loss under mixed_float16 is slow to compile, and concerns no class
        how = {"jit_compile": jit_compile, "auto_scale_loss": not jit_compile}
        model.compile(loss="mse", optimizer=keras.optimizers.SGD(1e-4), **how)
        model.optimizer.build(model.trainable_variables)  # else it is compiled twice
        targets = np.zeros((4, len(means)))
        [loss] = model.fit(self.x, targets, verbose=0).history["loss"]
        assert np.isfinite(loss), f"the loss is {loss}"

    def fits_compiled(self):
        self.fits(jit_compile=True)

    def saves(self):
        for weight in self.model.trainable_weights:  # none is what a new layer begins with
            weight.assign(keras.random.normal(weight.shape, stddev=0.1))
        self.model.save("model.keras")
        equal(self.model(self.x), keras.saving.load_model("model.keras")(self.x))

    def clones(self):
        clone = keras.models.clone_model(self.model)
        clone.set_weights(self.model.get_weights())
        equal(self.model(self.x), clone(self.x))


class Alone:
    """One class, without a model around it."""

    def __init__(self, cases):
        [self.case] = cases
        self.made, shapes = make(self.case), self.case[2]
        single = len(shapes) == 1 and all(isinstance(each, int) for each in shapes[0])
        self.x = np.ones((4, *shapes[0])) if single else None

    def saves_alone(self):
        """A model that is no part of another is built by other rules when it is loaded."""
        if isinstance(self.made, keras.Model):
            expected = self.made(self.x)
            self.made.save("model.keras")
            equal(expected, keras.saving.load_model("model.keras")(self.x))

    def keeps_masks(self):
        """A layer that computes element by element passes a mask on, without a warning."""
        if not isinstance(self.made, keras.Model) and self.is_elementwise():
            padded = keras.layers.Masking()(keras.Input((3, *self.x.shape[1:][-1:])))
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                assert self.made(padded)._keras_mask is not None, "loses the mask"

    def is_elementwise(self):
        if self.x is None or self.made(self.x).shape != self.x.shape:
            return False
        for weight in self.made.trainable_weights:  # a gate may be closed at first
            weight.assign(keras.random.normal(weight.shape))
        other = self.x.copy()
        other.flat[0] = 0.5
        return not np.any((array(self.made(self.x)) != array(self.made(other))).flat[1:])


def failure(kind, cases, stages):
    """The first stage that fails, with its error; None if none does."""
    stage = "is_made"
    try:
        trial = kind(cases)
        for stage in stages:
            getattr(trial, stage)()
    except Exception as error:
        return f"{stage}: {type(error).__name__}: {error}"


def find(programs):
    """The classes of {program: (code, names)}, under names of their own."""
    cases = {}
    for name, (code, wanted) in programs.items():
        for found, case in record(code, wanted).items():
            # two programs may have a class of the same name
            keras.saving.register_keras_serializable(package=name)(case[0])
            cases[f"{name}::{found}"] = case
    return cases


def main(programs, wrong):
    """programs: {name: (code, classes)}; wrong: {class: the stage that it fails on purpose}."""
    cases = find(programs)
    failures = {each: {} for each in cases}

    def attempt(policy, names, stages):
        keras.config.set_dtype_policy(policy)
        kind = Alone if stages[0] in ALONE else Together
        error = failure(kind, [cases[each] for each in names], stages)
        if error and len(names) == 1:
            failures[names[0]].setdefault(policy, error)
        elif error:
            for each in names:
                attempt(policy, [each], stages)

    def right(stages):
        last = STAGES.index(stages[-1])
        return [each for each in cases if each not in wrong or STAGES.index(wrong[each]) > last]

    for policy in POLICIES:
        training = TRAINING if policy in COMPILED else TRAINING[:-1]
        attempt(policy, right(TRAINING), training)
        attempt(policy, right(SAVING), SAVING)
        for each in set(cases) & set(wrong):
            attempt(policy, [each], [wrong[each]])
    for stage in ALONE:
        for each in right([stage]):
            attempt("float32", [each], [stage])
    return failures


def quietly(*args):
    warnings.simplefilter("ignore")
    with contextlib.redirect_stdout(io.StringIO()):
        failures = main(*args)
    print(json.dumps(failures))
