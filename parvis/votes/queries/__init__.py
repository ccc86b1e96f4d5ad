"""What is told of statements and votes."""

from parvis.votes.queries.analysed import StatementRow, VoteRow, rows_of, statements_of

__all__ = ["StatementRow", "VoteRow", "rows_of", "statements_of"]
