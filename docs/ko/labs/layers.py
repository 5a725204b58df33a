# %% [markdown]
# # 실습: 직접 만든 층 { #layers-lab }
#
# 1부에서 만든 `MyDense`와 `MyGaussianNoise`로 손으로 쓴 숫자를 알아보는 신경망을 만듭니다. 층과
# 그레이디언트가 맞는지 먼저 확인하고, 잡음이 무엇에 도움이 되는지 잽니다.
#
# 텐서플로, scikit-learn, matplotlib만 있으면 됩니다. 데이터는 scikit-learn에 들어 있습니다.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

# %% [markdown]
# ## 데이터 { #data }
#
# 손으로 쓴 숫자 1,797장이고, 한 장마다 0부터 9까지의 정답이 있습니다. 한 장은 가로 8개, 세로 8개의
# 픽셀입니다. 픽셀은 0부터 16까지의 수이므로 16으로 나누면 모두 0과 1 사이에 들어옵니다. 훈련에는
# 300장만 씁니다. 신경망이 외울 수 있을 만큼 적은 양입니다. 497장은 검증에 쓰고, 테스트 데이터
# 1,000장은 마지막까지 쓰지 않습니다.

# %%
x, y = load_digits(return_X_y=True)
x = (x / 16).astype("float32")
x_rest, x_test, y_rest, y_test = train_test_split(
    x, y, test_size=1000, stratify=y, random_state=42
)
x_train, x_valid, y_train, y_valid = train_test_split(
    x_rest, y_rest, train_size=300, stratify=y_rest, random_state=42
)
print(len(x_train), len(x_valid), len(x_test))

# %% [markdown]
# ## 기준 { #baseline }
#
# 로지스틱 회귀는 은닉층이 없는 신경망과 같습니다. 층을 더 쌓고도 이보다 낫지 않다면 쌓을 까닭이
# 없습니다.

# %%
logistic = LogisticRegression(max_iter=1000, tol=1e-8).fit(x_train, y_train)
print(f"training:   {logistic.score(x_train, y_train):.0%}")
print(f"validation: {logistic.score(x_valid, y_valid):.0%}")

# %% [markdown]
# ## 층 { #layers }
#
# [가중치가 있는 층](../layers/dense.md)과 [훈련과 추론](../layers/noise.md)에서 만든 두 층을 짧게
# 줄였습니다.

# %%
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
            keras.ops.shape(inputs), stddev=self.stddev, seed=self.generator
        )


# %% [markdown]
# `MyDense`는 가중치가 같으면 내장 층과 같은 값을 내야 합니다. 잡음은 훈련할 때만 들어가야 합니다.

# %%
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

# %% [markdown]
# ## 그레이디언트 검사 { #gradient-check }
#
# 출력이 맞아도 그레이디언트가 틀릴 수 있습니다. 훈련하려면 둘 다 맞아야 합니다. 모든 출력의
# $\sin$을 더한 값을 손실 $L$로 놓고, 가중치 $w$를 하나씩 양쪽으로 움직여 중앙 차분을 구합니다.
# 그리고 테이프가 구한 값과 견줍니다. 둘 다 [4부](../autodiff/differences.md#central)에서
# 설명합니다.
#
# $$
# \frac{\partial L}{\partial w} \approx \frac{L(w + \varepsilon) - L(w - \varepsilon)}{2 \varepsilon}
# $$
#
# `float32`에서는 반올림 오차가 작은 실수를 가립니다. 그래서 `float64`로 검사합니다.


# %%
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


# %% [markdown]
# 실패한 적이 없는 검사는 믿을 수 없습니다. 그래서 틀린 층도 하나 만들었습니다. 행마다 길이로
# 나누고, 길이로는 그레이디언트가 흐르지 못하게 막은 층입니다. 출력은 맞지만 그레이디언트는
# 틀립니다.


# %%
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

# %% [markdown]
# ReLU 대신 `tanh`로 검사한 까닭이 있습니다. ReLU는 0에서 꺾이므로, 걸음이 그곳을 넘으면 차분은 양쪽
# 미분값 사이의 어떤 값이 됩니다. 잡음이 섞여도 안 됩니다. 그러면 잡음을 재게 됩니다.
# `gradient_error`는 `training=True`를 넘기지 않으므로 잡음 층은 아무 일도 하지 않습니다.
#
# ## 훈련 { #training }
#
# 같은 신경망을 두 번 훈련합니다. 한 번은 잡음 없이, 한 번은 표준 편차가 0.3인 잡음을 넣습니다. 표준
# 편차가 0인 잡음 층은 아무것도 더하지 않으므로, 다른 것은 이 수 하나뿐입니다.

# %%
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

