# ---
# jupyter:
#   source: a377ba4b249d6fb2676f5a5ef9d59a025302a27f
# ---

# %% [markdown]
# # Lab: a residual regressor on real data { #models-lab }
#
# Find out when a deep network with skip connections trains and when it does not, and whether the
# `ResidualRegressor` of Part 2 predicts better than a plain network of the same size, and than a
# straight line. You need tensorflow, scikit-learn and matplotlib; the data comes with scikit-learn.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

# %% [markdown]
# ## The data { #data }
#
# For 442 patients with diabetes there are ten features, such as age, body mass index and blood
# values, and the target: how far the disease has advanced a year later, from 25 to 346. 142 rows
# are the test set, which stays untouched until the end; 60 are for validation. Features and target
# are standardized with the statistics of the 240 training rows.

# %%
x, y = load_diabetes(return_X_y=True)
x_rest, x_test, y_rest, y_test = train_test_split(
    x, y[:, None], test_size=142, random_state=42
)
x_train, x_valid, y_train, y_valid = train_test_split(
    x_rest, y_rest, test_size=60, random_state=42
)
mean, std = x_train.mean(axis=0), x_train.std(axis=0)
x_train, x_valid, x_test = (
    ((part - mean) / std).astype("float32")
    for part in (x_train, x_valid, x_test)
)
y_mean, y_std = y_train.mean(), y_train.std()
y_train, y_valid = (
    ((part - y_mean) / y_std).astype("float32")
    for part in (y_train, y_valid)
)
print(len(x_train), len(x_valid), len(x_test))

# %% [markdown]
# ## The baselines { #baselines }
#
# On the training rows, always predicting the mean makes a mean squared error of 1, because the
# target is standardized. The second baseline is linear regression, with 11 parameters.

# %%
linear = LinearRegression().fit(x_train, y_train)
linear_valid = np.mean((linear.predict(x_valid) - y_valid) ** 2)
print(f"mean:   {np.mean(y_valid**2):.1f}")
print(f"linear: {linear_valid:.1f}")

# %% [markdown]
# ## The block { #block }
#
# `ResidualBlock` from [Residual blocks](../models/residual.md), with two arguments to experiment
# with: whether it has its skip connection, and how its weights are initialized.


# %%
class Block(keras.layers.Layer):
    def __init__(self, skip, initializer, units=30, **kwargs):
        super().__init__(**kwargs)
        self.skip = skip
        self.dense_layers = [
            keras.layers.Dense(
                units, activation="elu", kernel_initializer=initializer
            )
            for _ in range(2)
        ]

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs if self.skip else outputs


# %% [markdown]
# ## Does a deep network train? { #depth }
#
# The chapter [measured a stack of blocks](../models/residual.md#why-it-works) before training. With
# small weights the input and the gradient vanish unless there are skip connections. With He
# initialization they do not vanish, and skip connections make them grow. What does that mean for
# training? Here are six blocks, which is twelve dense layers, in all four combinations, on the
# training data only. The optimizer is `"sgd"`: each of its steps is the gradient times the same
# number, so a gradient that is too small or too large shows.


# %%
def stack(initializer, skip):
    keras.utils.set_random_seed(42)
    model = keras.Sequential(
        [
            keras.layers.Dense(30, activation="elu"),
            *(Block(skip, initializer) for _ in range(6)),
            keras.layers.Dense(1),
        ]
    )
    model.compile(loss="mse", optimizer="sgd")
    history = model.fit(
        x_train, y_train, epochs=12, batch_size=20, verbose=0
    )
    return history.history["loss"]


losses = {
    (initializer, skip): stack(initializer, skip)
    for initializer in ("random_normal", "he_normal")
    for skip in (False, True)
}
print("initializer   skip   loss")
for (initializer, skip), loss in losses.items():
    print(f"{initializer:13} {skip!s:5}  {loss[-1]:.1f}")

# %% alt="Training loss against epoch. With small weights and no skip connections the loss is a flat line at 1. With small weights and skip connections it falls steeply at first, to about 0.5. With He initialization and no skip connections it falls the furthest. The fourth combination has no line, because its loss is nan."
for (initializer, skip), loss in losses.items():
    if np.isfinite(loss).all():
        plt.plot(range(1, 13), loss, label=f"{initializer}, skip={skip}")
plt.xlabel("epoch")
plt.ylabel("training loss")
plt.ylim(0)
plt.legend()
plt.show()

