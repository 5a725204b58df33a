import keras
import numpy as np
import pytest
import tensorflow as tf

from book.run import fresh
from snippets.losses.reconstruction.reconstruction import ReconstructingRegressor


@pytest.mark.parametrize("rows, features, outputs", [(200, 8, 1), (1, 8, 1), (7, 3, 2)])
def test_the_loss_is_a_twentieth_of_the_error_that_numpy_computes(
    rng, forward, rows, features, outputs
):
    x = rng.normal(size=(rows, features)).astype("float32")
    model = ReconstructingRegressor(outputs)
    prediction = model(x)
    expected, reconstruction = forward(model, x)
    np.testing.assert_allclose(prediction, expected, atol=1e-4)
    assert prediction.shape == (rows, outputs) and reconstruction.shape == x.shape
    [loss] = model.losses
    np.testing.assert_allclose(loss, 0.05 * np.mean((reconstruction - x) ** 2), rtol=1e-4)


def test_five_hidden_layers_of_30_with_selu_and_lecun():
    model = ReconstructingRegressor(1)
    model.build((None, 8))
    assert [layer.units for layer in model.hidden.layers] == [30] * 5
    assert {layer.activation for layer in model.hidden.layers} == {keras.activations.selu}
    assert {type(layer.kernel_initializer) for layer in model.hidden.layers} == {
        keras.initializers.LecunNormal
    }
    assert model.reconstruct.kernel.shape == (30, 8) and len(model.weights) == 14


def test_the_total_of_fit_is_the_main_loss_plus_the_auxiliary_loss(data, forward):
    x, y = data
    model = ReconstructingRegressor(1)
    model.compile(
        loss="mse", optimizer=keras.optimizers.SGD(0.0)
    )  # the weights stay, so NumPy can follow
    total = model.fit(x, y, batch_size=64, verbose=0).history["loss"][0]
    prediction, reconstruction = forward(model, x)
    np.testing.assert_allclose(
        total, np.mean((prediction - y) ** 2) + 0.05 * np.mean((reconstruction - x) ** 2), rtol=1e-4
    )


def test_only_the_outermost_call_clears_the_losses():
    class Twice(keras.Model):
        def __init__(self):
            super().__init__()
            self.inner = ReconstructingRegressor(1)

        def call(self, inputs):
            return self.inner(inputs) + self.inner(2 * inputs)

    model = Twice()
    for _ in range(2):
        model(np.ones((2, 8)))
        assert len(model.losses) == 2


def test_predictions_do_not_depend_on_the_reconstruction(data):
    x, _ = data
    model = ReconstructingRegressor(1)
    before = model.predict(x, verbose=0)
    model.reconstruct.set_weights([np.zeros((30, 8)), np.zeros(8)])
    np.testing.assert_array_equal(model.predict(x, verbose=0), before)


def test_it_predicts_the_same_after_loading_in_a_new_process(data, forward, reload):
    x, y = data
    model = ReconstructingRegressor(1)
    model.compile(loss="mse", optimizer="adam")
    model.fit(x, y, verbose=0)
    [loaded] = reload(model, "snippets.losses.reconstruction.reconstruction", x)
    np.testing.assert_array_equal(loaded, model(x))
    np.testing.assert_allclose(loaded, forward(model, x)[0], atol=1e-4)


@pytest.mark.parametrize("output_dim", [0, -1, "1", 1.0, None])
def test_an_output_dim_that_is_no_positive_integer_is_refused(output_dim):
    with pytest.raises(ValueError) as error:
        ReconstructingRegressor(output_dim)
    assert str(error.value).endswith(f"Received: output_dim={output_dim!r}")


