# 系统哪里停住了，告诉管理员

troubles-stuck = ⚠️ { $what }从{ $since }起停住了。
    { $do }
    在服务器上运行 python -m bot check，写着 MUST 的一行会说怎么办。
troubles-over = { $what }恢复了，前后停了 { $minutes } 分钟。停住时没发出的，会接着发。
troubles-what-clock = 到点提醒
troubles-what-files = 收照片和文件
troubles-what-polls = 收消息（{ $channel }）
troubles-what-letters = 发消息（{ $channel }）
troubles-do-clock = 看看 worker 进程还在不在、有没有卡住，重启它。
troubles-do-files = 看看文件目录满没满、能不能写，服务器能不能连上平台。
troubles-do-polls = 看看服务器能不能连上平台，有没有别的程序用着同一个令牌。
troubles-do-letters = 看看 worker 进程还在不在，服务器能不能连上平台。
