"""Softplus around 88: log(exp(z) + 1) fails, tf.nn.softplus does not."""

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf


def my_softplus(z):
    return tf.math.log(tf.exp(z) + 1.0)


z = tf.constant(np.linspace(86, 90, 401), tf.float32)
figure, (above, below) = plt.subplots(2, 1, sharex=True)
for label, softplus, style in [
    ("log(exp(z) + 1)", my_softplus, "-"),
    ("tf.nn.softplus(z)", tf.nn.softplus, "--"),
]:
    with tf.GradientTape() as tape:
        tape.watch(z)
        y = softplus(z)
    gradient = tape.gradient(y, z).numpy()
    above.plot(z, np.where(np.isinf(y), np.nan, y), style, label=label)
    below.plot(z, gradient, style, label=label)
    zero, nan = z[gradient == 0].numpy(), z[np.isnan(gradient)].numpy()
    print(f"{label}: {len(zero)} zeros, {len(nan)} nan")
    for name, found in [("0.0", zero), ("nan", nan)]:
        if len(found):
            print(f"  {name} from {found[0]:.2f} to {found[-1]:.2f}")
above.set_ylabel("value")
below.set_ylabel("gradient")
below.set_xlabel("z")
above.legend()
below.legend()
plt.show()
