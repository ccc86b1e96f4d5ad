"""Fill an empty database with as many contributions as one likes, to see how the site bears the load.

What is written is what people would have left behind: contributions in four languages, supports, answers, figures,
what can be searched, and the entries of the record.
"""
