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

    for before, ours, theirs in zip(start, looped.get_weights(), fitted.get_weights()):
        assert not np.allclose(before, ours, atol=1e-5)
        np.testing.assert_allclose(ours, theirs, atol=2e-4)


def test_the_loop_trains_a_model_without_losses_of_its_own(data):
    x, y = data
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
    before = np.mean((model(x) - y) ** 2)
    train(model, x, y, keras.optimizers.SGD(0.1), epochs=2, batch_size=50)
    assert np.mean((model(x) - y) ** 2) < before / 2


def test_regularization_losses_are_in_model_losses_and_forgetting_them_gives_no_warning():
    dense = keras.layers.Dense(1, kernel_regularizer=keras.regularizers.L2(0.5), activity_regularizer=keras.regularizers.L2(0.25))
    model, x = keras.Sequential([keras.Input((8,)), dense]), np.ones((4, 8), "float32")
    with warnings.catch_warnings(record=True) as caught, tf.GradientTape() as tape:
        warnings.simplefilter("always")
        loss = keras.ops.mean(model(x) ** 2)
        kernel = dense.kernel.numpy()
        of_activity, of_kernel = model.losses
        np.testing.assert_allclose(of_kernel, 0.5 * np.sum(kernel**2), rtol=1e-4)
        # whether it is divided by the rows of the batch depends on the version of Keras
        total = 0.25 * np.sum((x @ kernel) ** 2)
        assert np.isclose(of_activity, total, rtol=1e-4) or np.isclose(of_activity, total / 4, rtol=1e-4)
        gradients = tape.gradient(loss, model.trainable_weights)
        keras.optimizers.SGD(0.1).apply(gradients, model.trainable_weights)
    assert not caught


def test_add_n_and_apply_gradients_of_the_book_still_work(data):
    x, y = data
    model = ReconstructingRegressor(1)
    with tf.GradientTape() as tape:
        loss = tf.add_n([keras.ops.mean((model(x) - y) ** 2)] + model.losses)
    gradients = tape.gradient(loss, model.trainable_weights)
    before = model.reconstruct.get_weights()
    keras.optimizers.SGD(0.1).apply_gradients(zip(gradients, model.trainable_weights))
    assert not np.allclose(before[0], model.reconstruct.kernel)
