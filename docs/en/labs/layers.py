# ---
# jupyter:
#   source: 51af282b3c9390aba653fbb96ee5061d03746adf
# ---

# %% [markdown]
# # Lab: your own layers { #layers-lab }
#
# Build a network for handwritten digits out of `MyDense` and `MyGaussianNoise` from Part 1, check
# that the layers and their gradients are right, and find out what the noise is good for. You need
# tensorflow, scikit-learn and matplotlib; the data comes with scikit-learn.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

# %% [markdown]
# ## The data { #data }
#
# There are 1,797 images of 8 by 8 pixels, and a class from 0 to 9 for each. A pixel is a number
# from 0 to 16, so dividing by 16 brings all of them between 0 and 1. With only 300 training images,
# a network can learn them by heart. Of the rest, 497 images are for validation, and the 1,000 test
# images stay untouched until the end.

# %%
x, y = load_digits(return_X_y=True)
x = (x / 16).astype("float32")
x_rest, x_test, y_rest, y_test = train_test_split(
    x, y, test_size=1000, stratify=y, random_state=42
)
x_train, x_valid, y_train, y_valid = train_test_split(
    x_rest, y_rest, train_size=300, stratify=y_rest, random_state=42
)
print(len(x_train), len(x_valid), len(x_test))

# %% [markdown]
# ## The baseline { #baseline }
#
# Logistic regression is a network without a hidden layer. If two layers do no better than that,
# they are not worth the trouble.

# %%
logistic = LogisticRegression(max_iter=1000, tol=1e-8).fit(x_train, y_train)
print(f"training:   {logistic.score(x_train, y_train):.0%}")
print(f"validation: {logistic.score(x_valid, y_valid):.0%}")

# %% [markdown]
# ## The layers { #layers }
#
# These are the two layers of [Layers with weights](../layers/dense.md) and [Training and
# inference](../layers/noise.md), made shorter.

