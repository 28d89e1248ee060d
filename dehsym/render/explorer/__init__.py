"""The explorer: a whole run as one page to be read in a browser."""

from dehsym.render.explorer.page import explorer_html

__all__ = ["explorer_html"]
