"""What reads the sources of the book, runs and checks them, follows translations, makes the site."""
