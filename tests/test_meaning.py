"""What is kept of texts that were read: never more than there is room for, those asked for last."""

import numpy as np

from spadework import meaning
from spadework.meaning import Meanings, Stretch
from spadework.reading.tagger import Scheme, Tagger, shipped

TEXT = "Arland accepts a full ceasefire, its minister Anna Ask said on Monday.\n\nBorland wants the bridge shut."


def stretch(tokens):
    return Stretch(np.zeros((tokens, 2), np.int32), np.zeros((tokens, 384), np.float16))


def test_what_was_asked_for_longest_ago_goes_first():
    size = stretch(10).size
    kept = Meanings(3 * size)
    for name in "abc":
        kept.keep(name, [stretch(10)])
    kept.get("a")
    kept.keep("d", [stretch(10)])
    assert [name for name in "abcd" if kept.get(name)] == ["a", "c", "d"]


def test_a_text_too_large_to_be_kept_pushes_out_nothing():
    kept = Meanings(stretch(10).size)
    kept.keep("a", [stretch(10)])
    kept.keep("huge", [stretch(11)])
    assert kept.get("a") and kept.get("huge") is None


def test_reading_leaves_what_coding_would_work_out_itself(monkeypatch):
    next(iter(shipped().read([TEXT])))
    read = meaning.KNOWN.get(TEXT)
    monkeypatch.setattr(meaning, "KNOWN", Meanings())
    alone = meaning.of(TEXT)
    assert read and len(read) == len(alone)
    for a, b in zip(read, alone, strict=True):
        assert (a.places == b.places).all()
        np.testing.assert_allclose(a.states.astype(float), b.states.astype(float), atol=2e-2)


def test_places_are_the_tokens_and_the_marks_around_them():
    [one] = meaning.of("Arland accepts.")
    assert one.places.tolist() == [[0, 0], [0, 2], [2, 6], [7, 14], [14, 15], [15, 15]]
    assert one.states.shape == (6, 384)


def test_the_scheme_of_a_corpus_leaves_nothing_behind():
    text = TEXT + " It rained."
    next(iter(Tagger(scheme=Scheme.POLNEAR).read([text])))
    assert meaning.KNOWN.get(text) is None
