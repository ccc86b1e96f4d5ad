"""Find patterns in votes and texts.

Arrays and data classes in, data classes and canonical JSON out: no Django, no network, no clock, no global randomness.
The same input and parameters give the same bytes, in any order, with any number of threads or partitions.
"""

VERSION = "1"
