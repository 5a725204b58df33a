# %% [markdown]
# # 실습: 테이프로 훈련하는 로지스틱 회귀 { #autodiff-lab }
#
# [`tf.GradientTape`](../autodiff/tape.md)만으로 로지스틱 회귀를 처음부터 훈련합니다. 손실이 볼록하고 답이
# 하나뿐이므로 scikit-learn과 같은 답이 나와야 합니다. 그 전에 그레이디언트를 차분으로 검사하고, 손실이 `nan`이 되는
# 것을 보고 고칩니다.
#
# 텐서플로, scikit-learn, matplotlib만 있으면 됩니다. 데이터는 scikit-learn에 들어 있습니다.
#
# ## 데이터 { #data }
#
# 손으로 쓴 숫자의 이미지 1,797장입니다. 한 장은 0부터 16까지의 픽셀 64개입니다. 숫자가 홀수이면 1, 짝수이면 -1을
# 맞힙니다. 400장은 마지막에 한 번만 쓸 테스트 데이터로 떼어 놓고, 397장은 검증에, 1,000장은 훈련에 씁니다.
#
# 표준화에는 훈련 데이터의 평균과 표준 편차만 씁니다. 늘 0인 픽셀은 표준 편차가 0이므로 1로 나눕니다. 마지막에 붙인
# 1은 편향에 곱할 수입니다.

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
# ## 손실 { #loss }
#
# 가중치 $w$의 마지막 성분이 편향입니다. $w^\top x_i$가 0보다 크면 홀수라고 예측합니다. 그 값의 부호가 $y_i$와
# 같고 0에서 멀수록 손실이 작습니다. 둘째 항은 편향을 뺀 가중치에 거는 규제입니다.
#
# $$
# J(w) = \frac{1}{n}\sum_{i=1}^{n}\log\left(e^{-y_i w^\top x_i} + 1\right) + \frac{\lambda}{2}\sum_{j=1}^{64}w_j^2
# $$
#
# 로그가 든 식은 $z_i = -y_i w^\top x_i$의 [소프트플러스](../autodiff/stability.md)입니다. 먼저 수식을 그대로 옮긴 함수를
# 넣어 봅니다.

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
# ## 그레이디언트 검사 { #checking }
#
# 훈련하기 전에 [중앙 차분과 견줍니다](../autodiff/checking.md). 가중치 65개를 하나씩 양쪽으로 움직이므로 손실을 130번
# 계산합니다. 테이프는 한 번이면 됩니다.

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
# 맞는 식입니다. 적어도 이 점에서는 그렇습니다.
#
# ## 첫 시도 { #first-try }
#
# 표준화하지 않은 픽셀을 `float32`로 바꾸어 경사 하강법을 몇 단계 돌려 봅니다. 서두르면 누구나 하는 일입니다.

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
# 손실이 `inf`가 되고, 그다음부터는 `nan`입니다. `inf`가 나온 단계의 그레이디언트를 샘플마다 들여다봅니다.
# $z$가 큰 샘플에서 소프트플러스의 미분값은 거의 1이어야 합니다.

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
# `nan`이 있는 샘플이 하나만 있어도 평균이 `nan`이 됩니다. 그런데 미분값이 **0**인 샘플도 있습니다. $z$가 87.34와
# 88.72 사이라서 [조용히 틀린](../autodiff/stability.md#silent) 샘플입니다. 크게 틀린 예측들인데
# 그레이디언트가 사라졌습니다. 앞의 검사는 $z$가 작은 점에서만 했으므로 알 수 없었습니다.
#
# 이 결과는 x86 CPU에서 쟀습니다. 비정규 수를 남기는 장치에서는 `slope 0`이던 샘플이 `slope 1`이 됩니다.
#
# ## 고치기 { #repair }
#
# `tf.nn.softplus`로 바꾸고 같은 데이터로 다시 훈련합니다.

