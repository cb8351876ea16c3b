# WeCom: buttons of a card, at most 20 Latin letters.
wecom-submit = Choose this
wecom-picked = Chosen: { $label }
wecom-elsewhere = An enclosed file is too large to be sent here: see the estate's page, or ask the secretary.
