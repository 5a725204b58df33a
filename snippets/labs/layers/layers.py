"""A network trained with noise suffers less from noise at inference."""

# --8<-- [start:imports]
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
# --8<-- [end:imports]

# --8<-- [start:data]
x, y = load_digits(return_X_y=True)
x = (x / 16).astype("float32")
x_rest, x_test, y_rest, y_test = train_test_split(
    x, y, test_size=1000, stratify=y, random_state=42
)
x_train, x_valid, y_train, y_valid = train_test_split(
    x_rest, y_rest, train_size=300, stratify=y_rest, random_state=42
)
print(len(x_train), len(x_valid), len(x_test))
# --8<-- [end:data]

# --8<-- [start:baseline]
logistic = LogisticRegression(max_iter=1000, tol=1e-8).fit(x_train, y_train)
print(f"training:   {logistic.score(x_train, y_train):.0%}")
print(f"validation: {logistic.score(x_valid, y_valid):.0%}")
# --8<-- [end:baseline]


# --8<-- [start:layers]
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
            keras.ops.shape(inputs),
            stddev=self.stddev,
            dtype=self.compute_dtype,
            seed=self.generator,
        )
# --8<-- [end:layers]


# --8<-- [start:equal]
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
# --8<-- [end:equal]


# --8<-- [start:gradient_error]
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
# --8<-- [end:gradient_error]


# --8<-- [start:gradients]
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
# --8<-- [end:gradients]


# --8<-- [start:training]
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
# --8<-- [end:training]

# --8<-- [start:curves]
epochs = range(1, 21)
for name, history in (("none", plain_history), ("noise", noisy_history)):
    plt.semilogy(epochs, history["loss"], "--", label=f"{name}, training")
    plt.semilogy(epochs, history["val_loss"], label=f"{name}, validation")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()
# --8<-- [end:curves]


# --8<-- [start:result]
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
# --8<-- [end:result]


# --8<-- [start:judge]
def judge(check, praise):
    try:
        hint = check()
    except Exception as error:
        hint = f"your code raised {type(error).__name__}: {error}"
    hint = hint and " ".join(hint.split())
    print(f"Not yet: {hint}" if hint else f"Right: {praise}")
# --8<-- [end:judge]


# --8<-- [start:exercise_1]
class Standardize(keras.layers.Layer):
    def build(self, input_shape):
        ...

    def adapt(self, x):
        ...

    def call(self, inputs):
        return inputs
# --8<-- [end:exercise_1]


# --8<-- [start:check_1]
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
# --8<-- [end:check_1]


# --8<-- [start:exercise_2]
class Scale(keras.layers.Layer):
    def build(self, input_shape):
        ...

    def call(self, inputs):
        return inputs
# --8<-- [end:exercise_2]


# --8<-- [start:check_2]
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
# --8<-- [end:check_2]


# --8<-- [start:exercise_3]
class PixelDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def call(self, inputs, training=None):
        return inputs
# --8<-- [end:exercise_3]


# --8<-- [start:check_3]
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
# --8<-- [end:check_3]
