"""Differences call the function once per parameter, and once more."""

# --8<-- [start:calls]
import numpy as np

calls = 0


def f(w):
    global calls
    calls += 1
    return np.sum(w**2)


def differences(w, eps=1e-6):
    start = f(w)
    steps = eps * np.eye(len(w))
    return np.array([(f(w + step) - start) / eps for step in steps])


for count in [2, 100, 1000]:
    calls = 0
    differences(np.ones(count))
    print(f"{count:4} parameters: {calls:4} calls of f")
# --8<-- [end:calls]