# %%
stable = descend(raw, raw_y, tf.nn.softplus, rate=0.1, steps=100)
losses = [loss for loss, _ in stable]
print("always finite:", np.all(np.isfinite(losses)))
print("falls at every step:", np.all(np.diff(losses) < 0))

# %% [markdown]
# `nan`은 사라졌지만 손실이 오르내립니다. 픽셀이 커서 한 단계가 너무 멀리 갑니다. 안정한 식은 잘못된 수를 막을 뿐, 훈련이
# 잘되게 하지는 않습니다. 그 일은 표준화가 합니다.
#
# ## 기준 { #baseline }
#
# scikit-learn의 로지스틱 회귀는 같은 손실을 다른 방법으로 줄입니다. 규제의 세기를 $\lambda$ 대신 $C = 1/(\lambda n)$로
# 받습니다. 찾아낸 가중치를 위의 손실에 넣은 값이 기준입니다.

# %%
reference = LogisticRegression(
    C=1 / (LAMBDA * len(x_train)), tol=1e-8, max_iter=1000
)
reference.fit(x_train[:, :-1], y_train)
w_best = np.append(reference.coef_, reference.intercept_)
lowest = float(objective(w_best, x_train, y_train, tf.nn.softplus))
print(f"loss of scikit-learn's weights: {lowest:.4f}")

# %% [markdown]
# ## 훈련 { #training }
#
# 표준화한 데이터로 훈련합니다.

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

# %% alt="학습 곡선, 가로축은 로그: 훈련 손실과 검증 손실이 함께 줄어듭니다. 훈련 손실은 scikit-learn의 손실을 나타내는 파선에 닿아 더 내려가지 않습니다. 검증 손실도 그 근처에서 평평해집니다."
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
# 훈련 손실이 scikit-learn의 손실로 내려갑니다. 차이는 100단계에 한 자리 남짓씩 줄어듭니다. 확실하지만 느립니다.
# [연습 2](#exercise-2)에서 쓸 방법은 훨씬 빠릅니다.
#
# 표준화한 데이터에서는 $z$가 작으므로 `naive_softplus`로도 같은 손실에 이릅니다. 데이터에 따라 나타났다 사라지는
# 고장입니다. 그래서 식을 고쳐 두어야 합니다.
#
# ## 결과 { #result }
#
# 가중치를 견주고, 이제 테스트 데이터를 꺼냅니다. 맞힌 비율입니다.

# %%
_, w = history[-1]
print("weights agree to 0.001:", np.allclose(w, w_best, atol=1e-3))
print(f"always odd   {np.mean(y_test == 1):.3f}")
print(f"tape         {np.mean(np.sign(x_test @ w) == y_test):.3f}")
print(f"scikit-learn {reference.score(x_test[:, :-1], y_test):.3f}")

# %% [markdown]
# 테이프로 훈련한 모델과 scikit-learn의 모델은 같은 모델입니다. 손실이 볼록하고 답이 하나뿐이므로, 어디서 시작하든 어떤
# 방법을 쓰든 끝까지 줄이면 같은 곳에 이릅니다. 찍기보다 훨씬 낫고, 이 손실을 쓰는 선형 모델로는 여기까지입니다.
#
# ## 연습 문제 { #exercises }
#
# 연습마다 출발점이 되는 셀이 있습니다. 그 셀을 고쳐 실행하고, 바로 아래의 셀을 실행하면 맞았는지 알려 줍니다. 다음은
# 답을 출력하는 함수입니다.

# %%
def judge(check, praise):
    try:
        hint = check()
    except Exception as error:
        hint = f"your code raised {type(error).__name__}: {error}"
    hint = hint and " ".join(hint.split())
    print(f"Not yet: {hint}" if hint else f"Right: {praise}")

