"""What the people of a country are called, from its name."""

from __future__ import annotations

# Demonyms that no rule makes from the country's name.
_DEMONYMS = {
    "afghanistan": "Afghan", "argentina": "Argentine Argentinian", "bangladesh": "Bangladeshi", "belgium": "Belgian",
    "britain": "British", "cyprus": "Cypriot", "czech republic": "Czech", "denmark": "Danish Danes",
    "england": "English", "finland": "Finnish Finns", "france": "French", "germany": "German Germans",
    "greece": "Greek Greeks", "iceland": "Icelandic", "ireland": "Irish", "netherlands": "Dutch",
    "new zealand": "New Zealander New Zealanders", "norway": "Norwegian Norwegians",
    "philippines": "Philippine Filipino",
    "poland": "Polish Poles", "portugal": "Portuguese", "scotland": "Scottish", "spain": "Spanish",
    "sweden": "Swedish Swedes", "switzerland": "Swiss", "thailand": "Thai", "turkey": "Turkish Turks",
    "ukraine": "Ukrainian Ukrainians", "united kingdom": "British", "united states": "American Americans",
    "wales": "Welsh",
}  # fmt: skip


def demonyms(name: str) -> list[str]:
    """Every form that the name may take; of most, no text will ever make use."""
    known = _DEMONYMS.get(name.casefold(), "").split()
    if " " in name or len(name) < 4 or not name[0].isupper():
        return known
    stem = name.rstrip("aeiouy")
    made = [name + s for s in ("n", "an", "ian", "ese", "i", "ish")] + [
        stem + s for s in ("an", "ian", "ese", "i", "ish")
    ]
    if name.endswith("land"):
        made += [name + "er", name + "ic", name[:-4] + "ish"]
    if name[-1] not in "aeiouy":
        made.append(name + "er")
    if name[-1] == "s" and len(name) > 4:
        made += [name[:-2] + s for s in ("an", "ian", "iot")]
    made += [name + s for s in ("nian", "vian", "lese") if name[-1] in "aeiou"]
    made = [m for m in made if m != name]
    return known + made + [m + "s" for m in made if not m.endswith(("ese", "ish"))]
