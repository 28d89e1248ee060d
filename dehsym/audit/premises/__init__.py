"""What a derivation supposes: regimes, what is held fixed, what cannot vary, and two expressions for one symbol."""
