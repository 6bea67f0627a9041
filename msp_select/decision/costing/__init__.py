"""Bid and business in; cash, own time, leaving and risk out, as ranges with their origins."""
