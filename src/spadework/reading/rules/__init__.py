"""The rule-based core of `spadework.reading.attribution`: one idea a module, no dependency but the text."""
