"""What is said after signing, sentence by sentence, in every way it can be said."""