# %% alt="학습 곡선: 에포크에 따른 손실을 로그 눈금으로 그린 선 네 개입니다. 잡음이 없으면 훈련 손실이 검증 손실보다 훨씬 아래로 내려가며 계속 줄어듭니다. 잡음을 넣으면 훈련 손실이 내내 검증 손실보다 위에 있습니다. 검증 손실 둘은 서로 가까운 곳에서 끝나고, 잡음을 넣은 쪽이 조금 높습니다."
epochs = range(1, 21)
for name, history in (("none", plain_history), ("noise", noisy_history)):
    plt.semilogy(epochs, history["loss"], "--", label=f"{name}, training")
    plt.semilogy(epochs, history["val_loss"], label=f"{name}, validation")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()

# %% [markdown]
# 잡음이 없으면 훈련 손실이 검증 손실보다 훨씬 아래로 내려갑니다. 숫자를 익히기보다 훈련 데이터
# 300장을 외우고 있습니다. 잡음을 넣으면 오히려 훈련 손실이 **더 큽니다**. `fit`은 잡음이 섞인 채로
# 훈련 손실을 재고, 검증 손실은 잡음 없이 재기 때문입니다. 그래서 이 두 곡선의 차이로는 과대적합을
# 판단할 수 없습니다.
#
# ## 결과 { #result }
#
# 이제 처음으로 테스트 데이터를 씁니다. 있는 그대로도 재고, 픽셀에 잡음을 더해서도 잽니다.


# %%
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

# %% [markdown]
# 테스트 데이터 1,000장에서 정확도가 94%쯤이면 표준 오차는 1%포인트에 가깝습니다. 그러니 첫 열, 곧
# 깨끗한 숫자에서는 셋의 우열을 가릴 수 없습니다. 잡음 층은 깨끗한 숫자를 더 잘 맞히게 해 주지
# 않았습니다.
#
# 잡음 층이 한 일은 마지막 열에 있습니다. 잡음을 넣어 훈련한 신경망은 잡음 없이 훈련한 신경망보다
# 잡음에 덜 흔들립니다. 그런데 은닉층도 없는 로지스틱 회귀가 그만큼 덜 흔들립니다.
#
# 그러므로 이 데이터처럼 깨끗한 숫자를 다룬다면 로지스틱 회귀를 쓰는 것이 낫습니다. 정확도가
# 비슷하고 훨씬 단순합니다. `train`에 넘기는 표준 편차나 훈련 데이터의 수를 바꾸어, 그래도 그런지
# 확인해 보세요.
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
# ## 연습 1: 표준화하는 층 { #exercise-1 }
#
# 16으로 나눌 수 있었던 것은 픽셀의 범위를 알았기 때문입니다. 범위를 모르는 데이터에 쓸 층을
# 만드세요. `build`는 특성마다 수가 하나씩 든 가중치 `mean`과 `std`를 만듭니다. 옵티마이저가
# 훈련하지 않는 가중치여야 합니다. `adapt(x)`는 훈련 데이터의 통계를 여기에 넣습니다. `call`은
# 평균을 빼고 표준 편차로 나눕니다. 표준 편차가 0이면 1로 나눕니다.

# %% tags=["exercise-1"]
class Standardize(keras.layers.Layer):
    def build(self, input_shape):
        ...

    def adapt(self, x):
        ...

    def call(self, inputs):
        return inputs


# %% tags=["check-1"]
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

# %% [markdown]
# ??? success "풀이"
#
#     ```python
#     class Standardize(keras.layers.Layer):
#         def build(self, input_shape):
#             shape = (input_shape[-1],)
#             self.mean = self.add_weight(shape, "zeros", trainable=False)
#             self.std = self.add_weight(shape, "ones", trainable=False)
#
#         def adapt(self, x):
#             std = np.std(x, axis=0)
#             self.mean.assign(np.mean(x, axis=0))
#             self.std.assign(np.where(std > 0, std, 1))
#
#         def call(self, inputs):
#             return (inputs - self.mean) / self.std
#     ```
#
#     훈련하지 않는 가중치도 있습니다. `trainable=False`를 주면 옵티마이저가 건드리지 않습니다.
#     그래도 가중치이므로 통계가 모델과 함께 저장됩니다. 케라스에는 같은 일을 하는
#     `keras.layers.Normalization`이 있습니다.
#
# ??? failure "흔한 실수"
#
#     ```python
#     class Standardize(keras.layers.Layer):
#         def build(self, input_shape):
#             shape = (input_shape[-1],)
#             self.mean = self.add_weight(shape, "zeros", trainable=False)
#             self.std = self.add_weight(shape, "ones", trainable=False)
#
#         def adapt(self, x):
#             self.mean.assign(np.mean(x, axis=0))
#             self.std.assign(np.std(x, axis=0))
#
#         def call(self, inputs):
#             return (inputs - self.mean) / self.std
#     ```
#
#     가장자리에는 훈련 데이터 300장에서 모두 0인 픽셀이 있습니다. 그 픽셀은 표준 편차가 0이고, 0 /
#     0은 `nan`입니다. 입력에 `nan`이 하나라도 있으면 그 숫자의 출력은 모두 `nan`이 됩니다. 오류는
#     나지 않습니다.
#
# ## 연습 2: 특성마다 가중치 하나 { #exercise-2 }
#
# 특성마다 훈련하는 가중치를 하나씩 가진 층을 만드세요. 출력은 입력에 가중치를 곱한 값입니다.
# 가중치는 모두 1에서 시작하므로 처음에는 입력이 그대로 나옵니다. 아래의 셀은 `gradient_error`로
# 그레이디언트도 검사합니다.

