"""Execute a notebook with mkdocs-jupyter, and print what its cells put out, as JSON.

python -m book.site.execute lab.ipynb
"""

import sys
from pathlib import Path

from mkdocs_jupyter.config import settings
from mkdocs_jupyter.convert import nb2html

if __name__ == "__main__":
    settings.templates_dir = str(Path(__file__).with_name("notebook"))
    # the lines after the first are mkdocs-jupyter's style sheet
    print(nb2html(sys.argv[1], execute=True, kernel_name="book").splitlines()[0])
