"""The WeChat official account. Only this folder and the seal in bot.tencent import wechatpy.

A callback is opened (`envelope`), read (`reading`), served and answered inside its own response (`channel`, through
`door`): the passive reply needs no right to push. What comes later goes through the courier, while the platform allows it.
"""
