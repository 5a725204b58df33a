"""What the forkserver loads before it forks: the slow imports, kept out of garbage collection."""

import gc
import importlib
import os
from pathlib import Path

from . import figures

# Keras loads matplotlib, and that its look
os.environ["MATPLOTLIBRC"] = str(Path(__file__).with_name("matplotlibrc"))
stderr = os.dup(2)
os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # TensorFlow tells what the processor can do
try:
    for name in ("keras", "numpy.random", "tensorflow", "book.run.fresh"):
        importlib.import_module(name)
    import matplotlib.pyplot
finally:
    os.dup2(stderr, 2)
matplotlib.pyplot.show = figures.show
gc.collect()
gc.freeze()  # else the first collection of every fork walks, and so copies, all of TensorFlow
