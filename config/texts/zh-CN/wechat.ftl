# 公众号底部的菜单：每扇门最多五行，一行最多 60 字节。
wechat-elsewhere = 附的文件公众号里发不了，请到小区网页或公告栏看，也可以找秘书要。
wechat-follows = 图稍后单独发来。
wechat-door-tell = 我要反映
wechat-door-public = 小区公开
wechat-door-mine = 我的
wechat-line-complaints-file = 报修·投诉
wechat-line-opinions-suggest = 提建议
wechat-line-complaints-mine = 我的进度
wechat-line-notices-list = 公告
wechat-line-disclosures-accounts = 账目
wechat-line-meetings-list = 会议决定
wechat-line-estates-property = 物业信息
wechat-line-opinions-mine = 待我表决
wechat-line-desk-more = 未读消息
wechat-line-homes-claim = 绑定房屋
wechat-line-home-estate = 换小区
wechat-line-home-secretary = 找秘书
