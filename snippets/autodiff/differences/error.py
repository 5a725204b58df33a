"""A step that is too small is as wrong as one that is too large."""

import matplotlib.pyplot as plt
import numpy as np


# --8<-- [start:error]
def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


powers = np.arange(-16, 1)
eps_grid = 10.0 ** (powers[:, None] + np.linspace(-0.45, 0.45, 10))
for dtype in [np.float32, np.float64]:
    w1, w2, eps = dtype(5), dtype(3), eps_grid.astype(dtype)
    error = abs((f(w1 + eps, w2) - f(w1, w2)) / eps - 36)
    plt.loglog(eps.ravel(), error.ravel(), label=dtype.__name__)
    best = powers[error.max(axis=1).argmin()]
    print(f"{dtype.__name__}: the best eps is about 1e{best}")
# --8<-- [end:error]

plt.xlabel("eps")
plt.ylabel("|difference - 36|")
plt.grid()
plt.legend()
plt.show()
