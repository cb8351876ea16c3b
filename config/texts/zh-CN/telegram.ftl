# What only Telegram says: the button that opens the private chat.
telegram-open-chat = 单独说
