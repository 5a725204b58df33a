# %% [markdown]
# # 실습: 층 { #layers-lab }
#
# 당뇨병 데이터입니다. 수식 $x^2$, 링크 [가중치가 있는 층](../layers/dense.md#build).

# %%
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True)
print(X.shape)

# %% alt="학습 곡선"
plt.plot(np.arange(10), label="a")
plt.xlabel("epoch")
plt.legend()
plt.show()

# %% [markdown]
# ## 연습 1 { #exercise-1 }

# %% tags=["exercise-1"]
def double(x):
    return None

# %% tags=["check-1"]
def check():
    if double(2) is None:
        return "Not yet: double returned None; return the doubled value."
    if double(2) == 4 and double(3) != 6:
        return "Not yet: right for 2 only; did you square?"
    return "Right: 4."

print(check())

# %% [markdown]
# ??? success "풀이"
#
#     ```python
#     def double(x):
#         return 2 * x
#     ```
#
#     두 배입니다.
#
# ??? failure "흔한 실수"
#
#     ```python
#     def double(x):
#         return x**2
#     ```
#
#     제곱입니다.
