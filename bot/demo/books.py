"""The estate's accounts of the last three years, as a property company would hand them in: tables that add up."""

from __future__ import annotations

from pathlib import Path

FILES = {"账目大前年.csv": 3, "账目前年.csv": 2, "账目去年.csv": 1}
"""By how many years ago."""
_FORM = """四季家园{year}年度公共收益公示表（单位：元）
序号,类别,项目,合同对方,合同期限,应收,实收,所属期间,备注
一、收入
1,广告,电梯广告,星河传媒,{start}-01-01至{end}-12-31,{advert},{advert},{year}年3月,
2,广告,电梯广告,星河传媒,{start}-01-01至{end}-12-31,{advert},{advert},{year}年7月,
3,广告,电梯广告,星河传媒,{start}-01-01至{end}-12-31,{advert},{advert},{year}年11月,
4,停车费,地面停车费,,,,{parking},{year}年,
5,充电桩,充电桩场地费,绿源充电,{start}-01-01至{end}-12-31,6000,6000,{year}年,
,收入合计,,,,,{income},,
二、成本
1,税费,增值税,,,,1400,{year}年,
,成本合计,,,,,1400,,
三、支出
1,日常小修,零星维修,宏达工程,,,{repairs},{year}年,
2,日常小修,照明改造,宏达工程,,,{lights},{year}年,
3,办公费,业委会办公,,,,1200,{year}年,
,支出合计,,,,,{spent},,
上期结余,,,,,,{before},,
本期结余,,,,,,{after},,
"""
_BOOKS = {
    3: (12800, 88000, 91000, 36500, 2700),
    2: (13200, 90000, 92400, 38000, 5000),
    1: (14000, 98400, 98400, 41200, 7600),
}
"""Advertising (three times), parking, repairs, lights, what was there before; yuan."""


def write_books(folder: Path, this_year: int) -> None:
    """All of them into the folder."""
    for name, ago in FILES.items():
        advert, parking, repairs, lights, before = _BOOKS[ago]
        income, spent = 3 * advert + parking + 6000, repairs + lights + 1200
        text = _FORM.format(
            year=this_year - ago, start=this_year - 3, end=this_year, advert=advert, parking=parking, income=income,
            repairs=repairs, lights=lights, spent=spent, before=before, after=before + income - 1400 - spent,
        )  # fmt: skip
        (folder / name).write_text(text, encoding="utf-8")
