"""A reconstruction loss hardly changes the error on patients not seen."""

# --8<-- [start:data]
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

x, y = load_diabetes(return_X_y=True, scaled=False)
x, y = x.astype("float32"), y[:, np.newaxis].astype("float32")
x, x_test, y, y_test = train_test_split(
    x, y, test_size=100, random_state=42
)
x_train, x_valid, y_train, y_valid = train_test_split(
    x, y, test_size=86, random_state=42
)

x_mean, x_std = x_train.mean(axis=0), x_train.std(axis=0)
x_train, x_valid, x_test = [
    (part - x_mean) / x_std for part in (x_train, x_valid, x_test)
]
y_mean, y_std = y_train.mean(), y_train.std()
y_train, y_valid, y_test = [
    (part - y_mean) / y_std for part in (y_train, y_valid, y_test)
]
print(x_train.shape, x_valid.shape, x_test.shape)
# --8<-- [end:data]


# --8<-- [start:baseline]
def rmse(predicted, y):
    return float(y_std * np.sqrt(np.mean((predicted - y) ** 2)))


linear = LinearRegression().fit(x_train, y_train)
linear_valid = rmse(linear.predict(x_valid), y_valid)
print(f"mean of y: {rmse(0.0, y_valid):.0f} points")
print(f"linear:    {linear_valid:.0f} points")
# --8<-- [end:baseline]


# --8<-- [start:model]
class ReconstructingRegressor(keras.Model):
    def __init__(self, output_dim, weight=0.05, **kwargs):
        super().__init__(**kwargs)
        self.weight = weight
        self.hidden = keras.Sequential(
            [
                keras.layers.Dense(
                    30, activation="selu", kernel_initializer="lecun_normal"
                )
                for _ in range(5)
            ]
        )
        self.out = keras.layers.Dense(output_dim)

    def build(self, input_shape):
        self.reconstruct = keras.layers.Dense(input_shape[-1])
        self.hidden.build(input_shape)
        hidden_shape = self.hidden.compute_output_shape(input_shape)
        self.out.build(hidden_shape)
        self.reconstruct.build(hidden_shape)

    def call(self, inputs, training=None):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        errors = keras.ops.cast(errors, keras.config.floatx())
        self.add_loss(self.weight * keras.ops.mean(errors))
        return self.out(hidden)
# --8<-- [end:model]


# --8<-- [start:loop]
def train(weight, seed, epochs=30, batch_size=32):
    keras.utils.set_random_seed(seed)
    model = ReconstructingRegressor(1, weight)
    model.build((None, x_train.shape[1]))
    optimizer = keras.optimizers.Adam(0.001)
    optimizer.build(model.trainable_weights)

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            main = tf.reduce_mean((model(x, training=True) - y) ** 2)
            loss = main + sum(model.losses)
        gradients = tape.gradient(loss, model.trainable_weights)
        optimizer.apply(gradients, model.trainable_weights)
        return main

    history, best_error, best_weights = [], np.inf, None
    for epoch in range(epochs):
        order = np.random.permutation(len(x_train))
        losses = [
            step(x_train[rows], y_train[rows])
            for rows in order.reshape(-1, batch_size)
        ]
        hidden = model.hidden(x_valid)
        error = rmse(model.out(hidden), y_valid)
        rebuilt = np.mean((model.reconstruct(hidden) - x_valid) ** 2)
        history.append((y_std * np.sqrt(np.mean(losses)), error, rebuilt))
        if error < best_error:
            best_error, best_weights = error, model.get_weights()
    model.set_weights(best_weights)
    return model, history
# --8<-- [end:loop]


# --8<-- [start:sweep]
weights, seeds = (0.0, 0.05, 0.5), (1, 2, 3)
runs = {
    weight: [train(weight, seed) for seed in seeds]
    for weight in weights
}
curves = {
    weight: np.array([history for _, history in runs[weight]])
    for weight in weights
}

print("weight  last epoch  best epoch")
for weight, curve in curves.items():
    print(f"{weight:<6}", end="")
    for errors in (curve[:, -1, 1], curve[:, :, 1].min(axis=1)):
        low, mean, high = errors.min(), errors.mean(), errors.max()
        print(f"  {mean:.0f} ({low:.0f}-{high:.0f})", end="")
    print()
# --8<-- [end:sweep]

# --8<-- [start:curves]
epochs = np.arange(1, 31)
for weight, curve in curves.items():
    mean = curve.mean(axis=0)
    (line,) = plt.plot(epochs, mean[:, 1], label=f"weight {weight}")
    plt.plot(epochs, mean[:, 0], ":", color=line.get_color())
plt.plot([1, 30], [linear_valid] * 2, "--", label="linear")
plt.ylim(30, 80)
plt.xlabel("epoch")
plt.ylabel("error in points")
plt.legend()
plt.show()
# --8<-- [end:curves]

