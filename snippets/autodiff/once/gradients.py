"""A method that does not exist leaves the tape as good as new."""

# --8<-- [start:gradients]
import tensorflow as tf

w = tf.Variable(3.0)
with tf.GradientTape() as tape:
    z = w**2

for method in ["gradients", "gradient", "gradient"]:
    try:
        print(f"tape.{method}:", getattr(tape, method)(z, w).numpy())
    except (AttributeError, RuntimeError) as error:
        print(f"tape.{method} fails")
        print(f"    {type(error).__name__}: {error}")
# --8<-- [end:gradients]
