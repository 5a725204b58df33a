"""add_metric, which the book calls, only raises an error now."""

import keras


class WithAddMetric(keras.layers.Layer):
    def call(self, inputs):
        self.add_metric(keras.ops.mean(inputs), name="mean")
        return inputs


WithAddMetric()(keras.ops.ones((2, 3)))
