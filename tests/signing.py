"""An order to sign, as both adapters of the port take it."""

from datetime import UTC, datetime
from typing import Any

from hiring.signing_ports import Papers, SigningOrder

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
SIGNED_PDF = PDF + b"2 0 obj\n<< /Type /Sig >>\nendobj\n%%EOF\n"


def an_order(**changes: Any) -> SigningOrder:
    facts: dict[str, Any] = {
        "contract_id": "co_1",
        "number": 3,
        "title": "劳动合同 co_1",
        "employer": "明面示范银行",
        "employer_user_id": "zhou",
        "worker": "王小明",
        "worker_mobile": "13800001234",
        "worker_user_id": None,
        "papers": Papers(docx=b"PK-docx", pdf=PDF),
        "ends_at": datetime(2026, 12, 20, 1, 0, tzinfo=UTC),
    }
    return SigningOrder(**(facts | changes))
