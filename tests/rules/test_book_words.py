"""English questions in the words of the books: what is known is translated, what is not stays the asker's."""

import pytest

from config.disclosures import in_book_words, unknown_item


@pytest.mark.parametrize(
    ("question", "words", "unknown"),
    [
        ("what did the elevator ads bring in last year", "去年电梯广告收入", ""),
        ("How much did the lift advertising bring in in 2024?", "2024年电梯广告收入", ""),
        ("swimming pool income", "swimming pool收入", "swimming pool"),
        ("Where does the parking income go?", "停车费支出", ""),
        ("Can I see last year's income and expenses", "去年收入支出", ""),
        ("How much is left in the maintenance fund?", "维修资金结余", ""),
        ("游泳池的钱", "游泳池的钱", ""),
    ],
)
def test_in_book_words(question, words, unknown):
    assert (in_book_words(question), unknown_item(question)) == (words, unknown)
