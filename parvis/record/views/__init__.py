"""The pages of the record, for people, and its files, for programs."""
