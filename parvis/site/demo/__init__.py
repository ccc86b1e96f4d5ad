"""The demonstration's content: a believable story in four languages, told as plain data.

Everything here is invented, except the places, the dates' rhythm and the names of themes and institutions, which
follow Canada's call for its fourth plan. Dates are days counted from the day the story is told, so it always happens now.
"""
