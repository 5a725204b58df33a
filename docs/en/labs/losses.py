# ---
# jupyter:
#   source: 11e02cdff1549919d6b7a56b1ad135a239a75aa6
# ---

# %% [markdown]
# # Lab: does the reconstruction loss help? { #losses-lab }
#
# This lab trains the `ReconstructingRegressor` of [Part 3](../losses/reconstruction.md) on the diabetes
# data. The weight of its reconstruction loss takes the values 0, 0.05 and 0.5, and you see whether the
# error on unseen data gets smaller. After that you write losses and metrics inside a model yourself.
#
# You need TensorFlow, scikit-learn and matplotlib. The data comes with scikit-learn.
#
# ## The data { #data }
#
# From ten features of a patient, among them age, sex, body mass index and blood values, the model is to
# predict how far the disease has progressed a year later, as a score from 25 to 346. Of the 442 patients, 100 are put aside as test data, to be used once, at the
# end; 86 are for validation and 256 for training. Everything is standardized with the mean and the
# standard deviation of the training data.

# %%
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

# %% [markdown]
# ## The baselines { #baseline }
#
# Whether a model is good can only be said in comparison. Here are the validation errors of two others:
# always answering with the mean, and linear regression. The error is the square root of the mean
# squared error, in points.

# %%
def rmse(predicted, y):
    return float(y_std * np.sqrt(np.mean((predicted - y) ** 2)))


linear = LinearRegression().fit(x_train, y_train)
linear_valid = rmse(linear.predict(x_valid), y_valid)
print(f"mean of y: {rmse(0.0, y_valid):.0f} points")
print(f"linear:    {linear_valid:.0f} points")

# %% [markdown]
# ## The model { #model }
#
# This is the model of [Reconstruction loss](../losses/reconstruction.md), with an argument `weight` in
# place of 0.05.

# %%
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

    def call(self, inputs):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        self.add_loss(self.weight * keras.ops.mean(errors))
        return self.out(hidden)

# %% [markdown]
# ## The training loop { #loop }
#
# There are nine models to train, so this uses a [training loop](../losses/loop.md), which is lighter than
# `fit`. It calls the model, and then adds `model.losses`. For every epoch it notes the training error,
# collected batch by batch as `fit` does, the validation error, and the reconstruction error on the
# validation data. At the end the model gets back the weights from the epoch of its smallest validation
# error.

# %%
def train(weight, seed, epochs=30, batch_size=32):
    keras.utils.set_random_seed(seed)
    model = ReconstructingRegressor(1, weight)
    model.build((None, x_train.shape[1]))
    optimizer = keras.optimizers.Adam(0.001)
    optimizer.build(model.trainable_weights)

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            main = tf.reduce_mean((model(x) - y) ** 2)
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

# %% [markdown]
# ## Weights 0, 0.05 and 0.5 { #sweep }
#
# Each weight is tried with three seeds. With the same seed, the initial values and the order of the batches are
# the same, so that `weight` is all that differs. The table has the validation error in points, at the last
# epoch and at the best one: the mean of the three seeds, and in parentheses the smallest and the largest.

# %%
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

# %% [markdown]
# The seeds make more of a difference than the weights. With a single run of each, it would have been easy to
# take chance for an effect of the reconstruction loss.
#
# Here are the learning curves, each the mean of three seeds: validation errors as solid lines, training
# errors dotted. The dashed line is the validation error of linear regression.

# %% alt="Learning curves: the training error keeps falling for all three weights, a little less with 0.5. The validation error stops before epoch ten, a little above that of linear regression, and then slowly rises. The curves of the three weights all but coincide."
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

# %% [markdown]
# The training errors fall to the end, while the validation errors stop before the tenth epoch; what follows is
# overfitting. With 0.5 the training error falls a little less, because the reconstruction pulls the
# hidden layers in another direction as well. But the three curves of the validation error all but coincide.
#
# Was anything reconstructed at all? Here is the reconstruction error on the validation data.

# %% alt="Learning curves of the reconstruction error: with weight 0 it does not fall, with 0.05 it falls far, with 0.5 farther."
for weight, curve in curves.items():
    plt.plot(epochs, curve.mean(axis=0)[:, 2], label=f"weight {weight}")
plt.ylim(bottom=0)
plt.xlabel("epoch")
plt.ylabel("reconstruction error")
plt.legend()
plt.show()

# %% [markdown]
# The larger the weight, the smaller the reconstruction error. With 0, `reconstruct` is not trained, and
# nothing improves. So the loss did what it was made for. It is the prediction that gained nothing from it.
#
# ## The result { #result }
#
# Now for the test data. Every model is as it was at the epoch of its smallest validation error.

# %%
tested = {
    weight: [rmse(model(x_test), y_test) for model, _ in runs[weight]]
    for weight in weights
}
print(f"mean of y   {rmse(0.0, y_test):.0f}")
print(f"linear      {rmse(linear.predict(x_test), y_test):.0f}")
for weight, errors in tested.items():
    each = " ".join(f"{error:.0f}" for error in errors)
    print(f"weight {weight:<4} {np.mean(errors):.0f} ({each})")

# %% [markdown]
# In parentheses are the errors of the three seeds. The three weights have the same average, and linear
# regression is a little better than that: from 256 patients, five hidden layers learned nothing that it
# had missed. **Trained like this, the model was neither visibly helped nor visibly harmed by
# its reconstruction loss.**
#
# The errors are rounded to whole points because 100 patients do not measure them any more precisely. A seed
# changes the initial values and the order of the batches, and nothing else. Divide the patients differently, by
# another `random_state`, or take another optimizer, and run everything again. Which weight is best may change, too.
#
# ## Exercises { #exercises }
#
# Every exercise has a cell to start from. Edit it, run it, and then run the cell below, which tells you
# whether you got it right. This function prints the verdict.

