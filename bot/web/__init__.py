"""The chat on a web page: the embedded default channel. One page is one seat; its cookie is the account."""
