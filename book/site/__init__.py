"""What the site adds to a page: one plugin of MkDocs, and extensions of Markdown.

The only room that knows MkDocs and its theme.
"""
