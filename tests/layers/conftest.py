"""Saving in this process and loading in a new one, for every layer of Part 1."""

import gc

import fresh
import keras
import numpy as np
import pytest

gc.freeze()  # else pytest walks all of TensorFlow at every collection of garbage

LOAD = """
import sys
import keras
import numpy as np

sys.path.insert(0, {root!r})
from snippets.layers import {module}

model = keras.saving.load_model({folder!r} + "/model.keras")
inputs = [np.load({folder!r} + f"/input{{i}}.npy") for i in range({count})]
outputs = model(inputs if {count} > 1 else inputs[0])
for i, output in enumerate(outputs if isinstance(outputs, (list, tuple)) else [outputs]):
    np.save({folder!r} + f"/output{{i}}.npy", output)
print(len(model.weights))
"""


@pytest.fixture
def reload(tmp_path):
    """Save a model, load it in a fresh process that imports `module` of snippets.layers, and predict."""

    def run(model, module, *inputs):
        model.save(tmp_path / "model.keras")
        for i, array in enumerate(inputs):
            np.save(tmp_path / f"input{i}.npy", array)
        code = LOAD.format(root=str(fresh.ROOT), module=module, folder=str(tmp_path), count=len(inputs))
        [result] = fresh.run((("load.py", code),))
        assert result.text == f"{len(model.weights)}\n", result.traceback
        return [np.load(file) for file in sorted(tmp_path.glob("output*.npy"))]

    return run


@pytest.fixture
def rng():
    return np.random.default_rng(42)
