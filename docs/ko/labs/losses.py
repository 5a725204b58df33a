# %% [markdown]
# # 실습: 재구성 손실은 도움이 되는가 { #losses-lab }
#
# [3부](../losses/reconstruction.md)에서 만든 `ReconstructingRegressor`를 당뇨병 데이터로 훈련합니다. 재구성
# 손실의 가중치를 0, 0.05, 0.5로 바꾸어 가며 처음 보는 데이터에서 오차가 줄어드는지 잽니다. 그다음 모델 안의
# 손실과 지표를 직접 만들어 봅니다.
#
# 텐서플로, scikit-learn, matplotlib만 있으면 됩니다. 데이터는 scikit-learn에 들어 있습니다.
#
# ## 데이터 { #data }
#
# 당뇨병 환자 442명의 나이, 성별, 체질량 지수, 혈액 검사 수치 등 특성 10개로 1년 뒤 병이 얼마나 진행했는지
# 맞힙니다. 정답은 25점부터 346점까지의 점수입니다. 100명은 마지막에 한 번만 쓸 테스트 데이터로 떼어 놓고, 86명은 검증에, 256명은 훈련에 씁니다. 표준화에는 훈련
# 데이터의 평균과 표준 편차만 씁니다.

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
# ## 기준 { #baseline }
#
# 모델이 좋은지 알려면 견줄 것이 있어야 합니다. 늘 평균을 답하는 방법과 선형 회귀의 검증 오차를 잽니다. 오차는
# 평균 제곱 오차의 제곱근이고, 단위는 점입니다.

# %%
def rmse(predicted, y):
    return float(y_std * np.sqrt(np.mean((predicted - y) ** 2)))


linear = LinearRegression().fit(x_train, y_train)
linear_valid = rmse(linear.predict(x_valid), y_valid)
print(f"mean of y: {rmse(0.0, y_valid):.0f} points")
print(f"linear:    {linear_valid:.0f} points")

# %% [markdown]
# ## 모델 { #model }
#
# [재구성 손실](../losses/reconstruction.md)의 모델에서 0.05를 인수 `weight`로 바꾸었습니다.

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
# ## 훈련 루프 { #loop }
#
# 모델을 아홉 번 훈련하므로 `fit`보다 가벼운 [훈련 루프](../losses/loop.md)를 씁니다. 모델을 호출한 다음
# `model.losses`를 더합니다. 에포크가 끝날 때마다 훈련 오차와 검증 오차, 검증 데이터의 재구성 오차를 적습니다. 훈련
# 오차는 `fit`처럼 훈련하는 동안 배치마다 잰 값을 모은 것입니다. 끝나면 검증 오차가 가장 작았던 에포크의 가중치를
# 되살립니다.

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
# ## 가중치 0, 0.05, 0.5 { #sweep }
#
# 가중치마다 시드를 바꾸어 세 번 훈련합니다. 시드가 같으면 초깃값과 배치의 순서도 같으므로, 달라지는 것은
# `weight`뿐입니다. 검증 오차를 마지막 에포크와 가장 좋았던 에포크에서 적습니다. 단위는 점이고, 괄호 안은 시드
# 셋 가운데 가장 작은 값과 가장 큰 값입니다.

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
# 가중치를 바꾸어서 생긴 차이보다 시드를 바꾸어서 생긴 차이가 큽니다. 한 번씩만 훈련했다면 우연한 차이를 재구성
# 손실의 효과로 착각했을 것입니다.
#
# 학습 곡선을 그려 봅니다. 실선은 검증 오차, 점선은 훈련 오차이고, 시드 셋의 평균입니다. 파선은 선형 회귀의 검증
# 오차입니다.

# %% alt="학습 곡선: 훈련 오차는 세 가중치에서 모두 계속 줄어들고, 0.5에서 조금 덜 줄어듭니다. 검증 오차는 열 에포크가 되기 전에 멈추어 선형 회귀보다 조금 위에 머물다가 서서히 커집니다. 세 가중치의 곡선이 거의 겹칩니다."
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
# 훈련 오차는 끝까지 줄어드는데 검증 오차는 열 에포크가 되기 전에 멈춥니다. 그 뒤로는 과대적합입니다. 0.5에서는
# 훈련 오차가 조금 덜 줄어듭니다. 재구성 손실이 은닉층을 다른 쪽으로도 당기기 때문입니다. 그러나 검증 오차의 세
# 곡선은 거의 겹칩니다.
#
# 재구성이 되기는 한 것일까요? 검증 데이터의 재구성 오차를 그려 봅니다.

