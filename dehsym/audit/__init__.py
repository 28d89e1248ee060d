"""What of a paper can be had from what it printed before: its numbers, its relations, and what falls with each."""
