privacy-show =
    .label = 隐私
    .phrase = 隐私 | 隐私政策
privacy-export =
    .label = 给我一份
    .phrase = 导出 | 导出我的资料 | 下一页资料
privacy-leave =
    .label = 退出并删除
    .phrase = 退出 | 注销 | 删除我的资料

privacy-head = 您的信息只给办事的人看，群里和公开的地方只到楼幢。现在存着：
    { $lines }
    依据《个人信息保护法》，您可以看、要一份、改、删。
privacy-nothing = 这里还没有存您的什么。以后存了，也只给办事的人看。
privacy-line = { $what } { $n } 条：{ $why }，{ $keep }
privacy-kind-phone = 电话
privacy-kind-name = 姓名称呼
privacy-kind-story = 说过的话
privacy-kind-address = 住址
privacy-kind-photo = 照片和文件
privacy-kind-account = 聊天账号
privacy-kind-signature = 签名
privacy-why-phone = 核对业主身份，加密存放
privacy-why-name = 称呼和核对，名册上的加密存放
privacy-why-story = 办您的事、答复您
privacy-why-address = 找到地方
privacy-why-photo = 办您的事
privacy-why-account = 把答复发给您
privacy-why-signature = 证明是您本人
privacy-keep-year = 事完后最多留 { $n } 年
privacy-keep-month = 事完后最多留 { $n } 个月
privacy-keep-day = 最多留 { $n } 天

privacy-export-page = 您的资料，第 { $n } 页，共 { $of } 页。聊天来往就在这里，不再重复：
    { $lines }
privacy-export-line = { $what }：{ $text }
privacy-export-line-on = { $on } { $what }：{ $text }
privacy-export-nothing = 除了这里的聊天，没有存您别的资料。
privacy-next-page = 下一页

privacy-leave-sure = 退出后：房屋解绑、任职结束，您的名字、聊天和办完的事都删掉，不能恢复。
    { $stays }
privacy-leave-yes = 退出并删除
privacy-stays-nothing = 没有要留下的。
privacy-stays-open = 还在办的 { $n } 件照办，不再给您发答复，办完一年后删。
privacy-stays-records = 名册、公告和账目按规定要留，到期删，别处不用。
privacy-stays-both = 还在办的 { $n } 件照办，不再给您发答复；名册、公告和账目按规定要留，到期删。
privacy-left = 已退出，您的资料删掉了。{ $stays }
    以后再来，直接说话就行，就当第一次见。
