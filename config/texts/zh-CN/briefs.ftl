briefs-morning = 今天要办 { $n } 件（回复数字就办）：
briefs-morning-more = 今天要办 { $n } 件，先列急的（回复数字就办）：
briefs-case = { $code } { $category } · { $place }：{ $why }
briefs-in-estate = { $line }（{ $estate }）
briefs-what-answer = 答复
briefs-what-update = 说进展
briefs-what-done = 办好
briefs-why-alarm = 有危险，还没有人应
briefs-why-late = 过了{ $what }的时间（{ $by }）
briefs-why-returned = 第 { $times } 次退回，{ $by } 前{ $what }
briefs-why-owed = { $by } 前{ $what }
briefs-why-waits = { $n ->
    [0] 今天来的，还没答复
   *[other] 等了 { $n } 天
    }
briefs-evening = 今日已办 { $n } 件：{ $what }。{ $rest ->
    [0] 没有剩下的。
   *[other] 还有 { $rest } 件没办完。
    }
briefs-did-and = { $first }，{ $then }
briefs-did-answered = 答复 { $n } 件
briefs-did-handed = 转物业 { $n } 件
briefs-did-asked = 问住户 { $n } 件
briefs-did-done = 办好 { $n } 件
