# %% [markdown]
# # 실습: 잔차 회귀 모델과 선형 회귀 { #models-lab }
#
# 스킵 연결이 있는 깊은 신경망이 언제 훈련되고 언제 훈련되지 않는지 알아봅니다. 그다음 2부의
# `ResidualRegressor`를 크기가 같은 보통 신경망, 그리고 선형 회귀와 견줍니다.
#
# 텐서플로, scikit-learn, matplotlib만 있으면 됩니다. 데이터는 scikit-learn에 들어 있습니다.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

# %% [markdown]
# ## 데이터 { #data }
#
# 당뇨병 환자 442명의 나이, 체질량 지수, 혈액 검사 수치 등 특성 10개로 1년 뒤 병이 얼마나 진행했는지
# 맞힙니다. 정답은 25부터 346까지의 점수입니다. 142명은 테스트 데이터이고 마지막까지 쓰지 않습니다.
# 60명은 검증에, 240명은 훈련에 씁니다. 특성과 정답은 훈련 데이터의 평균과 표준 편차로 표준화합니다.

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
# ## 기준 { #baselines }
#
# 정답을 표준화했으므로, 늘 평균이라고 예측하면 훈련 데이터에서 평균 제곱 오차가 1입니다. 다른
# 기준은 파라미터가 11개인 선형 회귀입니다.

# %%
linear = LinearRegression().fit(x_train, y_train)
linear_valid = np.mean((linear.predict(x_valid) - y_valid) ** 2)
print(f"mean:   {np.mean(y_valid**2):.1f}")
print(f"linear: {linear_valid:.1f}")

# %% [markdown]
# ## 블록 { #block }
#
# [잔차 블록](../models/residual.md)의 `ResidualBlock`에 실험할 인수를 둘 더했습니다. 스킵 연결이
# 있는지, 가중치를 어떻게 초기화하는지 정합니다.


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
# ## 깊은 신경망은 훈련되는가 { #depth }
#
# 2부에서는 훈련하기 전에 [블록을 쌓아 재어 보았습니다](../models/residual.md#why-it-works).
# 초깃값이 작고 스킵 연결이 없으면 입력과 그레이디언트가 사라졌습니다. He 초기화에서는 사라지지
# 않지만, 스킵 연결이 있으면 커졌습니다. 훈련하면 어떻게 될까요? 블록 여섯 개, 곧 밀집 층 열두 개를
# 네 가지 조합으로 훈련합니다. 훈련 데이터만 씁니다. 옵티마이저는 `"sgd"`입니다. 걸음마다
# 그레이디언트에 같은 수를 곱하므로, 그레이디언트가 너무 작거나 너무 크면 바로 드러납니다.


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

# %% alt="에포크에 따른 훈련 손실입니다. 초깃값이 작고 스킵 연결이 없으면 손실이 1에서 움직이지 않는 직선입니다. 초깃값이 작고 스킵 연결이 있으면 처음에 가파르게 줄어 0.5쯤이 됩니다. He 초기화에 스킵 연결이 없으면 가장 낮은 곳까지 줄어듭니다. 네 번째 조합은 손실이 nan이라 선이 없습니다."
for (initializer, skip), loss in losses.items():
    if np.isfinite(loss).all():
        plt.plot(range(1, 13), loss, label=f"{initializer}, skip={skip}")
plt.xlabel("epoch")
plt.ylabel("training loss")
plt.ylim(0)
plt.legend()
plt.show()

# %% [markdown]
# - 초깃값이 작고 스킵 연결이 없으면 손실이 1에 머뭅니다. 늘 평균이라고 예측할 때의 손실입니다.
#   그레이디언트가 앞쪽 층에 닿지 않습니다.
# - 초깃값이 작고 스킵 연결이 있으면 같은 블록이 훈련됩니다.
# - He 초기화에서는 스킵 연결이 없어도 훈련됩니다. 그레이디언트를 살리는 방법이 스킵 연결만은
#   아닙니다.
# - He 초기화에 스킵 연결까지 있으면 블록을 지날 때마다 값이 커져서 손실이 `nan`이 됩니다. 스킵
#   연결은 그것만으로 도움이 되지 않습니다. 블록이 작은 값에서 시작해야 합니다.
#
# 그래서 아래의 두 모델 가운데 잔차 회귀 모델은 작은 초깃값으로, 보통 신경망은 He 초기화로
# 시작합니다.
#
# ## 모델 { #models }
#
# `ResidualRegressor`는 [2부에서처럼](../models/regressor.md) 첫 블록을 1 + 3번 통과합니다. 보통
# 신경망은 뉴런이 30개인 은닉층이 다섯 개입니다. 파라미터 수는 같습니다.


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
# ## 훈련 { #training }
#
# 둘을 똑같이 훈련합니다. 초깃값이 난수라 결과가 달라지므로 세 번씩 훈련합니다. 240명에 파라미터가
# 4,081개이니 과대적합이 일어날 수 있습니다. 그래서 `EarlyStopping`으로 검증 손실이 가장 작았던 때의
# 가중치로 되돌립니다. 모델을 컴파일하면 첫 배치가 오래 걸립니다. 그래서 시드마다 새 모델의 가중치만
# 컴파일한 모델로 옮깁니다. `"sgd"`는 그 밖에 기억하는 것이 없습니다.


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
# 학습 곡선을 그립니다. 선마다 시드 셋의 평균입니다.

