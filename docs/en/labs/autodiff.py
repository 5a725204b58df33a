# ---
# jupyter:
#   source: 76c16e7a2ac91ffbcb9faf40e8821933a4cec8fa
# ---

# %% [markdown]
# # Lab: logistic regression by tape { #autodiff-lab }
#
# With nothing but [`tf.GradientTape`](../autodiff/tape.md), this lab trains a logistic regression from
# scratch. Its loss is convex and has a single solution, so scikit-learn must arrive at the same one. On the
# way there you check the gradient against differences, watch the loss become `nan`, and repair it.
#
# You need TensorFlow, scikit-learn and matplotlib. The data comes with scikit-learn.
#
# ## The data { #data }
#
# There are 1,797 images of handwritten digits, each of 64 pixels with values from 0 to 16. The target is 1 for an odd
# digit and -1 for an even one. 400 images are put aside as test data, to be used once, at the end; 397
# are for validation and 1,000 for training.
#
# Everything is standardized with the mean and the standard deviation of the training data. A pixel that is always 0
# has a standard deviation of 0 and is divided by 1 instead. The 1 at the end of each row is what
# the bias is multiplied by.

# %%
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

# %% [markdown]
# ## The loss { #loss }
#
# The last component of the weights $w$ is the bias. The prediction is odd if $w^\top x_i$ is above 0. The
# loss is small when that number has the sign of $y_i$ and is far from 0. The second term is a regularization of all weights
# except the bias.
#
# $$
# J(w) = \frac{1}{n}\sum_{i=1}^{n}\log\left(e^{-y_i w^\top x_i} + 1\right) + \frac{\lambda}{2}\sum_{j=1}^{64}w_j^2
# $$
#
# The logarithm is the [softplus](../autodiff/stability.md) of $z_i = -y_i w^\top x_i$. To begin with, it is
# written just as the formula says.

# %%
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

# %% [markdown]
# ## Checking the gradient { #checking }
#
# Before any training, compare with [central differences](../autodiff/checking.md). They move each of the 65
# weights to both sides and compute the loss 130 times. The tape computes it once.

# %%
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

# %% [markdown]
# So the formula is right, at least at this point.
#
# ## A first try { #first-try }
#
# In a hurry, anyone might feed in the pixels as they are, in `float32`. Here are a few steps of gradient
# descent.

# %%
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

# %% [markdown]
# The loss becomes `inf`, and `nan` from then on. Look at the gradient of each example at the step of the
# `inf`. Where $z$ is large, the derivative of softplus should be almost 1.

# %%
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

# %% [markdown]
# A single `nan` among the examples makes the mean `nan`. But there are also examples with a slope of **0**.
# Their $z$ lies between 87.34 and 88.72, where the gradient is [silently
# wrong](../autodiff/stability.md#silent). They are among the worst predictions, and their gradient is gone. The check
# above could not know: at the point where it looked, every $z$ was small.
#
# These results are from an x86 CPU. A device that keeps subnormal numbers shows `slope 1` in place of `slope 0`.
#
# ## The repair { #repair }
#
# Take `tf.nn.softplus` instead, and train on the same data again.

# %%
stable = descend(raw, raw_y, tf.nn.softplus, rate=0.1, steps=100)
losses = [loss for loss, _ in stable]
print("always finite:", np.all(np.isfinite(losses)))
print("falls at every step:", np.all(np.diff(losses) < 0))

# %% [markdown]
# There is no `nan` any more, but the loss goes up and down: with such large pixels, a step goes too far. A stable
# formula keeps wrong numbers out. It does not make training work well; that is what standardizing is for.
#
# ## The baseline { #baseline }
#
# The logistic regression of scikit-learn minimizes the same loss by other means. It takes the strength of the
# regularization not as $\lambda$ but as $C = 1/(\lambda n)$. The value of the loss above at the weights that it finds is
# the number to reach.

# %%
reference = LogisticRegression(
    C=1 / (LAMBDA * len(x_train)), tol=1e-8, max_iter=1000
)
reference.fit(x_train[:, :-1], y_train)
w_best = np.append(reference.coef_, reference.intercept_)
lowest = float(objective(w_best, x_train, y_train, tf.nn.softplus))
print(f"loss of scikit-learn's weights: {lowest:.4f}")

# %% [markdown]
# ## Training { #training }
#
# Now with standardized data.

# %%
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

# %% alt="Learning curves over a logarithmic axis of steps: training and validation loss fall together. The training loss comes to rest on the dashed line, the loss of scikit-learn; the validation loss levels off nearby."
steps = np.arange(1, 601)
plt.plot(steps, train_losses, label="training")
plt.plot(steps, valid_losses, label="validation")
plt.plot(steps, [lowest] * 600, "--", label="scikit-learn, training")
plt.xscale("log")
plt.xlabel("step")
plt.ylabel("loss")
plt.legend()
plt.show()

# %% [markdown]
# The training loss comes down to the loss of scikit-learn. Every 100 steps gain a little more than a
# digit, which is sure, and slow. What you write in [exercise 2](#exercise-2) is much faster.
#
# On standardized data $z$ is small, and `naive_softplus` arrives at the same loss. The fault is still there, waiting for
# other data, so it is the formula that has to be repaired.
#
# ## The result { #result }
#
# Compare the weights; then it is time for the test data, and the share of right answers.

# %%
_, w = history[-1]
print("weights agree to 0.001:", np.allclose(w, w_best, atol=1e-3))
print(f"always odd   {np.mean(y_test == 1):.3f}")
print(f"tape         {np.mean(np.sign(x_test @ w) == y_test):.3f}")
print(f"scikit-learn {reference.score(x_test[:, :-1], y_test):.3f}")

