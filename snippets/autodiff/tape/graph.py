"""Values go forward through f and gradients come back, edge by edge."""

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

# --8<-- [start:graph]
w1, w2 = tf.Variable(5.0), tf.Variable(3.0)
with tf.GradientTape() as tape:
    w1_a, w1_c, w2_c = tf.identity(w1), tf.identity(w1), tf.identity(w2)
    a, c = w1_a**2, w1_c * w2_c
    b, d = 3 * a, 2 * c
    f = b + d

edges = ["w1 a", "w1 c", "w2 c", "a b", "c d", "b f", "d f"]
values = [w1_a, w1_c, w2_c, a, c, b, d]
*gradients, at_w1, at_w2 = tape.gradient(f, [*values, w1, w2])
for edge, value, gradient in zip(edges, values, gradients):
    print(f"{edge}: value {value:.0f}, gradient {gradient:.0f}")
print(f"w1: {at_w1:.0f}, w2: {at_w2:.0f}, f: {f:.0f}")
# --8<-- [end:graph]

nodes = {
    "w1": (0, 0, f"w1 = {w1.numpy():.0f}\ngradient {at_w1:.0f}"),
    "w2": (2, 0, f"w2 = {w2.numpy():.0f}\ngradient {at_w2:.0f}"),
    "a": (0, 1, "a = w1²"),
    "c": (2, 1, "c = w1·w2"),
    "b": (0, 2, "b = 3·a"),
    "d": (2, 2, "d = 2·c"),
    "f": (1, 3, f"f = b + d = {f:.0f}"),
}
ax = plt.figure(figsize=(4.6, 5.4)).add_axes([0, 0, 1, 1], aspect=1)
for edge, value, gradient in zip(edges, values, gradients):
    start, end = (np.array(nodes[name][:2], float) for name in edge.split())
    aside = np.array([start[1] - end[1], end[0] - start[0]])
    aside /= np.linalg.norm(aside)
    for sign, color, number in [(1, "black", value), (-1, "C1", gradient)]:
        middle = (start + end) / 2 + sign * aside * 0.06
        along = sign * (end - start) / 4
        arrow = {"arrowstyle": "->", "color": color}
        ax.annotate("", middle + along, middle - along, arrowprops=arrow)
        place = middle + sign * aside * 0.13
        ax.text(*place, f"{number:.0f}", ha="center", va="center")
for x, y, text in nodes.values():
    box = {"boxstyle": "round", "fc": "lightsteelblue", "ec": "black"}
    ax.text(x, y, text, ha="center", va="center", bbox=box)
ax.plot([], color="black", label="value")
ax.plot([], color="C1", label="gradient")
ax.legend(loc="upper right")
ax.axis([-0.55, 2.55, -0.3, 3.3])
ax.axis("off")
plt.show()
