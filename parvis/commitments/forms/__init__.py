"""What is typed and chosen on the pages of answers, commitments and plans."""
