import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.losses.loop.loop import ReconstructingRegressor, train


@pytest.mark.parametrize("batch_size", [50, 64])  # 64: the last batch has 8 rows
@pytest.mark.parametrize("optimizer", [keras.optimizers.SGD, keras.optimizers.Adam])
def test_the_loop_equals_fit(data, optimizer, batch_size):
    x, y = data
    fitted, looped = ReconstructingRegressor(1), ReconstructingRegressor(1)
    for model in (fitted, looped):
        model.build((None, 8))
    looped.set_weights(fitted.get_weights())
    start = fitted.get_weights()

    fitted.compile(loss="mse", optimizer=optimizer(0.01))
    fitted.fit(x, y, epochs=2, batch_size=batch_size, shuffle=False, verbose=0)
    train(looped, x, y, optimizer(0.01), epochs=2, batch_size=batch_size)

    for before, ours, theirs in zip(start, looped.get_weights(), fitted.get_weights(), strict=True):
        assert not np.allclose(before, ours, atol=1e-5)
        np.testing.assert_allclose(ours, theirs, atol=2e-4)


def test_the_loop_trains_a_model_without_losses_of_its_own(data):
    x, y = data
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
    before = np.mean((model(x) - y) ** 2)
    train(model, x, y, keras.optimizers.SGD(0.1), epochs=2, batch_size=50)
    assert np.mean((model(x) - y) ** 2) < before / 2


def test_regularization_losses_are_in_model_losses_and_forgetting_them_gives_no_warning():
    dense = keras.layers.Dense(
        1,
        kernel_regularizer=keras.regularizers.L2(0.5),
        activity_regularizer=keras.regularizers.L2(0.25),
    )
    model, x = keras.Sequential([keras.Input((8,)), dense]), np.ones((4, 8), "float32")
    with warnings.catch_warnings(record=True) as caught, tf.GradientTape() as tape:
        warnings.simplefilter("always")
        loss = keras.ops.mean(model(x) ** 2)
        kernel = dense.kernel.numpy()
        of_activity, of_kernel = model.losses
        np.testing.assert_allclose(of_kernel, 0.5 * np.sum(kernel**2), rtol=1e-4)
        # whether it is divided by the rows of the batch depends on the version of Keras
        total = 0.25 * np.sum((x @ kernel) ** 2)
        assert np.isclose(of_activity, total, rtol=1e-4) or np.isclose(
            of_activity, total / 4, rtol=1e-4
        )
        gradients = tape.gradient(loss, model.trainable_weights)
        keras.optimizers.SGD(0.1).apply(gradients, model.trainable_weights)
    assert not caught


def test_add_n_and_apply_gradients_of_the_book_still_work(data):
    x, y = data
    model = ReconstructingRegressor(1)
    with tf.GradientTape() as tape:
        loss = tf.add_n([keras.ops.mean((model(x) - y) ** 2), *model.losses])
    gradients = tape.gradient(loss, model.trainable_weights)
    before = model.reconstruct.get_weights()
    keras.optimizers.SGD(0.1).apply_gradients(zip(gradients, model.trainable_weights, strict=True))
    assert not np.allclose(before[0], model.reconstruct.kernel)


def test_the_loop_trains_dropout_and_batch_normalization_as_fit_does(data):
    x, y = data

    def model():
        keras.utils.set_random_seed(42)
        layers = [
            keras.layers.BatchNormalization(),
            keras.layers.Dropout(0.5, seed=1),
            keras.layers.Dense(1),
        ]
        return keras.Sequential([keras.Input((8,)), *layers])

    fitted, looped = model(), model()
    fitted.compile(loss="mse", optimizer=keras.optimizers.SGD(0.01))
    fitted.fit(x, y, epochs=2, batch_size=50, shuffle=False, verbose=0)
    train(looped, x, y, keras.optimizers.SGD(0.01), epochs=2, batch_size=50)
    assert np.all(looped.layers[0].moving_mean != 0)
    for ours, theirs in zip(
        looped.trainable_weights + looped.layers[0].weights,
        fitted.trainable_weights + fitted.layers[0].weights,
        strict=True,
    ):
        np.testing.assert_allclose(ours, theirs, atol=1e-4)


def test_the_first_call_of_a_tf_function_builds_adam_and_a_second_adam_must_be_built_before(
    data,
):
    x, y = data
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])

    @tf.function
    def step(optimizer):
        with tf.GradientTape() as tape:
            loss = keras.ops.mean((model(x, training=True) - y) ** 2)
        gradients = tape.gradient(loss, model.trainable_weights)
        optimizer.apply(gradients, model.trainable_weights)
        return loss

    first, built = keras.optimizers.Adam(0.1), keras.optimizers.Adam(0.1)
    losses = [float(step(first)) for _ in range(2)]
    with pytest.raises(ValueError):
        step(keras.optimizers.Adam(0.1))
    built.build(model.trainable_weights)
    assert losses[0] > losses[1] > float(step(built))


class Penalty(keras.layers.Layer):
    def call(self, inputs):
        self.add_loss(keras.ops.mean(inputs))
        return inputs


@pytest.mark.parametrize("called_before, total", [(False, 0), (True, 5)])
def test_losses_read_before_the_call_in_a_tf_function_stay_as_they_were_at_the_recording(
    called_before, total
):
    model = keras.Sequential([keras.Input((1,)), Penalty()])
    if called_before:
        model(tf.constant([[5.0]]))

    @tf.function
    def step(x):
        return sum(model.losses) + 0 * keras.ops.sum(model(x))

    assert [float(step(tf.constant([[number]]))) for number in (1.0, 2.0, 3.0)] == [total] * 3


def test_the_loss_of_a_kernel_regularizer_is_in_the_list_after_every_call():
    dense = keras.layers.Dense(1, kernel_regularizer=keras.regularizers.L2(0.5))
    model, total = keras.Sequential([keras.Input((8,)), dense]), 0.0
    for _ in range(2):
        model(np.ones((4, 8)))
        total += float(sum(model.losses))
    np.testing.assert_allclose(total, 2 * 0.5 * np.sum(dense.kernel.numpy() ** 2), rtol=1e-5)
