"""What the home page says of versions."""

import re

import keras
import tensorflow as tf

from book.sources import Book


def test_the_home_page_of_every_language_names_the_tensorflow_and_keras_that_are_installed(
    pytestconfig,
):
    installed = {("tensorflow", tf.__version__), ("keras", keras.__version__)}
    for language in Book.read(pytestconfig.rootpath).pages.values():
        home = pytestconfig.rootpath / language["index"].path
        named = set(re.findall(r"(tensorflow|keras)==([\d.]*\d)", home.read_text(encoding="utf-8")))
        assert installed <= named, home
