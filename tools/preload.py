"""What the forkserver loads before it forks: the slow imports, kept out of garbage collection."""

import gc

import keras
import numpy.random
import tensorflow

gc.collect()
gc.freeze()  # else the first collection of every fork walks, and so copies, all of TensorFlow