# %% alt="재구성 오차의 학습 곡선: 가중치 0에서는 줄지 않고, 0.05에서는 크게 줄고, 0.5에서는 더 줄어듭니다."
for weight, curve in curves.items():
    plt.plot(epochs, curve.mean(axis=0)[:, 2], label=f"weight {weight}")
plt.ylim(bottom=0)
plt.xlabel("epoch")
plt.ylabel("reconstruction error")
plt.legend()
plt.show()

# %% [markdown]
# 재구성 오차는 가중치가 클수록 작습니다. 0이면 `reconstruct`가 훈련되지 않으므로 나아지지 않습니다. 손실은 하려던
# 일을 했습니다. 그 일이 예측에 도움이 되지 않았을 뿐입니다.
#
# ## 결과 { #result }
#
# 이제 테스트 데이터를 꺼냅니다. 모델은 저마다 검증 오차가 가장 작았던 에포크의 것입니다.

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
# 괄호 안은 시드마다의 오차입니다. 가중치 셋의 평균은 같고, 선형 회귀가 그보다 조금 낫습니다. 환자 256명으로는
# 은닉층 다섯 개를 쌓아도 선형 회귀가 놓친 것을 찾아내지 못했습니다. **이렇게 훈련한 모델에서 재구성 손실은 예측을
# 눈에 띄게 돕지도 해치지도 않았습니다.**
#
# 오차를 정수로 반올림한 데에는 까닭이 있습니다. 환자 100명으로 잰 오차는 그보다 정확하지 않습니다. 시드는
# 초깃값과 배치의 순서만 바꿉니다. `random_state`를 바꾸어 환자를 다르게 나누거나 옵티마이저를 바꾸어 다시 실행해
# 보세요. 어느 가중치가 나은지도 바뀔 수 있습니다.
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
# ## 연습 1: 출력이 커지지 않게 하는 층 { #exercise-1 }
#
# 입력을 그대로 내보내면서, 입력의 절댓값 평균에 `rate`를 곱해 손실에 더하는 층을 만드세요. 은닉층 뒤에 놓으면
# 은닉층의 출력이 커지는 것을 막습니다.

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
# ??? success "풀이"
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
#     `add_loss`는 [함수형 모델에서도](../losses/reconstruction.md#functional) 층의 `call` 안에서 부르면
#     됩니다.
#
# ??? failure "흔한 실수"
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
#     배열을 넘겼습니다. 오류는 나지 않지만 `fit`이 [원소를 모두 더하므로](../losses/reconstruction.md#sum) 배치가
#     두 배면 손실도 두 배입니다.

# %% [markdown]
# ## 연습 2: 모델을 두 번 부르는 손실 { #exercise-2 }
#
# 배치를 잡음이 낀 사본과 함께 훈련하려고 합니다. 전체 손실은 두 입력의 평균 제곱 오차와 두 입력의 재구성 손실, 모두
# 네 개의 합입니다. 아래의 함수에는 재구성 손실이 없습니다. 넣으세요.

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
# ??? success "풀이"
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
#     모델을 호출할 때마다 `model.losses`를 읽습니다. 다음 호출이 목록을 비웁니다.
#
# ??? failure "흔한 실수"
#
#     ```python
#     def joint_loss(model, x, noisy, y):
#         loss = tf.reduce_mean((model(x) - y) ** 2)
#         loss += tf.reduce_mean((model(noisy) - y) ** 2)
#         loss += sum(model.losses)
#         return loss
#     ```
#
#     두 번 부른 다음에 읽으면 [두 번째 호출의 손실만](../losses/loop.md#twice) 남아 있습니다. `reconstruct`에도
#     그레이디언트가 흐르므로 훈련만 보아서는 알 수 없습니다.

# %% [markdown]
# ## 연습 3: 점수로 보는 지표 { #exercise-3 }
#
# `fit`과 `evaluate`가 오차를 점으로 보여 주면 읽기 쉽습니다. 정답과 예측의 차이의 절댓값에 `scale`을 곱해 평균한 값을
# 지표 `points`로 만드세요. 정답이 필요하므로 `call`이 아니라 `compute_loss`에서 갱신합니다. 마지막 배치가 작아도 모든
# 행을 같은 무게로 세어야 합니다.

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
# ??? success "풀이"
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
#     행마다 값을 하나씩 넘기면 `Mean`이 모든 행을 같은 무게로 셉니다.
#
# ??? failure "흔한 실수"
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
#     배치의 평균을 넘기면 `Mean`은 [평균을 다시 평균합니다](../losses/metrics.md#batches). 86행은 32행, 32행, 22행으로
#     나뉘므로 마지막 22행이 더 무겁게 세어집니다.
