# 走访单：要敲的门
doors-list = { $code } 要上门或贴条的 { $n } 户：
    { $lines }
doors-list-asked = { $code } 要上门问的 { $n } 户（联系不上 { $unreached } 户，没答 { $silent } 户）：
    { $lines }
doors-line = { $building } 幢：{ $rooms }
doors-line-more = { $building } 幢：{ $rooms } 等 { $n } 户
doors-doubt = 说不准收到没有的 { $n } 人：{ $who }
doors-doubt-more = 说不准收到没有的 { $n } 人：{ $who }等
doors-person = { $who }（{ $homes }）
doors-homeless = { $who }
doors-and = { $first }、{ $rest }
doors-nobody = { $code } 每户都有人能收到，不用上门。
doors-nobody-left = { $code } 每户都答了，不用上门。

doors-heading = 走访单：{ $title }
doors-column-building = 楼幢
doors-column-room = 房号
doors-column-why = 情况
doors-why-unreached = 联系不上
doors-why-silent = 没答
doors-told = 已告知
doors-left = 留条
doors-remark = 备注
doors-file = 走访单 { $code }
