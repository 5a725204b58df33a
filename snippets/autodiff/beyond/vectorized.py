"""A vectorized Jacobian calls each gradient function once."""

# --8<-- [start:vectorized]
import tensorflow as tf

passes = 0


@tf.custom_gradient
def square(x):
    def gradients(grad):
        global passes
        passes += 1
        return 2 * x * grad

    return x**2, gradients


x = tf.Variable(tf.ones(100))
for vectorized in [True, False]:
    passes = 0
    with tf.GradientTape(persistent=True) as tape:
        y = square(x)
    jacobian = tape.jacobian(y, x, experimental_use_pfor=vectorized)
    print(f"vectorized: {vectorized!s:5} {jacobian.shape} passes: {passes}")
# --8<-- [end:vectorized]
