"""The commands of `dehsym`, by what they are about; `dehsym.cli` gathers them."""
