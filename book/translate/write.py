"""Write a file as a whole or not at all."""

import os


def write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(text.encode())
    os.replace(beside, file)
