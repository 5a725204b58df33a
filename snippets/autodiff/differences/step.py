"""The average rate of change nears the derivative as the step shrinks."""


# --8<-- [start:step]
def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


for step in [1, 0.1, 0.01, 0.001]:
    rate = (f(5 + step, 3) - f(5, 3)) / step
    print(f"{step:<5}  {rate:.3f}")
# --8<-- [end:step]
