"""Which language a text is in, so that one that is not English is said to be so instead of being misread.

The script of its letters decides, and in Latin letters the share of function words, which authors cannot avoid and
do not choose by topic: Grefenstette, "Comparing two language identification schemes" (JADT 1995), finds them about as
good as letter trigrams from some fifteen words on. The lists are in `function_words.txt`. Only what English and the
other language do not share is evidence.

Each passage of a few sentences is judged alone, so that a quotation in another language does not make an English
article foreign and a foreign statement behind an English note is noticed. A passage that tells nothing (a table, a list
of names, headlines) has no voice; a text of such passages only, and a short text, count as English.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from spadework.text import paragraphs

_PLACES, _PIECE = 8, 4_000  # what is looked at of a long text: so many pieces, of so many characters
_PASSAGE = 240  # letters: some three sentences
_FEWEST_WORDS, _FEWEST_LETTERS = 12, 20  # with fewer there is no telling
_SHARE = 0.12  # of function words. Prose has 25 in a hundred and more, also once those shared with English are off
_WHOLLY, _PARTLY = 0.75, 0.2  # shares of the letters whose language could be told
_UNKNOWN = "another language"

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOT_LATIN = re.compile(r"[^\0-\u024f\u2000-\u206f]")
_END = re.compile(r"(?<=[.!?؟।])\s+|(?<=[。！？])")
_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?][\"'”’»)]*\s+[\"'“‘«(]?[^\W\d_a-z]")
# A list of names is full of these, whatever it is a list in.
_IN_NAMES = frozenset("a al bin da das de del den der di do dos du e el i la las le los o van von y".split())

_SCRIPTS = {"CJK": "Chinese", "HANGUL": "Korean", "HEBREW": "Hebrew", "GREEK": "Greek", "THAI": "Thai"}
_SCRIPTS |= {"GEORGIAN": "Georgian", "ARMENIAN": "Armenian"}
# Letters that only some of a script's languages have. The first row that fits goes.
_TELLING = (
    ("CYRILLIC", "қғңұөүәҳҷ", "a language in Cyrillic letters"),
    ("CYRILLIC", "ў", "Belarusian"),
    ("CYRILLIC", "іїєґ", "Ukrainian"),
    ("CYRILLIC", "ћђ", "Serbian"),
    ("CYRILLIC", "ѓќѕ", "Macedonian"),
    ("CYRILLIC", "ыэ", "Russian"),
    ("CYRILLIC", "ъ", "Bulgarian"),
    ("ARABIC", "ۇۈڭ", "Uyghur"),
    ("ARABIC", "ڵڕێ", "Kurdish"),
    ("ARABIC", "ښږځڅټ", "Pashto"),
    ("ARABIC", "ٹڈڑں", "Urdu"),
    ("ARABIC", "پچژگ", "Persian"),
    ("ARABIC", "ةىأإ", "Arabic"),
)
_TOLD = 0.005  # of a text's letters: more than a foreign name brings


@dataclass(frozen=True, slots=True)
class Language:
    """What a text is written in.

    Attributes:
        name: "English", another language's English name, or, where only so much can be told, "a language in Cyrillic
            letters" or "another language".
        also: the other language of a text that is English in part and foreign in a good part; else empty.
    """

    name: str = "English"
    also: str = ""

    @property
    def english(self) -> bool:
        """Whether there is English to be read."""
        return self.name == "English"

    @property
    def remark(self) -> str:
        """What the user should be told about such a document; nothing of one in English."""
        if self.also:
            return f"partly in {self.also}; only what is in English was read"
        return "" if self.english else f"in {self.name}; only English is read, so nothing was taken from it"


def language_of(text: str) -> Language:
    """The language of a text, from at most 32,000 characters of it, taken from its beginning to its end.

    English unless another language plainly shows: of the letters that tell, three quarters must be foreign. From a
    fifth on the text is partly foreign. Under twelve words, or twenty letters of another script, it counts as English.
    """
    voices: Counter[str] = Counter()
    passages = [p for piece in _pieces(text) for p in _passages(piece)]
    for passage, size in passages:
        voices[_voice(passage)] += size
    whole = voices.total()
    told = whole - voices.pop("", 0)
    foreign = told - voices.pop("English", 0)
    if not told:
        return Language(_UNKNOWN if _prose_without_english([p for p, _ in passages]) else "English")
    if foreign < _PARTLY * max(told, whole / 2):
        return Language()
    name = voices.most_common(1)[0][0]
    return Language(name) if foreign >= _WHOLLY * told else Language(also=name)


def foreign_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph that is plainly in another language. This looks at all of the text."""
    for start, end in paragraphs(text):
        if not language_of(text[start:end]).english:
            yield start, end


