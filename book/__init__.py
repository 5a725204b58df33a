"""What reads the sources of the book, runs and checks them, and makes the site."""