# %% [markdown]
# - Small weights without skip connections: the loss stays at 1, the error of always predicting the
#   mean. No gradient reaches the first layers.
# - Small weights with skip connections: the same blocks train.
# - He initialization without skip connections trains, too. Skip connections are not the only way to
#   keep a gradient alive.
# - He initialization with skip connections: the values grow from block to block until the loss is
#   `nan`. A skip connection does not help by itself. It needs blocks that start out small.
#
# So of the two models below, the residual one gets small weights and the plain one He
# initialization.
#
# ## The models { #models }
#
# `ResidualRegressor` passes its first block 1 + 3 times, as in [the
# chapter](../models/regressor.md). The plain network has five hidden layers of 30 neurons. Both
# have the same number of parameters.


# %%
class ResidualRegressor(keras.Model):
    def __init__(self, units=30, passes=1 + 3, **kwargs):
        super().__init__(**kwargs)
        self.passes = passes
        self.first = keras.layers.Dense(units, activation="elu")
        self.block1 = Block(True, "random_normal", units)
        self.block2 = Block(True, "random_normal", units)
        self.out = keras.layers.Dense(1)

    def call(self, inputs):
        outputs = self.first(inputs)
        for _ in range(self.passes):
            outputs = self.block1(outputs)
        return self.out(self.block2(outputs))


def plain_regressor():
    hidden = [
        keras.layers.Dense(
            30, activation="elu", kernel_initializer="he_normal"
        )
        for _ in range(5)
    ]
    return keras.Sequential([*hidden, keras.layers.Dense(1)])


for make in (plain_regressor, ResidualRegressor):
    model = make()
    model(keras.Input((10,)))
    print(make.__name__, model.count_params())

# %% [markdown]
# ## Training { #training }
#
# Both are trained in the same way, three times each, because the random initial weights make a
# difference. With 4,081 parameters for 240 rows they may overfit, so `EarlyStopping` goes back to
# the weights with the smallest validation loss. After compiling, the first batch takes long. So for
# each seed, the compiled model only gets the weights of a new one; `"sgd"` keeps nothing else from
# one training to the next.


# %%
def train(make, epochs=15):
    model = make()
    model(keras.Input((10,)))
    model.compile(loss="mse", optimizer="sgd")
    losses, weights = [], []
    for seed in (1, 2, 3):
        keras.utils.set_random_seed(seed)
        start = make()
        start(keras.Input((10,)))
        model.set_weights(start.get_weights())
        best = keras.callbacks.EarlyStopping(
            patience=epochs, restore_best_weights=True
        )
        history = model.fit(
            x_train,
            y_train,
            epochs=epochs,
            batch_size=20,
            validation_data=(x_valid, y_valid),
            validation_batch_size=len(x_valid),
            callbacks=[best],
            verbose=0,
        ).history
        losses.append([history["loss"], history["val_loss"]])
        weights.append(model.get_weights())
    return model, np.mean(losses, axis=0), weights


runs = {
    "plain": train(plain_regressor),
    "residual": train(ResidualRegressor),
}

# %% [markdown]
# The learning curves: each line is the mean of three seeds.

# %% alt="Learning curves: loss against epoch. The training loss of the plain network keeps falling, far below its validation loss, which stays well above the horizontal line of linear regression. The two losses of the residual network fall little after the first epochs. Its validation loss ends a little below that line."
epochs = range(1, 16)
for name, (_, (training, validation), _) in runs.items():
    (line,) = plt.plot(epochs, validation, label=f"{name}, validation")
    color, label = line.get_color(), f"{name}, training"
    plt.plot(epochs, training, "--", color=color, label=label)
plt.plot([1, 15], [linear_valid] * 2, label="linear, validation")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.ylim(0, 1.5)
plt.legend()
plt.show()

# %% [markdown]
# The training loss of the plain network falls far below its validation loss: it overfits. The
# residual network stays close to linear regression. On the validation rows it is even a little
# ahead.
#
# ## The result { #result }
#
# Now the test rows, for the first time. The error is the root of the mean squared error, in the
# units of the target again. The networks have one for each seed.

# %%
def rmse(predictions):
    return np.sqrt(np.mean((predictions * y_std + y_mean - y_test) ** 2))


