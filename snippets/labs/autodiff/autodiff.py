"""Gradient descent by tape finds the weights that scikit-learn finds."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

pixels, digits = load_digits(return_X_y=True)
y = np.where(digits % 2 == 1, 1.0, -1.0)
train, test = train_test_split(
    np.arange(len(y)), test_size=400, random_state=42
)
train, valid = train_test_split(train, test_size=397, random_state=42)
y_train, y_valid, y_test = y[train], y[valid], y[test]


def with_ones(x):
    return np.column_stack([x, np.ones(len(x))])


mean, std = pixels[train].mean(axis=0), pixels[train].std(axis=0)
std[std == 0] = 1.0
x = with_ones((pixels - mean) / std)
x_train, x_valid, x_test = x[train], x[valid], x[test]
print(x_train.shape, x_valid.shape, x_test.shape)
# --8<-- [end:data]

# --8<-- [start:loss]
LAMBDA = 0.01


def naive_softplus(z):
    return tf.math.log(tf.exp(z) + 1.0)


def objective(w, x, y, softplus):
    losses = softplus(-y * tf.linalg.matvec(x, w))
    return tf.reduce_mean(losses) + LAMBDA / 2 * tf.reduce_sum(w[:-1] ** 2)


def loss_and_gradient(w, x, y, softplus):
    with tf.GradientTape() as tape:
        loss = objective(w, x, y, softplus)
    return loss, tape.gradient(loss, w)
# --8<-- [end:loss]


# --8<-- [start:checking]
rng = np.random.default_rng(42)
w = tf.Variable(rng.normal(scale=0.1, size=65))
case = (x_train, y_train, naive_softplus)
_, by_tape = loss_and_gradient(w, *case)
by_differences = [
    (objective(w + step, *case) - objective(w - step, *case)) / 2e-5
    for step in 1e-5 * np.eye(65)
]
error = np.max(np.abs(by_tape - by_differences))
print("largest difference below 1e-8:", error < 1e-8)
# --8<-- [end:checking]


# --8<-- [start:first_try]
def descend(x, y, softplus, rate, steps):
    w = tf.Variable(tf.zeros(x.shape[1], x.dtype))
    history = []
    for step in range(steps):
        loss, gradient = loss_and_gradient(w, x, y, softplus)
        history.append((float(loss), w.numpy()))
        w.assign_sub(rate * gradient)
    return history


raw = with_ones(pixels[train]).astype("float32")
raw_y = y_train.astype("float32")
failed = descend(raw, raw_y, naive_softplus, rate=0.1, steps=6)
for step, (loss, _) in enumerate(failed):
    print(f"step {step}: loss {loss:.2f}")
# --8<-- [end:first_try]

# --8<-- [start:slopes]
_, w = failed[3]
z = tf.constant(-raw_y * (raw @ w))
with tf.GradientTape() as tape:
    tape.watch(z)
    losses = naive_softplus(z)
slopes = tape.gradient(losses, z)[z > 80].numpy()
print("z above 80:", len(slopes))
print("  slope 1:  ", np.sum(np.isclose(slopes, 1.0, atol=0.01)))
print("  slope 0:  ", np.sum(slopes == 0.0))
print("  slope nan:", np.sum(np.isnan(slopes)))
# --8<-- [end:slopes]

# --8<-- [start:repair]
stable = descend(raw, raw_y, tf.nn.softplus, rate=0.1, steps=100)
losses = [loss for loss, _ in stable]
print("always finite:", np.all(np.isfinite(losses)))
print("falls at every step:", np.all(np.diff(losses) < 0))
# --8<-- [end:repair]

# --8<-- [start:baseline]
reference = LogisticRegression(
    C=1 / (LAMBDA * len(x_train)), tol=1e-8, max_iter=1000
)
reference.fit(x_train[:, :-1], y_train)
w_best = np.append(reference.coef_, reference.intercept_)
lowest = float(objective(w_best, x_train, y_train, tf.nn.softplus))
print(f"loss of scikit-learn's weights: {lowest:.4f}")
# --8<-- [end:baseline]

# --8<-- [start:training]
history = descend(x_train, y_train, tf.nn.softplus, rate=1.0, steps=600)
train_losses = [loss for loss, _ in history]
valid_losses = [
    float(objective(w, x_valid, y_valid, tf.nn.softplus))
    for _, w in history
]
naive = descend(x_train, y_train, naive_softplus, rate=1.0, steps=50)
for step in (200, 300, 400, 500):
    print(f"step {step}: {train_losses[step] - lowest:.0e} above lowest")
print("naive is as good:", np.isclose(naive[-1][0], train_losses[49]))
# --8<-- [end:training]

# --8<-- [start:curves]
steps = np.arange(1, 601)
plt.plot(steps, train_losses, label="training")
plt.plot(steps, valid_losses, label="validation")
plt.plot(steps, [lowest] * 600, "--", label="scikit-learn, training")
plt.xscale("log")
plt.xlabel("step")
plt.ylabel("loss")
plt.legend()
plt.show()
# --8<-- [end:curves]

# --8<-- [start:result]
_, w = history[-1]
print("weights agree to 0.001:", np.allclose(w, w_best, atol=1e-3))
print(f"always odd   {np.mean(y_test == 1):.3f}")
print(f"tape         {np.mean(np.sign(x_test @ w) == y_test):.3f}")
print(f"scikit-learn {reference.score(x_test[:, :-1], y_test):.3f}")
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
def log_sum_exp(z):
    return tf.math.log(tf.reduce_sum(tf.exp(z), axis=-1))
# --8<-- [end:exercise_1]


# --8<-- [start:check_1]
def check_1():
    rows = [[0.0, 1.0], [100.0, 99.0], [-1000.0, -1001.0]]
    for row in rows:
        z = tf.Variable([row])
        with tf.GradientTape() as tape:
            value = log_sum_exp(z)
        slope = tape.gradient(value, z)
        if not np.all(np.isfinite(value)):
            return f"at {row} the value is {np.squeeze(value)}."
        if slope is None or not np.all(np.isfinite(slope)):
            return f"at {row} the slope is nan: tf.where runs both sides."
        truth = np.logaddexp(*row)
        if not np.allclose(value, truth):
            return f"at {row} it is {np.squeeze(value)}, not {truth:.3f}."
        if not np.allclose(slope, np.exp(row - truth), atol=1e-4):
            return f"at {row} the slope is wrong."


judge(check_1, "value and gradient are right at 1, at 100 and at -1000.")
# --8<-- [end:check_1]


# --8<-- [start:exercise_2]
def newton_step(w, x, y):
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            loss = objective(w, x, y, tf.nn.softplus)
# --8<-- [end:exercise_2]


# --8<-- [start:check_2]
def check_2():
    w = tf.Variable(tf.zeros(65, tf.float64))
    newton_step(w, x_train, y_train)
    moved, n = w.numpy(), len(x_train)
    g = -x_train.T @ y_train / (2 * n)
    hessian = x_train.T @ x_train / (4 * n)
    hessian += np.diag([LAMBDA] * 64 + [0.0])
    if not np.any(moved):
        return "w did not move. Change it with w.assign_sub."
    if np.allclose(moved, -g / hessian.sum(axis=1)):
        return "that divides by sums of rows. H is outer.jacobian(g, w)."
    if not np.allclose(moved, -np.linalg.solve(hessian, g)):
        return "w moved, but not by minus the inverse Hessian times g."
    w.assign(history[100][1])
    newton_step(w, x_train, y_train)
    if objective(w, x_train, y_train, tf.nn.softplus) > train_losses[300]:
        return "right from zeros, but not from step 100 of the training."


judge(check_2, "this step did more than 200 steps of gradient descent.")
# --8<-- [end:check_2]


# --8<-- [start:exercise_3]
def sensitivity(w, x):
    logits = tf.linalg.matvec(x, w)
    with tf.GradientTape() as tape:
        odd = tf.constant(1.0 / (1.0 + np.exp(-logits)))
    return tape.gradient(odd, x)
# --8<-- [end:exercise_3]


# --8<-- [start:check_3]
def check_3():
    x = x_valid[:5]
    answer = sensitivity(tf.constant(w_best), tf.constant(x))
    if answer is None:
        return "None. Three things break the path from x to odd."
    if not np.any(answer):
        return "all zeros. They hide a path that is still broken."
    odd = 1.0 / (1.0 + np.exp(-x @ w_best))
    if not np.allclose(answer, np.outer(odd * (1.0 - odd), w_best)):
        return "there is a gradient now, but its values are wrong."


judge(check_3, "the gradient equals p * (1 - p) * w in every row.")
# --8<-- [end:check_3]
