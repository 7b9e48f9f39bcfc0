"""What is looked for before an address is, is in every address."""

import pytest

from actionbook.publication import addresses

TEXTS = (
    "see /home/jsmith/plan.xlsx", "~/Volumes/board/plan", r"C:\Users\jsmith", "c:/users/jsmith",
    r"\\fs01\committee\plan", "file:///C:/x", "http://intranet/policies", "intranet.saltmere.gov",
    "https://10.1.4.20/erp", "ftp://plans.council.local", "council.SharePoint.com",
    "d.docs.live.net",
    "1drv.ms", "onedrive.live.com", "teams.microsoft.com/l/x", "Drive.Google.com", "dropbox.com/x",
    "saltmere.box.com/x", "/_layouts/15/x", "/:w:/r/x", "Shared Documents/x",
    "shared%20documents/x",
    "/Forms/AllItems.aspx", "OneDrive - Saltmere Council/x", "/sites/board/x",
    "/personal/j_smith/x",
    "livelink/x", "otcs:x", "alfresco.b", "imanage/", "worksite/", "sharefile.eu", "otcs/cs",
    "\u017fharepoint.com", "a.\u017fharepoint.com", "1DRV.MS", "Sept / Oct 2026", "2026/27", "a.b",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", ["path", "intranet", "store"])
def test_a_hint_hides_no_address(name: str, text: str) -> None:
    quick, whole = getattr(addresses, f"_{name}"), getattr(addresses, f"_{name.upper()}")

    assert bool(quick(text)) == bool(whole.search(text))
    assert addresses._may_be_address(text) or not whole.search(text)
