"""The evidence of a cycle in one file, which a reviewer opens and checks offline, without this site or its database.

A pack is a ZIP: what happened as data, the documents, a report in PDF and DOCX, a copy of the signed public record, a list
of claims that tie the data and documents to entries of the record, and a manifest with the digest of each file.
"""

MANIFEST = "manifest.json"
CLAIMS = "claims.jsonl"
RECORD = "record/"
FORMAT = "parvis-evidence/1"
