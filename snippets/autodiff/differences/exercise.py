"""Central differences find the mistake in a gradient derived by hand."""


# --8<-- [start:given]
def volume(x, y, z):
    return x * y * z


def by_hand(x, y, z):
    return [y * z, x * z, x + y]


# --8<-- [end:given]
# --8<-- [start:solution]
def numeric_gradient(function, w, eps=1e-4):
    gradient = []
    for i in range(len(w)):
        up, down = list(w), list(w)
        up[i] += eps
        down[i] -= eps
        gradient.append((function(*up) - function(*down)) / (2 * eps))
    return gradient


point = [2.0, 3.0, 4.0]
numeric = numeric_gradient(volume, point)
print("differences:", [round(value, 4) for value in numeric])
print("by hand:    ", by_hand(*point))
# --8<-- [end:solution]