# %%
class MyDense(keras.layers.Layer):
    def __init__(self, units, activation=None, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        self.kernel = self.add_weight(
            name="kernel",
            shape=(input_shape[-1], self.units),
            initializer="glorot_uniform",
        )
        self.bias = self.add_weight(
            name="bias", shape=(self.units,), initializer="zeros"
        )

    def call(self, inputs):
        outputs = keras.ops.matmul(inputs, self.kernel) + self.bias
        return self.activation(outputs)


class MyGaussianNoise(keras.layers.Layer):
    def __init__(self, stddev, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.stddev = stddev
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=None):
        if not training:
            return inputs
        return inputs + keras.random.normal(
            keras.ops.shape(inputs), stddev=self.stddev, seed=self.generator
        )


# %% [markdown]
# With the same weights, `MyDense` must give what the built-in layer gives. And the noise must be
# there in training only.

# %%
keras.utils.set_random_seed(42)
mine = MyDense(100, activation="relu")
built_in = keras.layers.Dense(100, activation="relu")
mine.build(x_valid.shape)
built_in.build(x_valid.shape)
mine.set_weights(built_in.get_weights())
equal = np.allclose(mine(x_valid), built_in(x_valid), atol=1e-5)
print("equal to Dense:    ", equal)

noise = MyGaussianNoise(0.3, seed=42)
difference = noise(x_valid, training=True).numpy() - x_valid
print(f"noise in training:  {difference.std():.1f}")
print("none at inference: ", np.array_equal(noise(x_valid), x_valid))

# %% [markdown]
# ## Are the gradients right? { #gradient-check }
#
# That the outputs are right does not mean that the gradients are. Training needs both. Take the sum
# of $\sin$ of all outputs as a loss $L$, move one weight $w$ at a time to both sides, and compare
# the central difference with what the tape computes ([Part 4](../autodiff/differences.md#central)
# explains both).
#
# $$
# \frac{\partial L}{\partial w} \approx \frac{L(w + \varepsilon) - L(w - \varepsilon)}{2 \varepsilon}
# $$
#
# In `float32` the rounding error would hide a small mistake, so the check computes in `float64`.


# %%
def gradient_error(layer, x, eps=1e-6):
    def loss():
        return keras.ops.sum(keras.ops.sin(layer(x)))

    with tf.GradientTape() as tape:
        value = loss()
    weights = layer.trainable_weights
    gradients = tape.gradient(value, weights)
    largest = 0
    for weight, gradient in zip(weights, gradients):
        if gradient is None:
            return np.inf
        start = weight.numpy()
        for index in np.ndindex(start.shape):
            step = np.zeros_like(start)
            step[index] = eps
            weight.assign(start + step)
            above = loss()
            weight.assign(start - step)
            difference = (above - loss()) / (2 * eps)
            largest = max(largest, abs(difference - gradient[index]))
        weight.assign(start)
    return float(largest)


# %% [markdown]
# A check that never fails proves nothing. So there is a second layer, which divides each row by its
# length and stops the gradient there. Its outputs are right; its gradients are not.


# %%
class UnitDense(MyDense):
    def call(self, inputs):
        outputs = super().call(inputs)
        length = keras.ops.norm(outputs, axis=-1, keepdims=True)
        return outputs / keras.ops.stop_gradient(length)


points = np.random.default_rng(42).normal(size=(5, 4))
for layer in (
    MyDense(3, activation="tanh", dtype="float64"),
    UnitDense(3, dtype="float64"),
):
    error = gradient_error(layer, points)
    print(type(layer).__name__, "below 1e-6:", error < 1e-6)

# %% [markdown]
# The check uses `tanh` because ReLU has a kink at 0: if the step crosses it, the difference lies
# somewhere between the derivatives of the two sides. And it must not run with noise in it, or it
# would measure the noise. `gradient_error` does not pass `training=True`, so a noise layer stays
# silent.
#
# ## Training { #training }
#
# Train the same network twice, without noise and with noise of standard deviation 0.3. A noise
# layer with a standard deviation of 0 adds nothing, so only this one number differs.

# %%
def train(stddev):
    keras.utils.set_random_seed(42)
    model = keras.Sequential(
        [
            keras.Input((64,)),
            MyGaussianNoise(stddev, seed=42),
            MyDense(100, activation="relu"),
            MyDense(10, activation="softmax"),
        ]
    )
    model.compile(
        loss="sparse_categorical_crossentropy",
        optimizer=keras.optimizers.Adam(0.003),
    )
    history = model.fit(
        x_train,
        y_train,
        epochs=20,
        batch_size=20,
        validation_data=(x_valid, y_valid),
        validation_batch_size=len(x_valid),
        verbose=0,
    )
    return model, history.history


plain, plain_history = train(0)
noisy, noisy_history = train(0.3)

# %% alt="Learning curves: loss against epoch, on a logarithmic scale, four lines. Without noise the training loss falls far below the validation loss and keeps falling. With noise the training loss stays above the validation loss all the time. The two validation losses end close together, the one with noise a little higher."
epochs = range(1, 21)
for name, history in (("none", plain_history), ("noise", noisy_history)):
    plt.semilogy(epochs, history["loss"], "--", label=f"{name}, training")
    plt.semilogy(epochs, history["val_loss"], label=f"{name}, validation")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()

# %% [markdown]
# Without noise, the training loss falls far below the validation loss: the network learns its 300
# images better than the digits. With noise, the training loss is the **larger** one. `fit` measures
# it with the noise in it, and validation measures without. So the gap between these two curves does
# not tell how much the network overfits.
#
# ## The result { #result }
#
# Now the test images, for the first time: as they are, and with noise added to the pixels.


# %%
def accuracy(model, x):
    return np.mean(np.argmax(model(x), axis=1) == y_test)


levels = (0, 0.2, 0.4)
generator = np.random.default_rng(42)
tests = [x_test + generator.normal(0, s, x_test.shape) for s in levels]
print("test noise", *(f"{level:5}" for level in levels))
for name, model in (
    ("logistic  ", logistic.predict_proba),
    ("no noise  ", plain),
    ("with noise", noisy),
):
    print(name, *(f"{accuracy(model, x):5.0%}" for x in tests))

# %% [markdown]
# At an accuracy of about 94% on 1,000 images, the standard error is close to one point. So on clean
# images, in the first column, none of the three wins. The noise layer did not make the network
# better at clean digits.
#
# What it did is in the last column: the network that was trained with noise suffers less from noise
# than the same network trained without. Logistic regression suffers as little, and has no hidden
# layer at all.
#
# If your images are as clean as these, logistic regression is the model to take here: it is as
# accurate, and much simpler. Change the noise in `train`, or the number of training images, and see
# whether that remains so.
#
# ## Exercises { #exercises }
#
# Every exercise has a cell to start from. Edit it, run it, and then run the cell below, which tells
# you whether it is right. This function prints the answer.


# %%
def judge(check, praise):
    try:
        hint = check()
    except Exception as error:
        hint = f"your code raised {type(error).__name__}: {error}"
    hint = hint and " ".join(hint.split())
    print(f"Not yet: {hint}" if hint else f"Right: {praise}")


# %% [markdown]
# ## Exercise 1: a layer that standardizes { #exercise-1 }
#
# Dividing by 16 works because these pixels have a known range. Write a layer for data that have
# none. `build` makes two weights, `mean` and `std`, one number per feature, which the optimizer
# must not train. `adapt(x)` puts in the statistics of the training data. `call` subtracts the mean
# and divides by the standard deviation, or by 1 where that is 0.

# %% tags=["exercise-1"]
class Standardize(keras.layers.Layer):
    def build(self, input_shape):
        ...

    def adapt(self, x):
        ...

    def call(self, inputs):
        return inputs


# %% tags=["check-1"]
def check_1():
    layer = Standardize()
    layer.build(x_train.shape)
    layer.adapt(x_train)
    outputs = np.array(layer(x_valid))
    std = x_train.std(axis=0)
    centred = x_valid - x_train.mean(axis=0)
    if np.array_equal(outputs, x_valid):
        return "call returns its input unchanged."
    if not np.isfinite(outputs).all():
        return "there are nan or inf. Which pixels never change?"
    if not np.allclose(outputs[:1], layer(x_valid[:1]), atol=1e-4):
        return "a row depends on the rows beside it. Use what adapt saw."
    if not np.allclose(outputs, centred / (std + (std == 0)), atol=1e-4):
        return "the values are not those of NumPy."
    if len(layer.weights) != 2:
        return "mean and std must be weights, or save loses them."
    if layer.trainable_weights:
        return "the optimizer would train mean and std."


judge(check_1, "equal to NumPy, and saved with the model.")

# %% [markdown]
# ??? success "Solution"
#
#     ```python
#     class Standardize(keras.layers.Layer):
#         def build(self, input_shape):
#             shape = (input_shape[-1],)
#             self.mean = self.add_weight(shape, "zeros", trainable=False)
#             self.std = self.add_weight(shape, "ones", trainable=False)
#
#         def adapt(self, x):
#             std = np.std(x, axis=0)
#             self.mean.assign(np.mean(x, axis=0))
#             self.std.assign(np.where(std > 0, std, 1))
#
#         def call(self, inputs):
#             return (inputs - self.mean) / self.std
#     ```
#
#     A weight need not be trained. `trainable=False` keeps the optimizer away, and the statistics
#     are saved and loaded along with the model. Keras has `keras.layers.Normalization` for this.
#
# ??? failure "A common mistake"
#
#     ```python
#     class Standardize(keras.layers.Layer):
#         def build(self, input_shape):
#             shape = (input_shape[-1],)
#             self.mean = self.add_weight(shape, "zeros", trainable=False)
#             self.std = self.add_weight(shape, "ones", trainable=False)
#
#         def adapt(self, x):
#             self.mean.assign(np.mean(x, axis=0))
#             self.std.assign(np.std(x, axis=0))
#
#         def call(self, inputs):
#             return (inputs - self.mean) / self.std
#     ```
#
#     Some pixels at the edge are 0 in every training image. Their standard deviation is 0, and 0 /
#     0 is `nan`. A single `nan` in an image makes every output for it `nan`. No error is raised.
#
# ## Exercise 2: a weight per feature { #exercise-2 }
#
# Write a layer with one trainable weight per feature. Its output is the input times the weight. All
# weights start at 1, so that at first the layer changes nothing. The check also runs
# `gradient_error` on it.

# %% tags=["exercise-2"]
class Scale(keras.layers.Layer):
    def build(self, input_shape):
        ...

    def call(self, inputs):
        return inputs


# %% tags=["check-2"]
def check_2():
    layer = Scale(dtype="float64")
    same = np.allclose(layer(points), points)
    weights = layer.trainable_weights
    attributes = vars(layer).values()
    if any(isinstance(value, tf.Variable) for value in attributes):
        return "Keras does not see a tf.Variable. Use add_weight."
    if not weights:
        return "there is no trainable weight. Make it in build."
    if len(weights) > 1 or weights[0].shape != (4,):
        shapes = ", ".join(str(tuple(weight.shape)) for weight in weights)
        return f"the weight has the shape {shapes}, not (4,)."
    if not same:
        return "at first the output must equal the input."
    layer.set_weights([np.array([1.0, 2.0, 3.0, -4.0])])
    if not np.allclose(layer(points), points * [1, 2, 3, -4]):
        return "the output is not the input times the weight."
    if gradient_error(layer, points) > 1e-6:
        return "the gradient is not that of central differences."


judge(check_2, "outputs equal NumPy's, gradients the differences.")

# %% [markdown]
# ??? success "Solution"
#
#     ```python
#     class Scale(keras.layers.Layer):
#         def build(self, input_shape):
#             self.scale = self.add_weight(
#                 name="scale", shape=(input_shape[-1],), initializer="ones"
#             )
#
#         def call(self, inputs):
#             return inputs * self.scale
#     ```
#
#     The number of features is known in `build`. Broadcasting multiplies every row by the same
#     weights.
#
# ??? failure "A common mistake"
#
#     ```python
#     class Scale(keras.layers.Layer):
#         def build(self, input_shape):
#             self.scale = tf.Variable(tf.ones(input_shape[-1], self.dtype))
#
#         def call(self, inputs):
#             return inputs * self.scale
#     ```
#
#     The outputs are right and there is no error. But Keras 3 keeps track of its own variables
#     only, which `add_weight` makes. This one is missing from `layer.weights`: it is never trained
#     and never saved. Keras 2 did see it.
#
# ## Exercise 3: pixels that go missing { #exercise-3 }
#
# Write a layer that, in training only, picks each pixel with probability `rate` and sets it to 0 in
# **all images of the batch**. The other pixels are divided by `1 - rate`. Every call picks anew. At
# inference the layer returns its input.

# %% tags=["exercise-3"]
class PixelDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def call(self, inputs, training=None):
        return inputs


# %% tags=["check-3"]
def check_3():
    layer = PixelDropout(0.25, seed=42)
    ones = np.ones((20, 64), "float32")
    calls = [np.array(layer(ones, training=True)) for _ in range(20)]
    kept = np.array([call[0] > 0 for call in calls])
    if all(np.array_equal(call, ones) for call in calls):
        return "training=True changes nothing."
    if not np.array_equal(layer(ones, training=False), ones):
        return "inference must return the input unchanged."
    if any((call != call[0]).any() for call in calls):
        return "images lose different pixels. Draw one row for all of them."
    if (kept == kept[0]).all():
        return "the same pixels on every call. Who keeps the seed?"
    if not 0.15 < 1 - kept.mean() < 0.35:
        return f"rate=0.25, but {1 - kept.mean():.0%} of the pixels are 0."
    if not all(np.allclose(c[c > 0], 1 / 0.75) for c in calls):
        return "the other pixels must be divided by 1 - rate."


judge(check_3, "new pixels on every call, none at inference.")

# %% [markdown]
# ??? success "Solution"
#
#     ```python
#     class PixelDropout(keras.layers.Layer):
#         def __init__(self, rate, seed=None, **kwargs):
#             super().__init__(**kwargs)
#             self.rate = rate
#             self.generator = keras.random.SeedGenerator(seed)
#
#         def call(self, inputs, training=None):
#             if not training:
#                 return inputs
#             draw = keras.random.uniform(
#                 (1, inputs.shape[-1]), seed=self.generator
#             )
#             kept = keras.ops.cast(draw >= self.rate, inputs.dtype)
#             return inputs * kept / (1 - self.rate)
#     ```
#
#     One row of random numbers is enough; broadcasting gives the same row to every image.
#
# ??? failure "A common mistake"
#
#     ```python
#     class PixelDropout(keras.layers.Layer):
#         def __init__(self, rate, seed=None, **kwargs):
#             super().__init__(**kwargs)
#             self.rate = rate
#             self.seed = seed
#
#         def call(self, inputs, training=None):
#             if not training:
#                 return inputs
#             draw = keras.random.uniform(
#                 (1, inputs.shape[-1]), seed=self.seed
#             )
#             kept = keras.ops.cast(draw >= self.rate, inputs.dtype)
#             return inputs * kept / (1 - self.rate)
#     ```
#
#     An integer seed gives the same numbers on every call. The same pixels are missing during the
#     whole training, and the network never learns their weights; at inference they are there.
#     [Training and inference](../layers/noise.md#why-it-works) explains what the `SeedGenerator`
#     does.
