"""TELL BACK: what we heard in a consultation, sentence by sentence, each with its sources and with numbers that recompute."""
