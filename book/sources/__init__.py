"""What is on disk, read once. Nothing here judges; nothing here imports another room."""

from .book import Book
from .items import Fence, Heading, Item
from .language import Language
from .markdown import Markdown
from .page import Block, Page
from .problem import Problem, near
from .program import Program

__all__ = [
    "Block",
    "Book",
    "Fence",
    "Heading",
    "Item",
    "Language",
    "Markdown",
    "Page",
    "Problem",
    "Program",
    "near",
]