# %%
def judge(check, praise):
    try:
        hint = check()
    except Exception as error:
        hint = f"your code raised {type(error).__name__}: {error}"
    hint = hint and " ".join(hint.split())
    print(f"Not yet: {hint}" if hint else f"Right: {praise}")

# %% [markdown]
# ## Exercise 1: a layer that keeps outputs small { #exercise-1 }
#
# Write a layer that passes its input through, and adds the mean of its absolute values, times `rate`,
# to the loss. Placed after a hidden layer, it keeps the outputs of that layer from growing.

# %% tags=["exercise-1"]
class ActivityPenalty(keras.layers.Layer):
    def __init__(self, rate, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def call(self, inputs):
        return inputs

# %% tags=["check-1"]
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

# %% [markdown]
# ??? success "Solution"
#
#     ```python
#     class ActivityPenalty(keras.layers.Layer):
#         def __init__(self, rate, **kwargs):
#             super().__init__(**kwargs)
#             self.rate = rate
#
#         def call(self, inputs):
#             self.add_loss(self.rate * keras.ops.mean(keras.ops.abs(inputs)))
#             return inputs
#     ```
#
#     Inside the `call` of a layer, `add_loss` works [in a functional model,
#     too](../losses/reconstruction.md#functional).
#
# ??? failure "A common mistake"
#
#     ```python
#     class ActivityPenalty(keras.layers.Layer):
#         def __init__(self, rate, **kwargs):
#             super().__init__(**kwargs)
#             self.rate = rate
#
#         def call(self, inputs):
#             self.add_loss(self.rate * keras.ops.abs(inputs))
#             return inputs
#     ```
#
#     This passes an array. It is not an error, but `fit` [sums the
#     elements](../losses/reconstruction.md#sum), and a batch twice as large has twice the loss.

# %% [markdown]
# ## Exercise 2: a loss that calls the model twice { #exercise-2 }
#
# A batch is to be trained together with a noisy copy of itself. The total loss has four parts: for each
# of the two inputs, a mean squared error and a reconstruction loss. The function below leaves out the
# reconstruction. Put it in.

# %% tags=["exercise-2"]
def joint_loss(model, x, noisy, y):
    loss = tf.reduce_mean((model(x) - y) ** 2)
    loss += tf.reduce_mean((model(noisy) - y) ** 2)
    return loss

# %% tags=["check-2"]
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

# %% [markdown]
# ??? success "Solution"
#
#     ```python
#     def joint_loss(model, x, noisy, y):
#         loss = tf.reduce_mean((model(x) - y) ** 2)
#         loss += sum(model.losses)
#         loss += tf.reduce_mean((model(noisy) - y) ** 2)
#         loss += sum(model.losses)
#         return loss
#     ```
#
#     It reads `model.losses` after each call, because the next call clears the list.
#
# ??? failure "A common mistake"
#
#     ```python
#     def joint_loss(model, x, noisy, y):
#         loss = tf.reduce_mean((model(x) - y) ** 2)
#         loss += tf.reduce_mean((model(noisy) - y) ** 2)
#         loss += sum(model.losses)
#         return loss
#     ```
#
#     Read after both calls, the list holds [the loss of the second only](../losses/loop.md#twice).
#     `reconstruct` does get a gradient, so the training does not show it.

# %% [markdown]
# ## Exercise 3: a metric in points { #exercise-3 }
#
# It would be easier to read if `fit` and `evaluate` showed an error in points. Make a metric `points`: the
# mean absolute difference between targets and predictions, times `scale`. It needs the targets, so it
# is updated in `compute_loss` and not in `call`. All rows must count the same, even if the last batch is
# smaller.

# %% tags=["exercise-3"]
class PointsRegressor(ReconstructingRegressor):
    def __init__(self, output_dim, scale, **kwargs):
        super().__init__(output_dim, **kwargs)
        self.scale = scale
        self.tracker = keras.metrics.Mean(name="points")

    def compute_loss(self, x, y, y_pred, *args, **kwargs):
        return super().compute_loss(x, y, y_pred, *args, **kwargs)

# %% tags=["check-3"]
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

# %% [markdown]
# ??? success "Solution"
#
#     ```python
#     class PointsRegressor(ReconstructingRegressor):
#         def __init__(self, output_dim, scale, **kwargs):
#             super().__init__(output_dim, **kwargs)
#             self.scale = scale
#             self.tracker = keras.metrics.Mean(name="points")
#
#         def compute_loss(self, x, y, y_pred, *args, **kwargs):
#             self.tracker.update_state(self.scale * keras.ops.abs(y - y_pred))
#             return super().compute_loss(x, y, y_pred, *args, **kwargs)
#     ```
#
#     Given one value per row, `Mean` counts all rows the same.
#
# ??? failure "A common mistake"
#
#     ```python
#     class PointsRegressor(ReconstructingRegressor):
#         def __init__(self, output_dim, scale, **kwargs):
#             super().__init__(output_dim, **kwargs)
#             self.scale = scale
#             self.tracker = keras.metrics.Mean(name="points")
#
#         def compute_loss(self, x, y, y_pred, *args, **kwargs):
#             error = keras.ops.mean(keras.ops.abs(y - y_pred))
#             self.tracker.update_state(self.scale * error)
#             return super().compute_loss(x, y, y_pred, *args, **kwargs)
#     ```
#
#     Given the mean of each batch, `Mean` computes [a mean of means](../losses/metrics.md#batches). The 86
#     rows come in batches of 32, 32 and 22, and the last 22 weigh more than the others.
