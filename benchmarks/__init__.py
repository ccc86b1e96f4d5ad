"""What pages, searches, imports and the record cost: measured here, printed, never asserted.

    make bench                       a few minutes
    make bench ARGS="--full"         with a million contributions: most of an hour
    make bench ARGS="pages record"   only some of it

Figures are ratios of processor time between two things measured in turns in one run, so that they mean the same on any
machine, however busy. A figure that misses its target is marked.
"""
