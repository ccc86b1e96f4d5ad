"""What pages show of answers, commitments, plans and progress, in a constant number of queries."""

from parvis.commitments.queries.threads import Origin, Thread, ThreadCommitment, origin_of, thread_of

__all__ = ["Origin", "Thread", "ThreadCommitment", "origin_of", "thread_of"]
