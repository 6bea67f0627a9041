"""What the first page of the bidder's form says."""

from __future__ import annotations

from msp_select.exchange.form import Form
from msp_select.exchange.price_rows import HEADING
from msp_select.phrases.en.words import months


def title(form: Form) -> str:
    """The form's title."""
    return "Questions for the bidder" if form.candidate is None else f"Questions for {form.candidate.name}"


def instructions(form: Form) -> tuple[str, ...]:
    """How to fill the form in, one paragraph each; the same for a workbook and a CSV file."""
    session = form.session
    tax = "with sales tax (VAT)" if session.vat == "included" else "without sales tax (VAT)"
    known = any(line.answer is not None or line.instead for line in (*form.lines, *form.prices))
    return (
        f'Please answer the {len(form.lines)} questions on the page "Questions". Only the framed yellow '
        "cells are yours to fill in.",
        "Choices: click the cell and choose from its list. They are worded as the client reads them: "
        '"they" means your company.',
        "Numbers: type the number alone, without its unit. Prices: the amount alone, "
        f"in {session.currency}, {tax}, for a term of {months(session.term_months)}.",
        'If you have no answer, leave the cell empty and choose why in the column "No answer? Choose why". '
        'An honest "we do not know yet" is better than a guess; what is left empty counts as not answered.',
        *(
            (
                f'Under "{HEADING}", at the end, fill in what your offer names, and leave the rest empty. '
                "Name no money twice: what is in the monthly fee is in no other price.",
            )
            if form.prices
            else ()
        ),
        "What backs it up: say what you can show if you are asked. The client relies on your word in this "
        "sheet as on a written statement, and may ask for the document named below each question.",
        *(
            (
                "Some cells are filled in with what the client knows already. Please correct what is wrong. "
                "Cells you leave as they are count as confirmed by you.",
            )
            if known
            else ()
        ),
        "You may widen and colour as you like. Please keep the hidden columns: the answers are found "
        "by them. Save the file as Excel workbook (.xlsx), OpenDocument (.ods) or CSV, and send it back.",
    )
