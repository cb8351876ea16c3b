# 企业微信：卡片上的按钮，10 个字以内；底部菜单的三扇门。
wecom-submit = 就选它
wecom-picked = 已选 { $label }
wecom-elsewhere = 附的文件这里发不了，请到小区网页看，也可以找秘书要。
wecom-door-work = 办事
wecom-door-tell = 发布
wecom-door-look = 查看
