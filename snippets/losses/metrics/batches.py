"""Mean counts every update once; 3 rows then weigh as much as 32."""

# --8<-- [start:batches]
import keras
import numpy as np

values = np.array([0.0] * 32 + [1.0] * 3, dtype="float32")


class Watch(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.batches = keras.metrics.Mean(name="batches")
        self.weighted = keras.metrics.Mean(name="weighted")
        self.rows = keras.metrics.Mean(name="rows")

    def call(self, inputs):
        mean, count = keras.ops.mean(inputs), keras.ops.shape(inputs)[0]
        self.batches.update_state(mean)
        self.weighted.update_state(mean, sample_weight=count)
        self.rows.update_state(inputs)
        return inputs


model = keras.Sequential([keras.Input((1,)), Watch()])
model.compile(loss="mse")
column = values[:, None]
result = model.evaluate(
    column, column, batch_size=32, verbose=0, return_dict=True
)
for name in ("batches", "weighted", "rows"):
    print(f"{name:<8} {result[name]:.4f}")
print(f"numpy    {values.mean():.4f}")
# --8<-- [end:batches]