def _pieces(text: str) -> Iterator[str]:
    """The whole of a short text; of a long one pieces at even distances, the first and the last included."""
    if len(text) <= _PLACES * _PIECE:
        yield unicodedata.normalize("NFKC", text)
        return
    for n in range(_PLACES):
        start = n * (len(text) - _PIECE) // (_PLACES - 1)
        yield unicodedata.normalize("NFKC", text[start : start + _PIECE])


def _passages(text: str) -> Iterator[tuple[str, int]]:
    """Sentences put together until there is something to go by, with the number of their letters.

    Half as much will do where a paragraph ends.

    What is left over at the end goes to the passage before, unless its script sets it apart.
    """
    whole: list[tuple[str, int]] = []
    begun: list[str] = []
    size = 0
    for paragraph in text.split("\n"):
        sentences = _END.split(paragraph)
        for n, sentence in enumerate(sentences, 1):
            begun.append(sentence)
            size += _letters(sentence)
            if size >= _PASSAGE or (n == len(sentences) and size >= _PASSAGE / 2):
                whole.append(("\n".join(begun), size))
                begun, size = [], 0
    rest = "\n".join(begun)
    if whole and not _by_script(rest):
        passage, before = whole.pop()
        rest, size = f"{passage}\n{rest}", before + size
    whole.append((rest, size))
    yield from whole


def _letters(text: str) -> int:
    """Letters, and the vowel signs that some scripts write as marks on them."""
    counts = Counter(text).items()
    return sum(n for c, n in counts if c.isalpha() or (c > "\u02ff" and unicodedata.category(c)[0] == "M"))


def _voice(passage: str) -> str:
    """The language of a passage; nothing if it does not tell."""
    return _by_script(passage) or _by_words(passage)


def _by_script(text: str) -> str:
    """The language of a text mostly in other letters than Latin ones; else nothing."""
    if 3 * len(_NOT_LATIN.findall(text)) < _FEWEST_LETTERS:  # three: folding may make so many of one
        return ""
    letters = Counter({c: n for c, n in Counter(text.casefold()).items() if c.isalpha()})
    scripts: Counter[str] = Counter()
    for letter, n in letters.items():
        scripts["LATIN" if letter < "ɐ" else unicodedata.name(letter, "UNKNOWN").split()[0].split("-")[0]] += n
    total, latin = scripts.total(), scripts.pop("LATIN", 0) + scripts.pop("MODIFIER", 0)
    if total - latin < max(_FEWEST_LETTERS, latin):
        return ""
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > total / 10:
        return "Japanese"
    script = scripts.most_common(1)[0][0]
    for where, only, name in _TELLING:
        if where == script and sum(letters[c] for c in only) > _TOLD * total:
            return name
    return _SCRIPTS.get(script, f"a language in {script.title()} letters")


def _by_words(text: str) -> str:
    words = _words(text)
    total = sum(n for word, n in words.items() if word[0] < "ɐ")  # words of other scripts are not what is asked about
    if total < _FEWEST_WORDS:
        return ""
    lists = _function_words()
    shares = {name: _count(words, stop) / total for name, stop in lists.items()}
    english = lists["English"]
    others = sorted((s, name) for name, s in shares.items() if name != "English")
    name = others[-1][1]
    mine, theirs = english - lists[name], lists[name] - english
    share, against = _count(words, theirs) / total, _count(words, mine) / total
    if share >= _SHARE and share > 1.5 * against and len(words.keys() & (theirs - _IN_NAMES)) >= 3:
        return name
    return "English" if against >= _SHARE / 2 and against > share else ""


def _words(text: str) -> Counter[str]:
    # Turkish İ is folded to an i with a dot of its own above it.
    return Counter(_WORD.findall(text.casefold().replace("’", "'").replace("\u0307", "")))


def _count(words: Mapping[str, int], wanted: frozenset[str]) -> int:
    return sum(words[w] for w in words.keys() & wanted)


def _prose_without_english(passages: list[str]) -> bool:
    """Whether these are sentences of words, hardly one of which is a function word of English.

    Sentences, for a list of names or a table has no function words either.
    """
    text = "\n".join(passages)
    plain = Counter(w for w in _WORD.findall(text) if w[0].islower())
    if len(plain) < 3 * _FEWEST_WORDS or len(_SENTENCE.findall(text)) < 3:
        return False
    return _count(plain, _function_words()["English"]) < 0.05 * plain.total()


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """The lists of `function_words.txt` by language."""
    lists: dict[str, list[str]] = {}
    name = ""
    for line in resources.files(__package__).joinpath("function_words.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        if not line.startswith(" "):
            name, _, line = line.partition(":")
        lists.setdefault(name, []).extend(line.split())
    return {name: frozenset(words) for name, words in lists.items()}
