"""A check for NaN and infinity stops at 100 and says nothing at 88."""

# --8<-- [start:check]
import tensorflow as tf


def gradient_of_softplus(z):
    z = tf.constant(z)
    with tf.GradientTape() as tape:
        tape.watch(z)
        y = tf.math.log(tf.exp(z) + 1.0)
    return tape.gradient(y, z)


tf.debugging.enable_check_numerics()
for z in [88.0, 100.0]:
    try:
        print(z, gradient_of_softplus(z).numpy())
    except tf.errors.InvalidArgumentError as error:
        print(z, error.message.split("!!!")[1].strip())
tf.debugging.disable_check_numerics()
# --8<-- [end:check]
# --8<-- [start:one]
for z in [88.0, 100.0]:
    try:
        tf.debugging.check_numerics(gradient_of_softplus(z), "gradient")
        print(z, "passed")
    except tf.errors.InvalidArgumentError as error:
        print(z, error.message.split("}} ")[1].split(" [")[0])
# --8<-- [end:one]
