"""Serve the site of all languages, and load it anew on every change.

python -m book.commands.serve --port 8000
"""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from ..sources.language import read_languages

if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--port", default="8000")
    address = f"127.0.0.1:{parser.parse_args().port}"
    for language in read_languages(Path.cwd()):
        print(f"{language.name}: http://{address}/{language.folder}", flush=True)
    os.environ["STRICT"] = "false"
    os.execl(sys.executable, sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address)
