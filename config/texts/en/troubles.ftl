# Where the system stands still, for the administrator

troubles-stuck = ⚠️ { $what } has stood still since { $since }.
    { $do }
    Run python -m bot check on the server; a line with MUST says what to do.
troubles-over = { $what } goes on again after { $minutes } minutes. What was not sent meanwhile is sent now.
troubles-what-clock = The clock for reminders
troubles-what-files = Fetching photos and files
troubles-what-polls = Receiving messages ({ $channel })
troubles-what-letters = Sending messages ({ $channel })
troubles-do-clock = See whether the worker process still runs or hangs, and start it anew.
troubles-do-files = See whether the folder of files is full or cannot be written, and whether the server reaches the platform.
troubles-do-polls = See whether the server reaches the platform, and whether another program uses the same token.
troubles-do-letters = See whether the worker process still runs and the server reaches the platform.
