"""A gradient of one's own is right at 100, while the value is still inf."""

# --8<-- [start:softplus]
import tensorflow as tf


@tf.custom_gradient
def my_better_softplus(z):
    exp = tf.exp(z)

    def my_softplus_gradients(grad):
        return grad / (1.0 + 1.0 / exp)

    return tf.math.log(exp + 1.0), my_softplus_gradients


# --8<-- [end:softplus]
if __name__ == "__main__":
    # --8<-- [start:gradient]
    print("    z     value  gradient")
    for number in [10.0, 88.0, 100.0]:
        z = tf.Variable(number)
        with tf.GradientTape() as tape:
            y = my_better_softplus(z)
        gradient = tape.gradient(y, z)
        print(f"{number:5} {y:9.4f} {gradient:9.4f}")
    # --8<-- [end:gradient]
