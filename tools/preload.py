"""What the forkserver loads before it forks: the slow imports, kept out of garbage collection."""

import gc

import figures
import keras
import matplotlib.pyplot
import numpy.random
import tensorflow

matplotlib.pyplot.show = figures.show
gc.collect()
gc.freeze()  # else the first collection of every fork walks, and so copies, all of TensorFlow
