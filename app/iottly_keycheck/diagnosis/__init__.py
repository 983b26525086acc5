"""From what was seen to the cause, whose it is and what to do; the words; the report."""
