"""GATHER: questions, contributions by every channel, moderation, support. Answers to them are not here."""
