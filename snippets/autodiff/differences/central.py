"""A central difference is far closer than a forward one at equal eps."""


# --8<-- [start:central]
def cube(w):
    return w**3


def forward(g, w, eps):
    return (g(w + eps) - g(w)) / eps


def central(g, w, eps):
    return (g(w + eps) - g(w - eps)) / (2 * eps)


print("eps    forward    central")
for eps in [0.1, 0.01, 0.001]:
    differences = forward(cube, 2, eps), central(cube, 2, eps)
    print(f"{eps:<5}  {differences[0]:.6f}  {differences[1]:.6f}")
# --8<-- [end:central]
