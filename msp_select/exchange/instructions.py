"""What stands before the questions of a form: of a bidder's, as a workbook or a page, and an evaluator's."""

from __future__ import annotations

from msp_select.exchange.form import Form
from msp_select.exchange.price_rows import HEADING
from msp_select.phrases.en.words import months


def title(form: Form) -> str:
    """The form's title."""
    return "Questions for the bidder" if form.candidate is None else f"Questions for {form.candidate.name}"


def sent_by(form: Form) -> str:
    """Whose form it is, by the letterhead; nothing without one."""
    return f"Sent by {form.look.prepared_by}" if form.look.prepared_by else ""


MARKS = (
    "Leave empty what you cannot judge; a note beside an answer says why.",
    "Please do not compare marks with the others before all are in.",
)
WEIGHTS = "If you like: what should count how much"
WITHOUT_SCRIPTS = (
    "This page needs scripts to keep your answers and to hand them over, and they are switched off here. "
    "Open it in a browser, or fill in the spreadsheet: it works as well, and you can ask for it."
)


def marks_title(name: str) -> str:
    """The title of an evaluator's form."""
    return f"Marks of {name}"


def page_file(name: str) -> str:
    """What the file is called that a bidder's page makes."""
    return f"answers-{name}.csv"


def marks_file(evaluator: str) -> str:
    """What the file is called that an evaluator's page makes."""
    return f"marks-{evaluator}.toml"


def of_the_page(form: Form) -> tuple[str, ...]:
    """What a bidder reads before the questions on a web page, one paragraph each."""
    session = form.session
    filled = (
        "Some answers are filled in with what the client knows already. Please correct what is wrong; what "
        "you leave as it is counts as confirmed by you.",
    )
    return (
        f"{len(form.lines)} questions about {session.title}. They are worded as the client reads them: "
        '"they" means your company.',
        'If you have no answer, choose why. An honest "we cannot say yet" is better than a guess; what is '
        "left empty counts as not answered.",
        f"Numbers: digits, with a point for decimals. Prices: in {session.currency}, {_tax(form)}, "
        f"for a term of {months(session.term_months)}.",
        *_prices(form),
        "What backs it up: say what you can show if you are asked. The client relies on your word here as "
        "on a written statement.",
        *(filled if _is_filled(form) else ()),
    )


def instructions(form: Form) -> tuple[str, ...]:
    """How to fill the form in, one paragraph each; the same for a workbook and a CSV file."""
    session = form.session
    return (
        f'Please answer the {len(form.lines)} questions on the page "Questions". Only the framed yellow '
        "cells are yours to fill in.",
        "Choices: click the cell and choose from its list. They are worded as the client reads them: "
        '"they" means your company.',
        "Numbers: type the number alone, without its unit. Prices: the amount alone, "
        f"in {session.currency}, {_tax(form)}, for a term of {months(session.term_months)}.",
        'If you have no answer, leave the cell empty and choose why in the column "No answer? Choose why". '
        'An honest "we cannot say yet" is better than a guess; what is left empty counts as not answered.',
        *_prices(form),
        "What backs it up: say what you can show if you are asked. The client relies on your word in this "
        "sheet as on a written statement, and may ask for the document named below each question.",
        *(
            (
                "Some cells are filled in with what the client knows already. Please correct what is wrong. "
                "Cells you leave as they are count as confirmed by you.",
            )
            if _is_filled(form)
            else ()
        ),
        "You may widen and colour as you like. Please keep the hidden columns: the answers are found "
        "by them. Save the file as Excel workbook (.xlsx), OpenDocument (.ods) or CSV, and send it back.",
    )


def _prices(form: Form) -> tuple[str, ...]:
    if not form.prices:
        return ()
    return (
        f'Under "{HEADING}", at the end, fill in what your offer names, and leave the rest empty. '
        "Name no money twice: what is in the monthly fee is in no other price.",
    )


def _tax(form: Form) -> str:
    return "with sales tax (VAT)" if form.session.vat == "included" else "without sales tax (VAT)"


def _is_filled(form: Form) -> bool:
    return any(line.answer is not None or line.instead for line in (*form.lines, *form.prices))
