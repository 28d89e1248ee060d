"""What may lie behind a printed number that its printed inputs do not give: a search, marked as such."""
