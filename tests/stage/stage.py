"""The stage as tests use it: sentences that cannot be made are errors here, and every feature is there from the start."""

from bot import rendering
from bot.play.stage import *  # noqa: F403 (one stage, in bot.play)
from handlers.desk.registry import load_features

rendering.strict_words = True
load_features()
