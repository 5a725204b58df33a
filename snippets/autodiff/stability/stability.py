"""The gradient of log(exp(z) + 1) is 0 at 88 and nan at 100."""

# --8<-- [start:softplus]
import tensorflow as tf


def my_softplus(z):
    return tf.math.log(tf.exp(z) + 1.0)


# --8<-- [end:softplus]
if __name__ == "__main__":
    # --8<-- [start:gradient]
    print("    z     value  gradient")
    for number in [0.0, 10.0, 87.0, 88.0, 100.0]:
        z = tf.Variable(number)
        with tf.GradientTape() as tape:
            y = my_softplus(z)
        gradient = tape.gradient(y, z)
        print(f"{number:5} {y:9.4f} {gradient:9.4f}")
    # --8<-- [end:gradient]
