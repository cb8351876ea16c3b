"""The top floor: chat apps, HTTP, processes. Opens transactions, starts everything. `python -m bot` is the entry."""
