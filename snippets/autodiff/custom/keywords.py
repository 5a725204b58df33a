"""Called by keyword, a function loses the gradient that it was given."""

# --8<-- [start:keywords]
import tensorflow as tf


@tf.custom_gradient
def doubled(x):
    def gradients(grad):
        return 100 * grad

    return 2 * x, gradients


x = tf.Variable(1.0)
with tf.GradientTape(persistent=True) as tape:
    by_position = doubled(x)
    by_keyword = doubled(x=x)
print("position:", tape.gradient(by_position, x).numpy())
print("keyword: ", tape.gradient(by_keyword, x).numpy())
# --8<-- [end:keywords]
