"""Two documents to work on."""

FIRST = """\
---
title: Talks on Corran Strait
publisher: Reef Herald
published: 2025-05-13
---
PORT LISSE — The government of Saint Ambrel rejects foreign observers in the Corran Strait, Defence Minister Paulo Stenn
said on Monday. “We reject any observers,” Mr. Stenn said at a press conference with reporters in the capital.
"""
SECOND = """\
---
title: Saint Ambrel ready to admit observers
published: 2025-05-16
---
PORT SKELL — Saint Ambrel is now open to foreign observers, Defence Minister Paulo Stenn said on Thursday. “We do not
rule out observers,” Mr. Stenn told reporters. “I have nothing to announce.”
"""
