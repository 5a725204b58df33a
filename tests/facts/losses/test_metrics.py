import keras
import numpy as np
import pytest

from book.run import fresh
from snippets.losses.metrics.metrics import ReconstructingRegressor


@pytest.fixture
def model():
    model = ReconstructingRegressor(1)
    model.compile(
        loss="mse", optimizer=keras.optimizers.SGD(0.0)
    )  # the weights stay, so NumPy can follow
    return model


@pytest.mark.parametrize("batch_size", [200, 64, 33])
def test_the_history_equals_numpy_whatever_the_size_of_the_batches(
    data, model, forward, batch_size
):
    x, y = data
    history = model.fit(
        x, y, epochs=2, batch_size=batch_size, validation_data=(x[:7], y[:7]), verbose=0
    ).history
    for name, rows in (
        ("reconstruction_error", slice(None)),
        ("val_reconstruction_error", slice(7)),
    ):
        expected = np.mean((forward(model, x[rows])[1] - x[rows]) ** 2)
        np.testing.assert_allclose(history[name], [expected] * 2, rtol=1e-4)


def test_evaluate_equals_numpy_also_after_calls_in_between(data, model, forward):
    x, y = data
    model.fit(x, y, verbose=0)
    model(100 * x)
    model.predict(100 * x, verbose=0)
    result = model.evaluate(x, y, batch_size=33, verbose=0, return_dict=True)
    np.testing.assert_allclose(
        result["reconstruction_error"], np.mean((forward(model, x)[1] - x) ** 2), rtol=1e-4
    )


def test_the_metric_is_found_and_adds_no_weight(model):
    model.build((None, 8))
    assert model.tracker in model.metrics
    assert len(model.weights) == 14


def test_calls_during_training_change_the_record_and_not_the_training(programs):
    check = (
        "weights = []\n"
        "for moment in ('none', 'on_train_batch_end'):\n"
        "    keras.utils.set_random_seed(42)\n"
        "    model = Watched()\n"
        "    model.compile(loss='mse', optimizer=keras.optimizers.SGD(0.01))\n"
        "    model.fit(x, y, verbose=0, callbacks=[Peek(moment)])\n"
        "    weights.append(model.get_weights())\n"
        "print(all(np.array_equal(a, b) for a, b in zip(*weights)))\n"
    )
    result = fresh.run((*programs["losses/metrics/polluted.py"].steps, ("check.py", check)))[1]
    assert result.text == "True\n", result.report


def test_compute_loss_counts_fit_and_evaluate_and_nothing_else(programs):
    check = (
        "model = Tracked()\n"
        "model.compile(loss='mse')\n"
        "model.fit(x, y, batch_size=64, verbose=0)\n"
        "print(int(model.tracker.count))\n"
        "model.predict(x, verbose=0)\n"
        "model(x)\n"
        "print(int(model.tracker.count))\n"
        "x = np.random.default_rng(42).normal(size=(200, 8))\n"
        "value = model.evaluate(x, y, batch_size=64, verbose=0, return_dict=True)['square']\n"
        "print(np.isclose(value, np.mean(x**2), atol=1e-4))\n"
    )
    result = fresh.run((*programs["losses/metrics/polluted.py"].steps, ("check.py", check)))[1]
    assert result.text == "200\n200\nTrue\n", result.report


def test_the_metric_of_an_update_only_in_training_is_zero_in_evaluate(data):
    class Watch(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.tracker = keras.metrics.Mean(name="ones")

        def call(self, inputs, training=None):
            if training:
                self.tracker.update_state(keras.ops.ones_like(inputs))
            return inputs

    x, _ = data
    model = keras.Sequential([keras.Input((8,)), Watch(), keras.layers.Dense(1)])
    model.compile(loss="mse")
    assert model.fit(x, x[:, :1], verbose=0).history["ones"] == [1.0]
    assert model.evaluate(x, x[:, :1], verbose=0, return_dict=True)["ones"] == 0.0


def test_the_monitor_is_saved_with_its_model_and_loaded_in_a_new_process(tmp_path, programs):
    steps = programs["losses/metrics/exercise.py"].steps
    save = f"model.save({str(tmp_path / 'm.keras')!r})\nprint(model(x).numpy().sum().round(3))"
    load = (
        f"model = keras.saving.load_model({str(tmp_path / 'm.keras')!r})\n"
        "print(model(x).numpy().sum().round(3))\nprint(model.metrics_names)"
    )
    saved = fresh.run((*steps, ("save.py", save)))[1]
    loaded = fresh.run((*steps, ("load.py", load)))[1]
    assert not saved.error and loaded.stdout.startswith(saved.stdout), loaded.report
    assert "hidden_zeros" in loaded.stdout


def test_of_two_metrics_with_the_same_name_only_one_is_in_the_history(data):
    class Constant(keras.layers.Layer):
        def __init__(self, value):
            super().__init__()
            self.value, self.tracker = value, keras.metrics.Mean(name="value")

        def call(self, inputs):
            self.tracker.update_state(self.value)
            return inputs

    x, y = data
    layers = [Constant(1.0), Constant(2.0), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((8,)), *layers])
    model.compile(loss="mse")
    history = model.fit(x, y, verbose=0).history
    assert sorted(history) == ["loss", "value"] and history["value"] in ([1.0], [2.0])
