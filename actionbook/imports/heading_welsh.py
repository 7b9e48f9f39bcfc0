"""Headings of plans in Welsh, field by field."""

from typing import Final

__all__ = ["WELSH"]

WELSH: Final = {
    "action": "gweithred|gweithredoedd|camau|gweithgaredd|gweithgareddau|cam gweithredu|camau "
    "gweithredu"
    "|camau i'w cymryd|tasg|tasgau",
    "lead": "swyddog arweiniol|arweinydd|swyddog cyfrifol|perchennog|pwy|gan bwy|cyfrifoldeb"
    "|cyfrifol|swyddog|person cyfrifol|arweiniol|swyddogion cyfrifol|swyddogion arweiniol"
    "|yn gyfrifol|swyddog sy'n gyfrifol|gwasanaeth arweiniol|rheolwr cyfrifol|arweinwyr",
    "timescale": "dyddiad targed|amserlen|erbyn pryd|pryd|terfyn amser|dyddiad cau|graddfa amser"
    "|dyddiad gweithredu|erbyn|amserlenni|erbyn pa bryd|dyddiad disgwyliedig|dyddiad cyflawni"
    "|amserlen gyflawni|dyddiad targed gwreiddiol",
    "revised_due": "dyddiad diwygiedig|dyddiad targed diwygiedig|dyddiad newydd",
    "completed_on": "dyddiad cwblhawyd|cwblhawyd ar|dyddiad a gwblhawyd|dyddiad y cwblhawyd",
    "status": "statws|statws presennol|sefyllfa",
    "rag": "cag|statws cag|cog|statws cog|coch oren gwyrdd",
    "progress": "cynnydd|diweddariad|y sefyllfa ddiweddaraf|sylwadau|cynnydd hyd yma"
    "|diweddariad cynnydd|cynnydd a wnaed|cynnydd hyd yn hyn|diweddariad ar gynnydd|diweddariadau"
    "|cynnydd diweddaraf|y diweddaraf",
    "issue": "argymhelliad|argymhellion|mater|materion|canfyddiad|canfyddiadau|maes i'w wella",
    "response": "ymateb|ymateb rheolwyr|ymateb y rheolwyr|ymateb y cyngor",
    "outcome": "canlyniad|canlyniadau|deilliant|deilliannau|mesur llwyddiant|meini prawf llwyddiant"
    "|mesurau llwyddiant",
    "evidence": "tystiolaeth",
    "priority": "blaenoriaeth",
    "ref": "cyf|cyfeirnod|rhif",
    "issue_ref": "rhif yr argymhelliad|cyf argymhelliad|rhif argymhelliad",
    "section": "adran|maes|categori",
    "aim": "nod|amcan|amcanion",
    "resource_implications": "adnoddau|goblygiadau adnoddau",
    "risk_factors": "risg|risgiau",
    "lead_directorate": "cyfarwyddiaeth",
    "percent": "% wedi'i gwblhau|canran",
}
"""Headings in Welsh, whole, parted by bars."""
