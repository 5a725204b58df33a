"""A shifted softplus is right forward and backward, from -1000 to 1000."""

# --8<-- [start:softplus]
import tensorflow as tf


def stable_softplus(z):
    positive = z > 0
    exp = tf.exp(tf.where(positive, -z, z))
    return tf.where(positive, z, 0.0) + tf.math.log1p(exp)


# --8<-- [end:softplus]
if __name__ == "__main__":
    # --8<-- [start:gradient]
    print("      z      value  gradient")
    for number in [-1000.0, 0.0, 10.0, 88.0, 100.0, 1000.0]:
        z = tf.Variable(number)
        with tf.GradientTape() as tape:
            y = stable_softplus(z)
        gradient = tape.gradient(y, z)
        print(f"{number:7} {y:10.4f} {gradient:9.4f}")
    # --8<-- [end:gradient]
