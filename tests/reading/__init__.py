"""Reading the documents a bidder sent."""