# %% tags=["exercise-2"]
class Scale(keras.layers.Layer):
    def build(self, input_shape):
        ...

    def call(self, inputs):
        return inputs


# %% tags=["check-2"]
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

# %% [markdown]
# ??? success "풀이"
#
#     ```python
#     class Scale(keras.layers.Layer):
#         def build(self, input_shape):
#             self.scale = self.add_weight(
#                 name="scale", shape=(input_shape[-1],), initializer="ones"
#             )
#
#         def call(self, inputs):
#             return inputs * self.scale
#     ```
#
#     특성의 수는 `build`에서 알 수 있습니다. 브로드캐스팅 덕분에 모든 행에 같은 가중치가
#     곱해집니다.
#
# ??? failure "흔한 실수"
#
#     ```python
#     class Scale(keras.layers.Layer):
#         def build(self, input_shape):
#             self.scale = tf.Variable(tf.ones(input_shape[-1], self.dtype))
#
#         def call(self, inputs):
#             return inputs * self.scale
#     ```
#
#     출력이 맞고 오류도 나지 않습니다. 그러나 케라스 3은 자신의 변수만 기억하고, 그 변수는
#     `add_weight`가 만듭니다. `tf.Variable`은 `layer.weights`에 들어가지 않으므로 훈련되지도
#     저장되지도 않습니다. 케라스 2에서는 들어갔습니다.
#
# ## 연습 3: 사라지는 픽셀 { #exercise-3 }
#
# 훈련할 때만 픽셀을 지우는 층을 만드세요. 픽셀마다 `rate`의 확률로 골라 **배치의 모든 숫자에서**
# 0으로 바꾸고, 나머지 픽셀은 `1 - rate`로 나눕니다. 부를 때마다 픽셀을 새로 고릅니다. 추론할 때는
# 입력을 그대로 돌려줍니다.

# %% tags=["exercise-3"]
class PixelDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def call(self, inputs, training=None):
        return inputs


# %% tags=["check-3"]
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

# %% [markdown]
# ??? success "풀이"
#
#     ```python
#     class PixelDropout(keras.layers.Layer):
#         def __init__(self, rate, seed=None, **kwargs):
#             super().__init__(**kwargs)
#             self.rate = rate
#             self.generator = keras.random.SeedGenerator(seed)
#
#         def call(self, inputs, training=None):
#             if not training:
#                 return inputs
#             draw = keras.random.uniform(
#                 (1, inputs.shape[-1]), seed=self.generator
#             )
#             kept = keras.ops.cast(draw >= self.rate, inputs.dtype)
#             return inputs * kept / (1 - self.rate)
#     ```
#
#     난수는 한 행만 뽑으면 됩니다. 브로드캐스팅이 모든 숫자에 같은 행을 곱합니다.
#
# ??? failure "흔한 실수"
#
#     ```python
#     class PixelDropout(keras.layers.Layer):
#         def __init__(self, rate, seed=None, **kwargs):
#             super().__init__(**kwargs)
#             self.rate = rate
#             self.seed = seed
#
#         def call(self, inputs, training=None):
#             if not training:
#                 return inputs
#             draw = keras.random.uniform(
#                 (1, inputs.shape[-1]), seed=self.seed
#             )
#             kept = keras.ops.cast(draw >= self.rate, inputs.dtype)
#             return inputs * kept / (1 - self.rate)
#     ```
#
#     정수 시드를 그대로 넘기면 매번 같은 수가 나옵니다. 훈련하는 내내 같은 픽셀이 지워져 있으므로
#     그 픽셀의 가중치는 훈련되지 않습니다. 그런데 추론할 때는 그 픽셀이 들어옵니다.
#     `SeedGenerator`가 하는 일은 [훈련과 추론](../layers/noise.md#why-it-works)에서 설명했습니다.
