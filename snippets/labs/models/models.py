"""A residual regressor predicts about as well as linear regression."""

# --8<-- [start:imports]
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split
# --8<-- [end:imports]

# --8<-- [start:data]
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
# --8<-- [end:data]

# --8<-- [start:baselines]
linear = LinearRegression().fit(x_train, y_train)
linear_valid = np.mean((linear.predict(x_valid) - y_valid) ** 2)
print(f"mean:   {np.mean(y_valid**2):.1f}")
print(f"linear: {linear_valid:.1f}")
# --8<-- [end:baselines]


# --8<-- [start:block]
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
# --8<-- [end:block]


# --8<-- [start:depth]
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
# --8<-- [end:depth]

# --8<-- [start:depth_curves]
for (initializer, skip), loss in losses.items():
    if np.isfinite(loss).all():
        plt.plot(range(1, 13), loss, label=f"{initializer}, skip={skip}")
plt.xlabel("epoch")
plt.ylabel("training loss")
plt.ylim(0)
plt.legend()
plt.show()
# --8<-- [end:depth_curves]


# --8<-- [start:models]
class ResidualRegressor(keras.Model):
    def __init__(self, units=30, passes=1 + 3, **kwargs):
        super().__init__(**kwargs)
        self.passes = passes
        self.first = keras.layers.Dense(units, activation="elu")
        self.block1 = Block(True, "random_normal", units)
        self.block2 = Block(True, "random_normal", units)
        self.out = keras.layers.Dense(1)

    def call(self, inputs, training=None):
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
# --8<-- [end:models]


# --8<-- [start:training]
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
# --8<-- [end:training]

# --8<-- [start:curves]
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
# --8<-- [end:curves]


# --8<-- [start:result]
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
def count(features, units, passes):
    parameters = 0
    dense_calls = 0
    return parameters, dense_calls
# --8<-- [end:exercise_1]


# --8<-- [start:check_1]
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
# --8<-- [end:check_1]


# --8<-- [start:exercise_2]
class GatedBlock(Block):
    def __init__(self, units=30, **kwargs):
        super().__init__(False, "he_normal", units, **kwargs)

    def call(self, inputs):
        return inputs + super().call(inputs)
# --8<-- [end:exercise_2]


# --8<-- [start:check_2]
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
# --8<-- [end:check_2]


# --8<-- [start:exercise_3]
class CorrectedRegressor(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.linear = keras.layers.Dense(1)

    def call(self, inputs, training=None):
        return self.linear(inputs)
# --8<-- [end:exercise_3]


# --8<-- [start:check_3]
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
# --8<-- [end:check_3]
