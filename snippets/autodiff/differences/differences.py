"""A small step in each parameter gives each derivative approximately."""


# --8<-- [start:f]
def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


# --8<-- [end:f]
# --8<-- [start:differences]
w1, w2, eps = 5, 3, 1e-6
print((f(w1 + eps, w2) - f(w1, w2)) / eps)
print((f(w1, w2 + eps) - f(w1, w2)) / eps)
# --8<-- [end:differences]