print(f"mean     {rmse(np.zeros_like(y_test)):.0f}")
print(f"linear   {rmse(linear.predict(x_test)):.0f}")
for name, (model, _, weights) in runs.items():
    errors = []
    for best in weights:
        model.set_weights(best)
        errors.append(f"{rmse(model(x_test)):.0f}")
    print(f"{name:8}", *errors)

# %% [markdown]
# All of them are far better than the mean. With each of these seeds, the plain network is worse
# than linear regression. The residual network is as good as linear regression: the difference is no
# larger than that between two seeds, and the small lead on the validation rows is gone.
#
# **There is no reason here to prefer a network.** Its advantage would be curves and interactions
# that a linear model cannot follow. In 240 noisy rows little of that can be found, and 4,081
# parameters find noise as well.
#
# The two networks differ in their initialization as well, so it is not the skip connection alone
# that made the difference; the [six blocks](#depth) show what that does. And with another
# `random_state` other patients are in the test set, and all errors move by a few points.
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
# ## Exercise 1: what does a pass cost? { #exercise-1 }
#
# Write `count(features, units, passes)` for the `ResidualRegressor` above, with arithmetic alone.
# It returns two numbers: how many parameters the model has, and how often a dense layer computes
# when the model is called once. The check builds the model and counts.

# %% tags=["exercise-1"]
def count(features, units, passes):
    parameters = 0
    dense_calls = 0
    return parameters, dense_calls


# %% tags=["check-1"]
def check_1():
    for features, units, passes in ((10, 30, 4), (8, 30, 2), (5, 16, 7)):
        model = ResidualRegressor(units, passes)
        model(keras.Input((features,)))
        spec = tf.TensorSpec((1, features))
        graph = tf.function(model).get_concrete_function(spec).graph
        calls = sum(op.type == "MatMul" for op in graph.get_operations())
        parameters, dense_calls = count(features, units, passes)
        repeated = (passes - 1) * 2 * (units**2 + units)
        if parameters == model.count_params() + repeated:
            return "it adds parameters for every pass."
        if parameters != model.count_params():
            return f"{parameters} parameters, not {model.count_params()}."
        if dense_calls != calls:
            return f"{dense_calls} calls, not {calls}."


judge(check_1, "passes cost time, and no parameters.")

# %% [markdown]
# ??? success "Solution"
#
#     ```python
#     def count(features, units, passes):
#         dense = units * units + units
#         first, out = features * units + units, units + 1
#         parameters = first + 2 * dense + 2 * dense + out
#         dense_calls = 1 + passes * 2 + 2 + 1
#         return parameters, dense_calls
#     ```
#
#     `passes` occurs in the calls only. Each pass computes with the same two layers again, and the
#     parameters are there once.
#
# ??? failure "A common mistake"
#
#     ```python
#     def count(features, units, passes):
#         dense = units * units + units
#         first, out = features * units + units, units + 1
#         parameters = first + passes * 2 * dense + 2 * dense + out
#         dense_calls = 1 + passes * 2 + 2 + 1
#         return parameters, dense_calls
#     ```
#
#     That is the model with a block of its own for each pass. Here `block1` was made once, in
#     `__init__`, and so were its weights.
#
# ## Exercise 2: a block that starts as the identity { #exercise-2 }
#
# Small weights are one way to let a block start small. Another works with any initialization:
# multiply what the dense layers compute, $F(x)$, by one more trainable weight $\alpha$ that starts
# at 0.
#
# $$
# y = x + \alpha F(x)
# $$
#
# Change the block below accordingly. Its parent is `Block` without a skip connection, so
# `super().call` computes $F(x)$. Call the weight `alpha`.

# %% tags=["exercise-2"]
class GatedBlock(Block):
    def __init__(self, units=30, **kwargs):
        super().__init__(False, "he_normal", units, **kwargs)

    def call(self, inputs):
        return inputs + super().call(inputs)


# %% tags=["check-2"]
def check_2():
    block = GatedBlock(6)
    x = np.random.default_rng(42).normal(size=(5, 6)).astype("float32")
    if not np.allclose(block(x), x):
        return "at first the block must return its input."
    weights = block.trainable_weights
    alphas = [weight for weight in weights if weight.shape in ((), (1,))]
    if len(weights) != 5 or len(alphas) != 1:
        return "alpha is no trainable weight and would stay 0."
    alphas[0].assign(0.5 * np.ones(alphas[0].shape))
    expected = x
    for dense in block.dense_layers:
        kernel, bias = dense.get_weights()
        z = expected @ kernel + bias
        expected = np.where(z > 0, z, np.expm1(z))
    if not np.allclose(block(x), x + 0.5 * expected, atol=1e-4):
        return "with alpha = 0.5 it is not x + 0.5 F(x)."


