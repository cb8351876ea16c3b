"""Files that people send and papers that letters carry: examined, kept once by their hash, gone with their last row."""

from bot.files.examine import Examined, UnfitError, examine
from bot.files.keeper import Keeper
from bot.files.opening import Kept, Opener
from bot.files.store import Store

__all__ = ["Examined", "Keeper", "Kept", "Opener", "Store", "UnfitError", "examine"]