def test_the_layer_for_functional_models_adds_the_loss_and_is_saved_in_a_new_process(programs):
    # the weights are ones and zeros: hidden is 30 times selu(8) = 8 * scale,
    # the reconstruction 30 times that
    steps = programs["losses/reconstruction/endpoint.py"].steps
    check = (
        "values = zip(model.weights, (1, 0, 1, 0, 1, 0))\n"
        "model.set_weights([np.full(weight.shape, value) for weight, value in values])\n"
        "model(np.ones((2, 8)))\n"
        "print(float(model.losses[0]))\n"
        "model.save('model.keras')\n"
        "loaded = keras.saving.load_model('model.keras')\n"
        "same = np.array_equal(model(np.ones((2, 8))), loaded(np.ones((2, 8))))\n"
        "print(same, float(loaded.losses[0]))\n"
    )
    result = fresh.run((*steps, ("check.py", check)))[1]
    expected = 0.05 * (30 * 8 * 1.0507009873554805 - 1) ** 2
    values = result.text.split()
    assert values[1] == "True", result.report
    np.testing.assert_allclose([float(values[0]), float(values[2])], expected, rtol=1e-4)


def test_a_layer_that_leads_to_no_output_is_no_part_of_a_functional_model():
    class Penalty(keras.layers.Layer):
        def call(self, inputs):
            self.add_loss(keras.ops.mean(inputs))
            return inputs

    inputs = keras.Input((8,))
    Penalty()(inputs)
    model = keras.Model(inputs, keras.layers.Dense(1)(inputs))
    model(np.ones((2, 8)))
    assert model.losses == [] and len(model.layers) == 2


@pytest.mark.parametrize(
    "policy, cast, fits",
    [("mixed_float16", False, False), ("mixed_float16", True, True), ("float32", False, True)],
)
def test_fit_adds_only_losses_of_the_type_of_the_main_loss(policy, cast, fits):
    class Penalty(keras.layers.Layer):
        def call(self, inputs):
            loss = keras.ops.mean(inputs)
            self.add_loss(keras.ops.cast(loss, keras.config.floatx()) if cast else loss)
            return inputs

    model = keras.Sequential(
        [keras.Input((8,)), keras.layers.Dense(1, dtype=policy), Penalty(dtype=policy)]
    )
    model.compile(loss="mse")
    try:
        model.fit(np.ones((4, 8)), np.ones((4, 1)), verbose=0)
    except TypeError as error:
        assert not fits and "float16" in str(error)
    else:
        assert fits


class Counting(keras.Model):
    """Counts how often what only its loss, or also its metric, needs is computed."""

    def __init__(self, metric=False):
        super().__init__()
        self.out, self.computed = keras.layers.Dense(1), 0
        self.tracker = keras.metrics.Mean() if metric else None

    def count(self, x):
        self.computed += 1
        return x

    def call(self, inputs, training=None):
        # stateful=False: TensorFlow may leave it out, as it may the operations of Keras
        aside = tf.numpy_function(self.count, [inputs], tf.float32, stateful=False)
        aside = tf.reduce_mean(aside)
        self.add_loss(aside)
        if self.tracker:
            self.tracker.update_state(aside)
        return self.out(inputs)


@pytest.mark.parametrize("metric", [False, True])
def test_predict_computes_what_the_loss_needs_only_if_a_metric_needs_it_too(data, metric):
    x, y = data
    model = Counting(metric)
    model.compile(loss="mse", jit_compile=False)
    computed = []
    for use in (model.predict, lambda x: model.evaluate(x, y), model):
        before = model.computed
        use(x)
        computed.append(model.computed > before)
    assert computed == [metric, True, True]


def test_super_build_does_not_run_the_model():
    class Building(keras.Model):
        def __init__(self):
            super().__init__()
            self.calls = 0

        def build(self, input_shape):
            super().build(input_shape)
            assert self.calls == 0

        def call(self, inputs):
            self.calls += 1
            return inputs

    model = Building()
    model(np.ones((2, 8)))
    assert model.calls == 1


def test_the_added_loss_has_the_type_of_the_main_loss_where_floatx_is_float64():
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    try:
        model = ReconstructingRegressor(1)
        model.compile(loss="mse")
        model.fit(np.ones((4, 8)), np.ones((4, 1)), verbose=0)
        model(np.ones((4, 8)))
        assert [loss.dtype for loss in model.losses] == ["float64"]
    finally:
        keras.config.set_floatx("float32")
        keras.config.set_dtype_policy("float32")
