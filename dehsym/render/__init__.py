"""What a reader sees: expressions and derivations as LaTeX, text, HTML and pictures."""
