"""Opinion rounds in chat: the committee asks, homes answer with one tap, everybody reads the same result."""

from handlers.opinions import answering, asking, board, ending, looking, suggesting

__all__ = ["answering", "asking", "board", "ending", "looking", "suggesting"]
