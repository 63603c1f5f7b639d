"""What is English and what is not, and which of the two a document is."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spadework import Dossier
from spadework.intake import take
from spadework.model import Document
from spadework.reading import Language, language_of, read
from spadework.reading.language import foreign_paragraphs

EXAMPLES = Path(__file__).parents[2] / "examples" / "sulen-pass"

# Two sentences a language: the foreign minister of Norland will not sign, and the talks go on next week.
FOREIGN = {
    "German": (
        "Der Außenminister von Norland erklärte am Dienstag, seine Regierung werde den Entwurf nicht "
        "unterschreiben. Die Gespräche sollen in der nächsten Woche fortgesetzt werden."
    ),
    "French": (
        "Le ministre des affaires étrangères de Norland a déclaré mardi que son gouvernement ne signerait pas le "
        "projet. Les pourparlers doivent reprendre la semaine prochaine."
    ),
    "Spanish": (
        "El ministro de Exteriores de Norland dijo el martes que su gobierno no firmará el borrador. Las "
        "conversaciones se reanudarán la próxima semana en el puerto."
    ),
    "Portuguese": (
        "O ministro das Relações Exteriores de Norland disse na terça-feira que o seu governo não assinará o "
        "projeto. As conversas devem ser retomadas na próxima semana."
    ),
    "Italian": (
        "Il ministro degli Esteri di Norland ha detto martedì che il suo governo non firmerà la bozza. I colloqui "
        "riprenderanno la prossima settimana nel porto."
    ),
    "Dutch": (
        "De minister van Buitenlandse Zaken van Norland zei dinsdag dat zijn regering het ontwerp niet zal "
        "ondertekenen. De gesprekken worden volgende week hervat."
    ),
    "Turkish": (
        "Norland dışişleri bakanı salı günü hükümetinin taslağı imzalamayacağını söyledi. Görüşmeler gelecek hafta "
        "başkentte devam edecek ve bu kez daha çok taraf olacak. Bakan, bir anlaşma için her şeyin hazır olduğunu "
        "ama zamanın az olduğunu da belirtti."
    ),
    "Polish": (
        "Minister spraw zagranicznych Norlandu powiedział we wtorek, że jego rząd nie podpisze projektu. Rozmowy "
        "mają być wznowione w przyszłym tygodniu, ale nikt nie wie, czy to się uda."
    ),
    "Swedish": (
        "Norlands utrikesminister sade på tisdagen att hans regering inte kommer att skriva under utkastet. "
        "Samtalen ska återupptas i nästa vecka och det finns inget nytt förslag."
    ),
    "Danish or Norwegian": (
        "Norlands udenrigsminister sagde tirsdag, at hans regering ikke vil skrive under på udkastet. Samtalerne "
        "skal fortsætte i næste uge, og der er ikke noget nyt forslag."
    ),
    "Finnish": (
        "Norlandin ulkoministeri sanoi tiistaina, että hänen hallituksensa ei allekirjoita luonnosta. Neuvottelut "
        "jatkuvat ensi viikolla, mutta uutta ehdotusta ei ole. Se on hänen mukaan selvää, ja myös muut ovat samaa "
        "mieltä."
    ),
    "Hungarian": (
        "Norland külügyminisztere kedden azt mondta, hogy a kormánya nem írja alá a tervezetet. A tárgyalások jövő "
        "héten folytatódnak, de még nincs új javaslat, és ez nem is lesz egyhamar."
    ),
    "Czech": (
        "Ministr zahraničí Norlandu v úterý řekl, že jeho vláda návrh nepodepíše. Rozhovory se mají obnovit příští "
        "týden, ale nový návrh zatím není a nikdo neví, co bude po něm."
    ),
    "Bosnian, Croatian or Serbian": (
        "Ministar vanjskih poslova Norlanda rekao je u utorak da njegova vlada neće potpisati nacrt. Razgovori će "
        "se nastaviti sljedeće sedmice, ali novog prijedloga nema i nije jasno što će biti."
    ),
    "Romanian": (
        "Ministrul de externe din Norland a declarat marți că guvernul său nu va semna proiectul. Discuțiile vor "
        "fi reluate săptămâna viitoare, dar nu este încă o propunere nouă."
    ),
    "Albanian": (
        "Ministri i jashtëm i Norlandit tha të martën se qeveria e tij nuk do të nënshkruajë draftin. Bisedimet do "
        "të vazhdojnë javën e ardhshme, por nuk ka një propozim të ri."
    ),
    "Indonesian or Malay": (
        "Menteri luar negeri Norland mengatakan pada hari Selasa bahwa pemerintahnya tidak akan menandatangani "
        "rancangan itu. Pembicaraan akan dilanjutkan minggu depan dan belum ada usulan yang baru."
    ),
    "Swahili": (
        "Waziri wa mambo ya nje wa Norland alisema Jumanne kwamba serikali yake haitatia saini rasimu hiyo. "
        "Mazungumzo yataendelea wiki ijayo katika mji mkuu, lakini hakuna pendekezo jipya la amani."
    ),
    "Vietnamese": (
        "Bộ trưởng ngoại giao của Norland nói hôm thứ Ba rằng chính phủ của ông sẽ không ký dự thảo. Các cuộc đàm "
        "phán sẽ được nối lại vào tuần tới và chưa có đề xuất mới."
    ),
    "Russian": (
        "Министр иностранных дел Норландии заявил во вторник, что его правительство не подпишет проект. Переговоры "
        "должны возобновиться на следующей неделе."
    ),
    "Ukrainian": (
        "Міністр закордонних справ Норландії заявив у вівторок, що його уряд не підпише проєкт. Переговори мають "
        "відновитися наступного тижня."
    ),
    "Serbian": (
        "Министар спољних послова Норланда рекао је у уторак да његова влада неће потписати нацрт. Разговори ће "
        "бити настављени следеће недеље."
    ),
    "Bulgarian": (
        "Министърът на външните работи на Норландия заяви във вторник, че правителството му няма да подпише "
        "проекта. Разговорите ще бъдат подновени."
    ),
    "Arabic": (
        "قال وزير خارجية نورلاند يوم الثلاثاء إن حكومته لن توقع على المسودة. ومن المقرر أن تستأنف المحادثات "
        "الأسبوع المقبل في العاصمة."
    ),
    "Persian": (
        "وزیر خارجه نورلند روز سه‌شنبه گفت که دولت او پیش‌نویس را امضا نخواهد کرد. گفتگوها هفته آینده در پایتخت از "
        "سر گرفته می‌شود."
    ),
    "Urdu": (
        "نورلینڈ کے وزیر خارجہ نے منگل کو کہا کہ ان کی حکومت مسودے پر دستخط نہیں کرے گی۔ مذاکرات اگلے ہفتے دوبارہ "
        "شروع ہوں گے۔"
    ),
    "Hebrew": (
        "שר החוץ של נורלנד אמר ביום שלישי כי ממשלתו לא תחתום על הטיוטה. השיחות אמורות להתחדש בשבוע הבא בעיר הבירה."
    ),
    "Chinese": (
        "诺兰外交部长星期二表示，他的政府不会签署这份草案。会谈预计将于下周在首都恢复，目前还没有新的提案。"
    ),
    "Japanese": (
        "ノーランドの外相は火曜日、政府は草案に署名しないと述べた。協議は来週、首都で再開される予定だが、新しい提案はまだない。"
    ),
    "Korean": (
        "노를란드 외무장관은 화요일 정부가 초안에 서명하지 않을 것이라고 말했다. "
        "회담은 다음 주 수도에서 재개될 예정이다."
    ),
    "Greek": (
        "Ο υπουργός Εξωτερικών της Νορλανδίας δήλωσε την Τρίτη ότι η κυβέρνησή του δεν θα υπογράψει το σχέδιο. Οι "
        "συνομιλίες θα συνεχιστούν."
    ),
    "a language in Devanagari letters": (
        "नॉरलैंड के विदेश मंत्री ने मंगलवार को कहा कि उनकी सरकार मसौदे पर हस्ताक्षर नहीं करेगी। वार्ता अगले सप्ताह "
        "फिर से शुरू होगी।"
    ),
}  # fmt: skip
ESTONIAN = (  # of which there is no list of words
    "Norlandi välisminister ütles teisipäeval, et tema valitsus ei kirjuta eelnõule alla. Läbirääkimised jätkuvad "
    "järgmisel nädalal pealinnas. Uut ettepanekut seni ei ole esitatud ning keegi ei tea, millal see tuleb. "
    "Minister lisas, et rahu vajab aega. Opositsioon nõudis valitsuselt selgitusi, kuid vastust ei saanud. "
    "Järgmine kohtumine peetakse sadamas esmaspäeval kell kümme hommikul. Mõlemad pooled lubasid vaikida kuni "
    "selle päevani. Ajakirjanikke saali ei lasta, ütles pressiesindaja. Raha küsimus jäi samuti lahtiseks, nagu "
    "ka vangide vahetus. Kokkuleppe tähtaeg möödub kevadel."
)
ENGLISH = {
    "news": (
        "OSTRENA, 4 May — Velloria will not sign the draft, its foreign minister, Ruth Ellery, said on Tuesday. “We "
        "are not there yet,” she told reporters after eleven hours of talks. Thornmark had no comment."
    ),
    "names": (
        "Among those at the table were Juan de la Cruz and María del Valle of the Unión de los Trabajadores de la "
        "Costa, Pieter van der Berg, Hans-Dieter von der Au, Abd al-Rahman bin Khalid and Luigi di "
        "Marco, the secretary said."
    ),
    "list of names": (
        "Juan de la Cruz\nMaría del Valle\nPedro de los Santos\nAna y Luis de las Casas\nPieter van der Berg\n"
        "Joost van den Broek\nRosa de la Torre\nDiego de la Vega y Soto\nInés del Río\nLuis de la Fuente"
    ),
    "headlines": (
        "Velloria rejects port deal\nThornmark union threatens strike\nNorland envoy quits talks\n"
        "Tavos minister denies secret annex\nOstrena council backs levy\nEllery: No deal without guarantees"
    ),
    "capitals": "NORLAND SAID ON FRIDAY THAT THE TRUCE WOULD HOLD AND THAT NONE OF ITS TROOPS HAD LEFT THE RIDGE.",
    "transcript": (
        "MODERATOR: Thank you. Minister?\n\nMS. ELLERY (Velloria): No. Next.\n\nQ: Why not?\n\nMS. ELLERY: Because we "
        "were not asked.\n\nMR. RENK (Norland): That is not how I remember it, and I was in the room."
    ),
    "communiqué": (
        "1. The Parties reaffirm the Ostrena Declaration.\n2. The Parties take note of the report of the Secretary.\n"
        "3. A joint committee shall be established within thirty days of signature."
    ),
    "table": "Port | Tonnes | Share\nOstrena | 12 400 | 0.31\nTavos | 9 800 | 0.25\nNorhaven | 1 120 | 0.03\n" * 20,
    "list of words": "ceasefire, withdrawal, prisoners, border, ferries, pilots, toll, harbour, quotas, levy; " * 8,
    "foreign words in quotation marks": (
        "The minister refused to say more. “Wir werden nicht unterschreiben, und das ist alles”, he told the radio in "
        "German, and then, in English, that the draft was dead. Asked what he would do if the others signed it without "
        "him, he laughed, said that nobody had asked him that before, and left for the airport with his aides."
    ),
    "short and foreign": "Die Gespräche dauern an, und niemand weiß, wie lange noch.",
}  # fmt: skip
NOTE = (
    "Please find below the statement that the ministry put out this morning. It is the first time that they have "
    "said so in public. We have not had it translated yet, but the desk in Ostrena believes that there is nothing "
    "new about the port. The envoy is to see them on Thursday, and he would like to have our view before he goes. "
    "I will call you at noon."
)


@pytest.mark.parametrize("name", FOREIGN)
def test_two_sentences_are_enough_to_name_the_language(name: str) -> None:
    text = FOREIGN[name]
    assert language_of(text) == language_of(text.upper()) == language_of(f"{text}\n\n" * 400) == Language(name)


def test_prose_of_unknown_words_is_another_language() -> None:
    assert language_of(ESTONIAN) == language_of(ESTONIAN * 50) == Language("another language")


@pytest.mark.parametrize("register", ENGLISH)
def test_english_of_every_register(register: str) -> None:
    assert language_of(ENGLISH[register]) == Language("English")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("[1-4]*")), ids=lambda p: p.name)
def test_the_examples_are_english(path: Path) -> None:
    text = take(path).document.text
    assert language_of(text) == language_of(text.upper()) == Language("English")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "1914", "“ ” …", "👩‍🚒 🇺🇳", "Да.", "和平", "\u0307" * 50, "ﬁﬂ" * 9])
def test_what_tells_nothing_counts_as_english(text: str) -> None:
    assert language_of(text) == Language()


@pytest.mark.parametrize("name", ["German", "Spanish", "Portuguese", "Russian", "Arabic"])
def test_a_foreign_statement_under_an_english_note_is_partly_foreign(name: str) -> None:
    text = f"{NOTE}\n\n{FOREIGN[name]}\n\n{FOREIGN[name]}"
    language = language_of(text)
    assert language == Language(also=name) and language.english
    assert [text[s:e] for s, e in foreign_paragraphs(text)] == [FOREIGN[name]] * 2


def test_a_line_of_english_above_a_long_foreign_text_does_not_make_it_english() -> None:
    text = f"For your information, this is what they sent to us in the night.\n\n{FOREIGN['French']}" + (
        f"\n\n{FOREIGN['French']}" * 9
    )
    assert language_of(text) == Language("French")


def test_a_foreign_menu_does_not_make_an_english_page_foreign() -> None:
    menu = "Startseite\n\nPolitik\n\nWirtschaft\n\nÜber uns und das Haus\n\nKontakt für die Presse"
    assert language_of(f"{menu}\n\n{NOTE}") == Language("English")


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_a_language(text: str) -> None:
    language = language_of(text)
    assert language.name and not (language.also and not language.english)
    assert bool(language.remark) == (language != Language())


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(ENGLISH)), min_size=1, max_size=12), st.sampled_from([" ", "\n", "\n\n"]))
def test_english_put_together_is_english(names: list[str], between: str) -> None:
    assert language_of(between.join(ENGLISH[n] for n in names if n != "short and foreign")).english


@settings(deadline=None)
@given(st.sampled_from(sorted(FOREIGN)), st.lists(st.sampled_from(sorted(FOREIGN)), max_size=8))
def test_foreign_put_together_is_foreign(first: str, others: list[str]) -> None:
    assert not language_of("\n\n".join(FOREIGN[n] for n in (first, *others))).english


@pytest.mark.parametrize("latin", ["German", "Turkish", "Vietnamese"])
def test_two_foreign_scripts_in_one_passage_are_foreign(latin: str) -> None:
    assert not language_of(FOREIGN["a language in Devanagari letters"] + "\n\n" + FOREIGN[latin]).english


def test_only_samples_of_a_long_text_are_looked_at() -> None:
    text = NOTE * 12_000
    tracemalloc.start()
    try:
        assert language_of(text) == Language("English")
        assert tracemalloc.get_traced_memory()[1] < len(text) / 5
    finally:
        tracemalloc.stop()


def test_all_parts_of_a_long_text_are_looked_at() -> None:
    part = f"{NOTE}\n\n" * 300
    foreign = f"{FOREIGN['Dutch']}\n\n" * 600
    for mixed in (foreign + part + part, part + foreign + part, part + part + foreign):
        assert language_of(mixed) == Language(also="Dutch")


def test_nothing_is_read_from_another_language() -> None:
    text = f"Minister Renk said: “{FOREIGN['German']}”\n\n{FOREIGN['German']}\n\n{FOREIGN['German']}"
    assert read(Document.of(text)) == []


def test_a_dossier_keeps_what_it_does_not_read() -> None:
    dossier = Dossier()
    english = dossier.add(Document.of(ENGLISH["news"], title="English"))
    for name in ("German", "Russian"):
        dossier.add(Document.of(FOREIGN[name], title=f"{name} one"))
    dossier.add(Document.of(f"{FOREIGN['German']}\n\n{FOREIGN['German']}", title="German two"))
    record = dossier.record()
    assert len(record.documents) == 4 and dossier.readable == (english,)
    assert record.statements and {s.document for s in record.statements} == {english.id}
    unread = "only English is read, so nothing was taken from it"
    assert f"German one, German two: in German; {unread}." in record.notes
    assert f"Russian one: in Russian; {unread}." in record.notes
    assert len(dossier.warnings) == 3


def test_a_dossier_of_other_languages_only_has_no_rows() -> None:
    dossier = Dossier()
    dossier.add(Document.of(FOREIGN["Turkish"], title="Turkish"))
    record = dossier.record()
    assert not record.statements and not record.findings and dossier.readable == ()
    assert any("in Turkish" in note for note in record.notes)
