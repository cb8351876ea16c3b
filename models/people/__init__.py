"""Estates, homes and people: who lives where, who owns what, who may do what, and by which chat account we know them."""
