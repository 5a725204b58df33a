"""Find names in TensorFlow, Keras, NumPy and Python. Run in a process of its own, as a program."""

import importlib

# where a name is looked for that has no module before it
PLACES = (
    "keras.Model keras.Sequential keras.layers.Layer keras.layers.Dense keras.optimizers.Optimizer "
    "keras.metrics.Metric tensorflow.GradientTape tensorflow.Variable tensorflow.Tensor "
    "tensorflow.TensorShape numpy.ndarray keras.layers keras.losses keras.callbacks keras.ops "
    "keras tensorflow tensorflow.errors numpy collections"
).split()


def get(path):
    """What a dotted name leads to; raises if nothing."""
    module, _, attribute = path.rpartition(".")
    if not module:
        return importlib.import_module(path)
    try:
        return getattr(get(module), attribute)
    except AttributeError:
        return importlib.import_module(path)


def exists(path):
    try:
        get(path)
    except Exception:
        return False
    return True


def found(name):
    """The full name, such as keras.Sequential.inputs for inputs, or None."""
    paths = [name] if "." in name else [f"{place}.{name}" for place in PLACES]
    return next(filter(exists, paths), None)
