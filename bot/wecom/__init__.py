"""WeCom (企业微信): an app of the committee's own or the community's organisation, and posts into its groups.

A callback is opened and read (`door`, `reading`), served (`channel`) and acknowledged; every answer goes through the
courier, with its choices on a card where one holds them (`cards`), and a card that was answered shows what (`marks`).
Groups are only posted into (`groups`). `app` is all of it that one process runs.
"""
