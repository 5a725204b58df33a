"""What the forkserver loads before it forks: the slow imports, kept out of garbage collection."""

import gc

import keras  # noqa: F401
import numpy.random  # noqa: F401
import tensorflow  # noqa: F401

gc.collect()
gc.freeze()  # else the first collection of every fork walks, and so copies, all of TensorFlow
