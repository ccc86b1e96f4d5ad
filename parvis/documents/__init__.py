"""What a place publishes about its cycles, kept so that nothing can be replaced in silence.

A document has files in several languages, each in numbered versions known by their digests. What is typed as words elsewhere
(plans, reports, consultations) is not here, unless somebody prints it and puts the file here.
"""