# %% alt="학습 곡선: 에포크에 따른 손실입니다. 보통 신경망의 훈련 손실은 검증 손실보다 훨씬 아래로 계속 줄어듭니다. 검증 손실은 수평선인 선형 회귀보다 한참 위에 머뭅니다. 잔차 회귀 모델의 두 손실은 처음 몇 에포크 뒤로 조금씩만 줄어듭니다. 그 검증 손실은 수평선보다 조금 아래에서 끝납니다."
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
# 보통 신경망의 훈련 손실은 검증 손실보다 훨씬 아래로 내려갑니다. 과대적합입니다. 잔차 회귀 모델은
# 선형 회귀 가까이에 머뭅니다. 검증 데이터에서는 조금 앞서기까지 합니다.
#
# ## 결과 { #result }
#
# 이제 처음으로 테스트 데이터를 씁니다. 평균 제곱 오차의 제곱근을 정답의 단위로 되돌려 적었습니다.
# 신경망은 시드마다 하나씩 있습니다.

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
# 모두 평균보다는 훨씬 낫습니다. 보통 신경망은 세 시드에서 모두 선형 회귀보다 못합니다. 잔차 회귀
# 모델은 선형 회귀와 비슷합니다. 차이가 시드끼리의 차이보다 크지 않고, 검증 데이터에서 조금 앞섰던
# 것도 사라졌습니다.
#
# **이 데이터에서 신경망을 쓸 까닭은 없습니다.** 신경망의 장점은 선형 모델이 나타낼 수 없는 곡선이나
# 특성 사이의 관계를 찾는 것입니다. 잡음이 많은 240행에서는 그런 것을 거의 찾을 수 없고, 파라미터가
# 4,081개이면 잡음까지 외웁니다.
#
# 두 신경망은 초기화도 다르므로, 스킵 연결만으로 생긴 차이라고 할 수 없습니다. 스킵 연결의 효과는
# 위의 [블록 여섯 개](#depth)에서 견주었습니다. 또 `random_state`를 바꾸어 환자를 다르게 나누면 모든
# 오차가 몇 점씩 움직입니다.
#
# ## 연습 문제 { #exercises }
#
# 연습마다 출발점이 되는 셀이 있습니다. 그 셀을 고쳐 실행하고, 바로 아래의 셀을 실행하면 맞았는지
# 알려 줍니다. 다음은 답을 출력하는 함수입니다.


# %%
def judge(check, praise):
    try:
        hint = check()
    except Exception as error:
        hint = f"your code raised {type(error).__name__}: {error}"
    hint = hint and " ".join(hint.split())
    print(f"Not yet: {hint}" if hint else f"Right: {praise}")


# %% [markdown]
# ## 연습 1: 통과할 때마다 늘어나는 것 { #exercise-1 }
#
# 위의 `ResidualRegressor`를 계산하는 함수 `count(features, units, passes)`를 산수만으로 쓰세요.
# 모델의 파라미터 수와, 모델을 한 번 부를 때 밀집 층이 계산하는 횟수를 돌려줍니다. 아래의 셀은
# 모델을 만들어 직접 세어 봅니다.

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
# ??? success "풀이"
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
#     `passes`는 횟수에만 나옵니다. 통과할 때마다 같은 두 층이 다시 계산하고, 파라미터는 한
#     벌뿐입니다.
#
# ??? failure "흔한 실수"
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
#     통과할 때마다 다른 블록을 쓰는 모델이라면 맞습니다. 여기서는 `__init__`에서 `block1`을 한 번
#     만들었고, 가중치도 그때 한 벌만 생겼습니다.
#
# ## 연습 2: 처음에는 입력을 그대로 내보내는 블록 { #exercise-2 }
#
# 작은 초깃값은 블록이 작은 값에서 시작하게 하는 한 가지 방법입니다. 어떤 초기화에서도 통하는 방법이
# 있습니다. 밀집 층이 계산한 $F(x)$에 훈련하는 가중치 $\alpha$를 하나 곱하고, 그 가중치를 0에서
# 시작합니다.
#
# $$
# y = x + \alpha F(x)
# $$
#
# 아래의 블록을 이렇게 고치세요. 부모인 `Block`에 스킵 연결이 없으므로 `super().call`이 $F(x)$를
# 계산합니다. 가중치의 이름은 `alpha`로 합니다.

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
# ??? success "풀이"
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
#     `alpha`의 모양은 입력과 상관없으므로 `__init__`에서 만들 수 있습니다. `build`를 직접 쓰면 밀집
#     층의 가중치까지 [만들어야 합니다](../models/saving.md#half-built).
#
# ??? failure "흔한 실수"
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
#     파이썬 숫자는 가중치가 아닙니다. 아무리 훈련해도 0에 머물고 블록은 입력을 그대로 내보냅니다.
#     밀집 층의 그레이디언트에도 0이 곱해지므로 밀집 층 역시 훈련되지 않습니다.
#
# ## 연습 3: 선형 회귀에서 시작하는 모델 { #exercise-3 }
#
# 선형 회귀가 잘했으니, 신경망은 거기에 더할 보정값만 맞히게 합니다. `self.linear`의 출력과 여러분이
# 만든 층의 출력을 더하는 모델을 만드세요. 아래의 셀은 선형 회귀의 가중치를 `self.linear`에
# 넣습니다. 훈련하기 전에는 난수와 상관없이 선형 회귀와 똑같이 예측해야 하고, 보정값은 훈련할 수
# 있어야 합니다.

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
# ??? success "풀이"
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
#     마지막 커널만 0에서 시작합니다. 편향은 원래 0에서 시작합니다. 앞 층이 0이 아닌 값을 넘겨주므로
#     마지막 커널의 그레이디언트는 0이 아닙니다. 두 커널이 모두 0이면 보정하는 층에서는 마지막
#     편향만 훈련됩니다.
#
# ??? failure "흔한 실수"
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
#     마지막 커널의 초깃값이 난수이므로 보정값도 난수입니다. 그래서 선형 회귀에서 시작하지 않습니다.