judge(check_2, "the identity at first, and alpha can be trained.")

# %% [markdown]
# ??? success "Solution"
#
#     ```python
#     class GatedBlock(Block):
#         def __init__(self, units=30, **kwargs):
#             super().__init__(False, "he_normal", units, **kwargs)
#             self.alpha = self.add_weight(
#                 name="alpha", shape=(), initializer="zeros"
#             )
#
#         def call(self, inputs):
#             return inputs + self.alpha * super().call(inputs)
#     ```
#
#     The shape of `alpha` does not depend on the input, so `__init__` can make it. A `build` of
#     your own would also have to [build the dense layers](../models/saving.md#half-built).
#
# ??? failure "A common mistake"
#
#     ```python
#     class GatedBlock(Block):
#         def __init__(self, units=30, **kwargs):
#             super().__init__(False, "he_normal", units, **kwargs)
#             self.alpha = 0.0
#
#         def call(self, inputs):
#             return inputs + self.alpha * super().call(inputs)
#     ```
#
#     A Python number is not a weight. It stays 0, and the block stays the identity however long it
#     is trained: the gradient of its dense layers is multiplied by 0 as well.
#
# ## Exercise 3: start from linear regression { #exercise-3 }
#
# Linear regression did well. So let the network add a correction to it: a model whose output is the
# sum of `self.linear` and a few layers of your own. The check puts the weights of linear regression
# into `self.linear`. Before training, the model must predict exactly what linear regression
# predicts, whatever the random numbers, and it must be able to train the correction.

# %% tags=["exercise-3"]
class CorrectedRegressor(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.linear = keras.layers.Dense(1)

    def call(self, inputs):
        return self.linear(inputs)


# %% tags=["check-3"]
def check_3():
    model = CorrectedRegressor()
    model(keras.Input((10,)))
    start = x_train @ linear.coef_.T + linear.intercept_
    model.linear.set_weights([linear.coef_.T, linear.intercept_])
    with tf.GradientTape() as tape:
        outputs = model(x_train)
        loss = tf.reduce_mean((outputs - y_train) ** 2)
    of_linear = {id(weight) for weight in model.linear.weights}
    own = [w for w in model.trainable_weights if id(w) not in of_linear]
    if not own:
        return "there are no layers besides linear."
    if outputs.shape != y_train.shape:
        return f"the output has the shape {tuple(outputs.shape)}."
    away = np.abs(outputs - start).mean()
    if away > 1e-4:
        return f"before training it is {away:.1f} off on average."
    kernels = [weight for weight in own if len(weight.shape) == 2]
    slopes = tape.gradient(loss, kernels)
    if all(slope is None or not np.any(slope) for slope in slopes):
        return "no kernel of the correction gets a gradient."


judge(check_3, "it starts as linear regression and can go on.")

# %% [markdown]
# ??? success "Solution"
#
#     ```python
#     class CorrectedRegressor(keras.Model):
#         def __init__(self, **kwargs):
#             super().__init__(**kwargs)
#             self.linear = keras.layers.Dense(1)
#             self.correction = keras.Sequential(
#                 [
#                     keras.layers.Dense(30, activation="elu"),
#                     keras.layers.Dense(1, kernel_initializer="zeros"),
#                 ]
#             )
#
#         def call(self, inputs):
#             return self.linear(inputs) + self.correction(inputs)
#     ```
#
#     Only the last kernel starts at 0 (a bias does anyway). Its gradient is not 0, because the
#     layer before gives it something to work with. Were both kernels 0, only the last bias of the
#     correction would ever be trained.
#
# ??? failure "A common mistake"
#
#     ```python
#     class CorrectedRegressor(keras.Model):
#         def __init__(self, **kwargs):
#             super().__init__(**kwargs)
#             self.linear = keras.layers.Dense(1)
#             self.correction = keras.Sequential(
#                 [
#                     keras.layers.Dense(30, activation="elu"),
#                     keras.layers.Dense(1),
#                 ]
#             )
#
#         def call(self, inputs):
#             return self.linear(inputs) + self.correction(inputs)
#     ```
#
#     The last kernel starts with random numbers, so the correction is random as well. The model
#     does not begin as linear regression.
