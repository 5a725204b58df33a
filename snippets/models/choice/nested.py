"""summary(expand_nested=True) opens a Model inside a model, not a Layer."""

# --8<-- [start:classes]
import keras


class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers=2, n_neurons=30, **kwargs):
        super().__init__(**kwargs)
        self.dense_layers = [
            keras.layers.Dense(
                n_neurons, activation="elu", kernel_initializer="he_normal"
            )
            for _ in range(n_layers)
        ]

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs


class ModelBlock(keras.Model):
    def __init__(self, n_layers=2, n_neurons=30, **kwargs):
        super().__init__(**kwargs)
        self.dense_layers = [
            keras.layers.Dense(
                n_neurons, activation="elu", kernel_initializer="he_normal"
            )
            for _ in range(n_layers)
        ]

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs


# --8<-- [end:classes]
# --8<-- [start:nested]
for block in (ResidualBlock(), ModelBlock()):
    model = keras.Sequential([keras.Input((30,)), block])
    lines = []
    model.summary(expand_nested=True, print_fn=lines.append)
    shown = "".join(lines).count("(Dense)")
    print(f"{type(block).__name__}: {shown} Dense layers shown")
# --8<-- [end:nested]
