"""The transcript as tests read it; the reader itself is part of the product."""

from bot.play.script import *  # noqa: F403 (one stage, in bot.play)
