"""The desk: understands what came in, finds who, where and what is meant, and lets one feature answer."""

from handlers.desk.choices import choice, option
from handlers.desk.forms import Form, Question, ask
from handlers.desk.registry import Guess, board, command, lookup, menu, recogniser, said_as, scene
from handlers.desk.visit import Visit

__all__ = [
    "Form",
    "Guess",
    "Question",
    "Visit",
    "ask",
    "board",
    "choice",
    "command",
    "lookup",
    "menu",
    "option",
    "recogniser",
    "said_as",
    "scene",
]
