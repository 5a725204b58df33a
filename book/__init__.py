"""What reads the sources of the book, runs and checks them, follows translations, builds the site."""
