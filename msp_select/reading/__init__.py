"""What a bidder's own documents say: values and passages with page and quote, each for a person to accept.

Nothing is imported here: the reader process, `python -m msp_select.reading`, has to start light.
"""
