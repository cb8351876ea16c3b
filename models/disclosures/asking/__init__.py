"""Residents' questions about the accounts, and the figures that answer them. Pure; never guesses."""

from models.disclosures.asking.answers import Answer, Topic, understand
from models.disclosures.asking.question import ACCOUNTS, looks_like_accounts

__all__ = ["ACCOUNTS", "Answer", "Topic", "looks_like_accounts", "understand"]
