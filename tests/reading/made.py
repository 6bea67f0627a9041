"""A reading made by hand, of a firm that does not exist, for whoever decides about one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msp_select.model.session import Session
from msp_select.phrases.en.proposals import without_text
from msp_select.reading.asked import Asked, asked_of
from msp_select.reading.reading import Contradiction, Document, Find, OtherReading, PageText, Reading, Side
from msp_select.reading.sitting import Sitting
from tests.decision.sessions import DAY, candidate, catalog, session

SHA = "9f2c" * 16
CONTRACT_SHA = "0ab1" * 16
RISE = "On each anniversary Larkspan may increase the recurring fees by up to five percent (5%)."
ONBOARDING = "Onboarding and network clean-up  $4,800.00"
TABLE = "P1 Critical  Whole practice or server down  1 hour  8 hours"
PROMISE = "A real engineer starts on every emergency within 15 minutes."
BACKUP = "A sample of your data is restored every quarter and the dated report is sent to you."


def find(target: str, value: Any, page: int, quote: str, **fields: Any) -> Find:
    """One find, plain unless it says otherwise."""
    given = Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
    settled: dict[str, Any] = {
        "id": f"{target}@{page}",
        "kind": "passage" if value is None else "value",
        "sure": "doubtful" if value is None else "plain",
        "document": "larkspan-1",
        "place": "",
        "zone": "price",
    }
    return Find(target=target, value=given, page=page, quote=quote, **(settled | fields))


def document(**fields: Any) -> Document:
    """The proposal, two of its pages pictures."""
    return Document(
        **{
            "id": "larkspan-1",
            "name": "larkspan.pdf",
            "sha256": SHA,
            "kind": "pdf",
            "role": "proposal",
            "pages": 6,
            "pages_without_text": (2, 3),
            "unread": (2, 3),
            "notes": (without_text((2, 3)),),
            "texts": (
                PageText(page=5, place="page 5", lines=("One-time  Amount", ONBOARDING)),
                PageText(page=6, place="page 6", lines=("3. Term", RISE)),
            ),
            **fields,
        }
    )


def reading(**fields: Any) -> Reading:
    """What stands in it: prices with their sum, terms, a contradiction, and a passage to pick a level for."""
    finds = (
        find("bid.per_user", 138, 5, "Complete Care, per user  38  $138.00  $5,244.00"),
        find("bid.per_server", 95, 5, "Server management, per server  2  $95.00  $190.00"),
        find("bid.monthly", 5434, 5, "Total monthly recurring  $5,434.00"),
        find("bid.onboarding", 4800, 5, ONBOARDING, before="One-time  Amount"),
        find("bid.yearly_rise", 5, 6, RISE, zone="terms"),
        find("bid.rise_capped", True, 6, RISE, zone="terms"),
        find(
            "doc.notice_days",
            60,
            6,
            "at least sixty (60) days before the term ends",
            sure="doubtful",
            why=("Two notices stand in the text.",),
            zone="terms",
            others=(
                OtherReading(
                    value=Decimal(30),
                    document="larkspan-1",
                    page=6,
                    place="",
                    quote="on thirty (30) days' notice",
                    zone="terms",
                ),
            ),
        ),
        find("doc.tax", "excluded", 5, "All prices are plus tax."),
        find("acc_p1_response", 60, 4, TABLE, sure="doubtful", why=("Two places differ.",), zone="terms"),
        find("pro_backup_test", None, 3, BACKUP, level="quarterly_sample", zone="body"),
        find("pro_backup_test", None, 2, "Backups are tested.", rank=2, zone="summary"),
    )
    against = Contradiction(
        kind="two_values",
        target="acc_p1_response",
        one=Side(document="larkspan-1", page=4, place="", value=Decimal(60), quote=TABLE),
        other=Side(document="larkspan-1", page=2, place="", value=Decimal(15), quote=PROMISE),
        sentence="Page 2 says 15 minutes, page 4 says 60.",
    )
    given: dict[str, Any] = {
        "candidate": "larkspan",
        "documents": (document(),),
        "finds": finds,
        "contradictions": (against,),
        "not_found": ("bid.exit_fee", "pro_patch_days", "sec_logs"),
    }
    return Reading(**(given | fields))


def before(**fields: Any) -> Session:
    """The session a reading begins with: Larkspan and another, nothing answered."""
    business = {"biz_users": Decimal(38), "biz_devices": Decimal(44), "biz_servers": Decimal(2)}
    larkspan = candidate("larkspan", **fields)
    return session(larkspan, candidate("other"), size="quick", business=business)


def sitting(session: Session, read: Reading | None = None) -> Sitting:
    """A sitting over that reading."""
    read = read or reading()
    return Sitting(read, asked_of(read, session, catalog()), catalog(), DAY, session)


def about(sitting: Sitting, key: str) -> Asked:
    """What is asked that goes to that key."""
    return next(one for one in sitting.asked if one.key == key)
