"""A run over a paper as a printed report in PDF: everything that the page of a run shows, on paper."""

from dehsym.render.pdf_report.report import pdf_report, report_pages, why_not

__all__ = ["pdf_report", "report_pages", "why_not"]
