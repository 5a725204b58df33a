"""The machinery of the book: what reads its sources, runs them, checks them, follows translations, builds the site."""
