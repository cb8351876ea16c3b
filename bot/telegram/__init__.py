"""Telegram. The only folder that imports python-telegram-bot.

An update is read (`reading`), served and acknowledged after the commit (`channel`, through `polling` or `webhook`);
letters go out through the courier (`courier`) at the pace of `pacing`.
"""

import os

os.environ["PTB_TIMEDELTA"] = "1"  # the library reads it whenever it builds a RetryAfter, and warns without
