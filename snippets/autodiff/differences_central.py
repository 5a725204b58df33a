"""A central difference is far closer than a forward one at equal eps."""


# --8<-- [start:central]
def cube(w):
    return w**3


def forward(g, w, eps):
    return (g(w + eps) - g(w)) / eps


def central(g, w, eps):
    return (g(w + eps) - g(w - eps)) / (2 * eps)


for eps in [0.1, 0.01, 0.001]:
    print(f"eps {eps:<5}", end="  ")
    print(f"forward {forward(cube, 2, eps):.6f}", end="  ")
    print(f"central {central(cube, 2, eps):.6f}")
# --8<-- [end:central]
