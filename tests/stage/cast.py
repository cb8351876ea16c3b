"""The cast as tests set it up; it is part of the product."""

from bot.play.cast import *  # noqa: F403 (one stage, in bot.play)
