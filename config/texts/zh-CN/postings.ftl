postings-forwarded =
    .label = 已转
    .phrase = 已转 | 已贴 | 已张贴 | 转好了 | 贴好了
postings-list =
    .label = 发布清单
    .phrase = 发布清单 | 媒介清单
postings-medium-app = 私信
postings-medium-group = 微信群
postings-medium-board = 公告栏
postings-medium-corridor = 楼道
postings-and = { $first }、{ $rest }
postings-done = { $where }（{ $who } { $at }）
postings-done-photo = { $where }（{ $who } { $at }，有照片）
postings-media = 已发：{ $done }；还差：{ $owed }
postings-media-all = 都发了：{ $done }
postings-media-none = 还差：{ $owed }
postings-nothing = { "" }
postings-line-of-its-own = { "" }
    { $line }
postings-line = { $code } { $title }
postings-ask-medium = { $code } 转到哪里了？也可以直接写，比如“业主1群”。
postings-medium-unclear = 没看懂“{ $said }”是哪里。请选一个，或写上“群”“公告栏”“楼道”。
postings-noted = 记下了：{ $code } 已转到{ $where }。
postings-noted-photo = 记下了：{ $code } 已转到{ $where }，照片留作凭证。
postings-list-shown = { $code } 要转要贴的：“{ $title }”
    { $lines }
postings-check-place = { $place }，
postings-check-done = { $medium }：{ $where }{ $who } { $at }
postings-check-photo = { $medium }：{ $where }{ $who } { $at }，有照片
postings-check-owed = { $medium }：还没有
postings-remind = { $code } 还差{ $owed }：“{ $title }”
    转好、贴好了说一声，带张照片更好。
postings-unknown = 没有找到这个编号的公告、征求意见或账目。
postings-over = { $code } 已经结束或撤回，不用再转了。