# %% [markdown]
# ## 연습 1: 안정한 손실 { #exercise-1 }
#
# 홀짝 대신 숫자 열 개를 가리려면 점수가 열 개 필요합니다. 그때의 손실에는 소프트플러스 대신 다음 함수가 들어갑니다. 행마다
# 계산합니다.
#
# $$
# \log\sum_{k} e^{z_k}
# $$
#
# 수식을 그대로 옮긴 아래의 함수를 고쳐, 점수가 크거나 작아도 값과 그레이디언트가 모두 맞게 하세요.
# `tf.reduce_logsumexp`는 쓰지 않습니다.

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
# ??? success "풀이"
#
#     ```python
#     def log_sum_exp(z):
#         largest = tf.reduce_max(z, axis=-1, keepdims=True)
#         total = tf.reduce_sum(tf.exp(z - largest), axis=-1)
#         return tf.squeeze(largest, axis=-1) + tf.math.log(total)
#     ```
#
#     가장 큰 점수를 빼면 지수 함수에 0 이하의 수만 들어가고, 그 가운데 하나는 0이므로 합은 1보다 작아지지 않습니다. 뺀
#     수는 로그 밖에서 더합니다.
#
# ??? failure "흔한 실수"
#
#     ```python
#     def log_sum_exp(z):
#         largest = tf.reduce_max(z, axis=-1)
#         total = tf.reduce_sum(tf.exp(z), axis=-1)
#         return tf.where(largest > 80.0, largest, tf.math.log(total))
#     ```
#
#     `tf.where`는 두 쪽을 모두 계산합니다. 고르지 않은 쪽의 [`nan`이
#     그레이디언트로 샙니다](../autodiff/custom.md#where). 점수가 아주 작아서 합이 0이 되는 경우도 그대로입니다.

# %% [markdown]
# ## 연습 2: 뉴턴법 한 단계 { #exercise-2 }
#
# 경사 하강법은 그레이디언트 $g$만 봅니다. 뉴턴법은 이차 도함수를 모은 헤세 행렬 $H$도 보고, 한 단계에 $H^{-1}g$만큼
# 움직입니다. `w`를 뉴턴법으로 한 단계 움직이는 함수를 쓰세요. $H^{-1}g$는 `tf.linalg.solve(H, g[:, None])[:, 0]`으로
# 구합니다.

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
# ??? success "풀이"
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
#     첫 그레이디언트를 바깥 테이프 [안에서](../autodiff/beyond.md#outside) 구해야 다시 미분할 수 있습니다. 헤세 행렬은
#     그레이디언트의 야코비 행렬입니다. 뉴턴법은 단계마다 행렬을 만들어 방정식을 풀므로, 가중치가 수백만 개인 신경망에는 쓸
#     수 없습니다.
#
# ??? failure "흔한 실수"
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
#     [벡터의 그레이디언트는 성분의 합의 그레이디언트입니다](../autodiff/beyond.md#why-it-works). `outer.gradient`는
#     이차 도함수 65 × 65개를 65개의 합으로 뭉칩니다. 모양이 맞으므로 오류는 나지 않습니다.

# %% [markdown]
# ## 연습 3: None의 까닭 찾기 { #exercise-3 }
#
# 어느 픽셀이 바뀌면 홀수일 확률이 커질까요? 확률을 입력으로 미분하면 알 수 있습니다. 그런데 아래의 함수는 `None`을
# 돌려줍니다. `x`는 이미지를 행마다 하나씩 담은 텐서이고, 결과는 `x`와 모양이 같아야 합니다. 까닭을 **모두** 찾아
# 고치세요.

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
# ??? success "풀이"
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
#     까닭은 셋입니다. `x`를 [지켜보지 않았고](../autodiff/constants.md#program), `logits`를 [블록
#     밖에서](../autodiff/constants.md#outside) 계산했고, 지수 함수를 [NumPy로](../autodiff/constants.md#numpy) 계산해
#     상수로 만들었습니다.
#
# ??? failure "흔한 실수"
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
#     `None`이 사라졌지만 고쳐진 것은 없습니다. [`ZERO`는 끊긴 길을 0으로 가립니다](../autodiff/constants.md#zero).
