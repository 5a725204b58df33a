import keras
import numpy as np
import pytest
import tensorflow as tf


class Skip(keras.layers.Layer):
    def __init__(self, *inner):
        super().__init__()
        self.inner = list(inner)

    def call(self, inputs):
        outputs = inputs
        for layer in self.inner:
            outputs = layer(outputs)
        return inputs + outputs


def dense(units=30, **kwargs):
    return keras.layers.Dense(units, activation="elu", **kwargs)


STACKS = {
    "small": lambda: [dense(kernel_initializer="random_normal") for _ in range(12)],
    "small and skip": lambda: [
        Skip(*(dense(kernel_initializer="random_normal") for _ in range(2))) for _ in range(6)
    ],
    "he_normal": lambda: [dense(kernel_initializer="he_normal") for _ in range(12)],
}


@pytest.mark.parametrize("stack, arrives", [(name, name != "small") for name in STACKS])
def test_with_small_weights_and_without_skip_connections_no_kernel_gets_a_gradient_worth_the_name(
    stack, arrives
):
    keras.utils.set_random_seed(42)
    model = keras.Sequential([dense(), *STACKS[stack](), keras.layers.Dense(1)])
    x = np.random.default_rng(42).normal(size=(240, 10)).astype("float32")
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((model(x) - x[:, :1]) ** 2)
    kernels = [weight for weight in model.trainable_weights if len(weight.shape) == 2]
    largest = [np.abs(gradient).max() for gradient in tape.gradient(loss, kernels)]
    assert len(largest) == 14
    assert [size > 1e-4 for size in largest] == [arrives] * 14


def test_early_stopping_goes_back_to_the_best_weights_even_if_it_never_stops(rng):
    x = rng.normal(size=(32, 1))
    seen = []

    class Keep(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs):
            seen.append((logs["val_loss"], self.model.get_weights()[0].item()))

    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.3))
    best = keras.callbacks.EarlyStopping(patience=8, restore_best_weights=True)
    # the validation data ask for the opposite, so training only makes it worse
    model.fit(x, 3 * x, epochs=8, validation_data=(x, -3 * x), verbose=0, callbacks=[Keep(), best])
    assert len(seen) == 8 and seen[-1] != min(seen)
    assert model.get_weights()[0].item() == min(seen)[1]


def test_plain_sgd_keeps_nothing_of_a_training_but_the_number_of_steps():
    optimizer = keras.optimizers.SGD()
    optimizer.build([keras.Variable(np.ones(3))])
    assert [variable.name for variable in optimizer.variables] == ["iteration", "learning_rate"]


def test_with_both_kernels_zero_only_the_last_bias_is_ever_trained(rng):
    layers = [
        keras.layers.Dense(4, activation="elu", kernel_initializer="zeros"),
        keras.layers.Dense(1, kernel_initializer="zeros"),
    ]
    model = keras.Sequential([keras.Input((3,)), *layers])
    model.compile(loss="mse", optimizer="adam")
    x = rng.normal(size=(64, 3))
    model.fit(x, x[:, :1] + 1, epochs=5, verbose=0)
    assert [bool(np.any(weight)) for weight in model.get_weights()] == [False, False, False, True]
