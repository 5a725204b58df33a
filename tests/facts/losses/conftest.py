import numpy as np
import pytest

SCALE, ALPHA = 1.0507009873554805, 1.6732632423543772  # SELU, Klambauer et al. 2017


@pytest.fixture
def forward():
    """What NumPy alone says that a ReconstructingRegressor predicts and reconstructs."""

    def run(model, x):
        hidden = x.astype("float64")
        for layer in model.hidden.layers:
            kernel, bias = layer.get_weights()
            z = hidden @ kernel + bias
            hidden = SCALE * np.where(z > 0, z, ALPHA * np.expm1(np.minimum(z, 0)))
        heads = [layer.get_weights() for layer in (model.out, model.reconstruct)]
        return [hidden @ kernel + bias for kernel, bias in heads]

    return run


@pytest.fixture
def data(rng):
    x = rng.normal(size=(200, 8)).astype("float32")
    return x, x.sum(axis=1, keepdims=True)
