"""Accounts in chat: the secretary brings them in, a second person confirms, residents ask and get figures."""

from handlers.disclosures import doubts, drafting, residents, review, vouchers

__all__ = ["doubts", "drafting", "residents", "review", "vouchers"]