# %% [markdown]
# The model trained by tape and that of scikit-learn are the same model. The loss is convex and has one solution:
# whatever the start and the method, minimizing it to the end leads there. It is far better than guessing, and
# as far as a linear model with this loss goes.
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
# ## Exercise 1: a stable loss { #exercise-1 }
#
# To tell ten digits apart instead of odd from even takes ten scores, and in place of softplus the loss has this
# function of each row of scores:
#
# $$
# \log\sum_{k} e^{z_k}
# $$
#
# The function below is just what the formula says. Repair it, so that value and gradient are right for large
# and for small scores. Leave `tf.reduce_logsumexp` aside.

# %% tags=["exercise-1"]
def log_sum_exp(z):
    return tf.math.log(tf.reduce_sum(tf.exp(z), axis=-1))

# %% tags=["check-1"]
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

# %% [markdown]
# ??? success "Solution"
#
#     ```python
#     def log_sum_exp(z):
#         largest = tf.reduce_max(z, axis=-1, keepdims=True)
#         total = tf.reduce_sum(tf.exp(z - largest), axis=-1)
#         return tf.squeeze(largest, axis=-1) + tf.math.log(total)
#     ```
#
#     With the largest score subtracted, the exponential sees nothing above 0, and one 0 itself, so that the sum is
#     never below 1. What was subtracted is added again outside the logarithm.
#
# ??? failure "A common mistake"
#
#     ```python
#     def log_sum_exp(z):
#         largest = tf.reduce_max(z, axis=-1)
#         total = tf.reduce_sum(tf.exp(z), axis=-1)
#         return tf.where(largest > 80.0, largest, tf.math.log(total))
#     ```
#
#     `tf.where` computes both sides, and the [`nan` of the side it did not
#     choose](../autodiff/custom.md#where) leaks into the gradient. Scores so small that their sum is 0 are not dealt
#     with either.

# %% [markdown]
# ## Exercise 2: one step of Newton's method { #exercise-2 }
#
# Gradient descent looks at the gradient $g$ only. Newton's method also looks at the Hessian $H$, the matrix of second
# derivatives, and moves by $H^{-1}g$ in one step. Write the function that moves `w` by one such step. For $H^{-1}g$
# use `tf.linalg.solve(H, g[:, None])[:, 0]`.

# %% tags=["exercise-2"]
def newton_step(w, x, y):
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            loss = objective(w, x, y, tf.nn.softplus)

# %% tags=["check-2"]
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

# %% [markdown]
# ??? success "Solution"
#
#     ```python
#     def newton_step(w, x, y):
#         with tf.GradientTape() as outer:
#             with tf.GradientTape() as inner:
#                 loss = objective(w, x, y, tf.nn.softplus)
#             g = inner.gradient(loss, w)
#         H = outer.jacobian(g, w)
#         w.assign_sub(tf.linalg.solve(H, g[:, None])[:, 0])
#     ```
#
#     The first gradient is taken [inside the outer tape](../autodiff/beyond.md#outside), or it could not be
#     differentiated again. The Hessian is its Jacobian. Every step of Newton's method makes a matrix and solves
#     equations with it, which rules it out for neural networks with millions of weights.
#
# ??? failure "A common mistake"
#
#     ```python
#     def newton_step(w, x, y):
#         with tf.GradientTape() as outer:
#             with tf.GradientTape() as inner:
#                 loss = objective(w, x, y, tf.nn.softplus)
#             g = inner.gradient(loss, w)
#         w.assign_sub(g / outer.gradient(g, w))
#     ```
#
#     [The gradient of a vector is that of the sum of its components](../autodiff/beyond.md#why-it-works).
#     `outer.gradient` lumps 65 × 65 second derivatives together into 65 sums. There is no error, because the
#     shapes fit.

# %% [markdown]
# ## Exercise 3: find the None { #exercise-3 }
#
# Which pixels make the digit more likely to be odd? The derivative of the probability with respect to the input
# tells. But the function below returns `None`. `x` is a tensor with one image a row, and the result should have the
# shape of `x`. Find **all** the reasons and repair it.

# %% tags=["exercise-3"]
def sensitivity(w, x):
    logits = tf.linalg.matvec(x, w)
    with tf.GradientTape() as tape:
        odd = tf.constant(1.0 / (1.0 + np.exp(-logits)))
    return tape.gradient(odd, x)

# %% tags=["check-3"]
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

# %% [markdown]
# ??? success "Solution"
#
#     ```python
#     def sensitivity(w, x):
#         with tf.GradientTape() as tape:
#             tape.watch(x)
#             logits = tf.linalg.matvec(x, w)
#             odd = 1.0 / (1.0 + tf.exp(-logits))
#         return tape.gradient(odd, x)
#     ```
#
#     There are three: `x` [is not watched](../autodiff/constants.md#program), `logits` is computed [outside the
#     block](../autodiff/constants.md#outside), and the exponential [by NumPy](../autodiff/constants.md#numpy), to
#     become a constant.
#
# ??? failure "A common mistake"
#
#     ```python
#     def sensitivity(w, x):
#         zero = tf.UnconnectedGradients.ZERO
#         logits = tf.linalg.matvec(x, w)
#         with tf.GradientTape() as tape:
#             tape.watch(x)
#             odd = tf.constant(1.0 / (1.0 + np.exp(-logits)))
#         return tape.gradient(odd, x, unconnected_gradients=zero)
#     ```
#
#     The `None` is gone, and nothing is repaired. [`ZERO` hides a broken path behind
#     zeros](../autodiff/constants.md#zero).