# --8<-- [start:rebuilt]
for weight, curve in curves.items():
    plt.plot(epochs, curve.mean(axis=0)[:, 2], label=f"weight {weight}")
plt.ylim(bottom=0)
plt.xlabel("epoch")
plt.ylabel("reconstruction error")
plt.legend()
plt.show()
# --8<-- [end:rebuilt]

# --8<-- [start:result]
tested = {
    weight: [rmse(model(x_test), y_test) for model, _ in runs[weight]]
    for weight in weights
}
print(f"mean of y   {rmse(0.0, y_test):.0f}")
print(f"linear      {rmse(linear.predict(x_test), y_test):.0f}")
for weight, errors in tested.items():
    each = " ".join(f"{error:.0f}" for error in errors)
    print(f"weight {weight:<4} {np.mean(errors):.0f} ({each})")
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
class ActivityPenalty(keras.layers.Layer):
    def __init__(self, rate, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def call(self, inputs):
        return inputs
# --8<-- [end:exercise_1]


# --8<-- [start:check_1]
def check_1():
    rng = np.random.default_rng(0)
    layer = ActivityPenalty(0.1)
    for rows in (4, 8):
        x = rng.normal(size=(rows, 3))
        if not np.allclose(layer(x), x):
            return "call has to return its inputs unchanged."
        if len(layer.losses) != 1:
            return "layer.losses should hold one. Use self.add_loss."
        loss, sizes = np.asarray(layer.losses[0]), np.abs(x)
        if loss.shape or np.isclose(loss, 0.1 * np.sum(sizes)):
            return "that loss grows with the batch. Is there a mean?"
        if not np.isclose(loss, 0.1 * np.mean(sizes)):
            return f"the loss is {loss:.3f}, not {np.mean(sizes) / 10:.3f}."


judge(check_1, "the loss is a scalar, and the same for any batch size.")
# --8<-- [end:check_1]


# --8<-- [start:exercise_2]
def joint_loss(model, x, noisy, y):
    loss = tf.reduce_mean((model(x, training=True) - y) ** 2)
    loss += tf.reduce_mean((model(noisy, training=True) - y) ** 2)
    return loss
# --8<-- [end:exercise_2]


# --8<-- [start:check_2]
def check_2():
    x, y = x_train[:32], y_train[:32]
    noisy = x + np.sin(10 * x)
    model = ReconstructingRegressor(1, weight=1.0)
    model.build(x.shape)
    main, parts = 0.0, []
    for part in (x, noisy):
        hidden = model.hidden(part)
        main += np.mean((model.out(hidden) - y) ** 2)
        parts.append(np.mean((model.reconstruct(hidden) - part) ** 2))
    with tf.GradientTape() as tape:
        loss = joint_loss(model, x, noisy, y)
    if loss is None:
        return "None. Is there a return?"
    if np.isclose(loss, main):
        return "model.losses is not in it; reconstruct will not learn."
    if np.isclose(loss, main + parts[1]):
        return "the loss of the first call is gone: the second cleared it."
    if not np.isclose(loss, main + sum(parts)):
        return f"it is {loss:.3f}; all four add to {main + sum(parts):.3f}."
    if tape.gradient(loss, model.reconstruct.kernel) is None:
        return "reconstruct has the gradient None. Keep it all in tensors."


judge(check_2, "two errors, and the reconstruction losses of both calls.")
# --8<-- [end:check_2]


# --8<-- [start:exercise_3]
class PointsRegressor(ReconstructingRegressor):
    def __init__(self, output_dim, scale, **kwargs):
        super().__init__(output_dim, **kwargs)
        self.scale = scale
        self.tracker = keras.metrics.Mean(name="points")

    def compute_loss(self, x, y, y_pred, *args, **kwargs):
        return super().compute_loss(x, y, y_pred, *args, **kwargs)
# --8<-- [end:exercise_3]


# --8<-- [start:check_3]
def check_3():
    keras.utils.set_random_seed(1)
    model = PointsRegressor(1, scale=y_std)
    model.compile(loss="mse")
    results = model.evaluate(
        x_valid, y_valid, batch_size=32, verbose=0, return_dict=True
    )
    shown = results["points"]
    errors = y_std * np.abs(model(x_valid) - y_valid)
    batches = [np.mean(errors[rows : rows + 32]) for rows in (0, 32, 64)]
    if shown == 0:
        return "points is 0. Nothing has updated the metric yet."
    if np.isclose(shown, np.mean(batches)):
        return "the 22 rows of the last batch count as much as 32 others."
    if not np.isclose(shown, np.mean(errors)):
        return f"points is {shown:.2f}, not {np.mean(errors):.2f}."


judge(check_3, "every row counts the same, in a batch of any size.")
# --8<-- [end:check_3]
