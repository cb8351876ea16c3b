# What only Telegram says: the button that opens the private chat.
telegram-open-chat = Talk privately
