duties-list =
    .label = 职责
    .phrase = 职责 | 履职 | 履职清单
duties-look =
    .label = 看看
    .phrase = 看职责
duties-published =
    .label = 已公布
    .phrase = 已公布 | 公布了
duties-urge =
    .label = 催一下
    .phrase = 催办

duties-kind-publication-common-income = 公共部位经营与收益
duties-kind-publication-fund-use = 维修资金使用
duties-kind-publication-expenses = 经费开支
duties-kind-meeting-result = 会议结果公布
duties-act-publication-common-income = 收益已公布
duties-act-publication-fund-use = 资金已公布
duties-act-publication-expenses = 开支已公布
duties-owed = { $what }（{ $who }负责）
duties-what-publication-common-income = { $period } 年公共部位经营与收益
duties-what-publication-fund-use = { $period } 年维修资金使用
duties-what-publication-expenses = { $period } 年经费开支
duties-what-meeting-result = { $period } 会议结果

duties-money-publication-yearly = 《宁波市住宅小区物业管理条例》第五十四条第一款
duties-money-fund-publication = 《宁波市住宅小区物业管理条例》第七十三条第一款
duties-money-publication-expenses = 余姚市住建局2024年5月15日答复三（四）
duties-committee-result = 《宁波市住宅小区物业管理条例》第三十三条第三款

duties-prompt-publication = { $estate } { $period } 年度公布还差 { $n } 项：
    { $lines }
    { $by }前公布，日子是小区默认设置；{ $article }只说每年。
duties-overdue-publication = 🔴 { $estate } { $period } 年度公布逾期 { $days } 天，还差 { $n } 项：
    { $lines }
    原定 { $by }，日子是小区默认设置；{ $article }只说每年。
duties-prompt-meeting-result = { $estate } { $period } 会开过了，结果最迟 { $by }向全体业主公布（{ $article }）。
    开了什么、定了什么，说一句就行。
duties-overdue-meeting-result = 🔴 { $estate } { $period } 的会议结果逾期 { $days } 天没有公布，原定 { $by }（{ $article }）。
    开了什么、定了什么，说一句就行。

duties-none = 没有欠着的职责。
duties-none-yet = 没有欠着的职责。
    下一次是 { $period } 年度公布：{ $opens }开始提醒，{ $by }前公布（日子是小区默认设置）。要备好：
    { $lines }
duties-head = 职责 { $n } 项：逾期 { $overdue }、临期 { $near }、正常 { $fine }（回复数字）：
duties-line-overdue = 逾期 { $days } 天 · { $what }（{ $estate }）
duties-line-near = 临期 · { $what }，{ $by }前（{ $estate }）
duties-line-fine = 正常 · { $what }，{ $by }前（{ $estate }）
duties-card = { $line }
    由{ $who }负责。依据：{ $article }
duties-card-house = { $line }
    由{ $who }负责。依据：{ $article }，只说每年；日子是小区默认设置
duties-unknown = 没有找到这一项。发“职责”看还欠着什么。

duties-which = 公布了哪一项？
duties-ask-evidence = { $what }（{ $estate }）：发一张公告栏照片，或说一句哪天、贴在哪里；有通知编号就写编号。
duties-no-evidence = 还要一样凭证：一张照片、一个编号，或一句哪天贴在哪里。
duties-done-already = 这一项已经记过了，不用再记。
duties-other-estate = { $code }不是{ $estate }的编号。请写这个小区的，或发一张照片。
duties-done = 记下了：{ $what }已公布（{ $estate }）。
    { $rest ->
        [0] 这一年的都公布了。
       *[other] 还差 { $rest } 项，{ $by }前。
    }
duties-done-one = 记下了：{ $what }（{ $estate }）。
duties-urged = 催了{ $estate }：{ $what }。
duties-urged-today = 今天已经催过了，明天还没办可以再催。
duties-urged-nobody = { $estate }还没有秘书或主任在这里，请打电话催。
duties-urge-told = { $who }催办：{ $line }
