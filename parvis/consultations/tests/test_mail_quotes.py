"""Of a letter, the words of its sender are kept: no more, and above all no less."""

import pytest

from parvis.consultations.mailing.quotes import own_words

MINE = "Publish every contract.\n\nThanks,\nI mean it: all of them."

ANSWERS = {
    "Gmail, English": "On Thu, Nov 26, 2026 at 10:00 AM Parvis <parvis@example.org> wrote:\n\n> Theirs\n> more",
    "Gmail, English, broken line": "On Thu, Nov 26, 2026 at 10:00 AM Parvis of the City of Somewhere <\n"
    "parvis@example.org> wrote:\n\n> Theirs",
    "Gmail, French": "Le jeu. 26 nov. 2026 à 10:00, Parvis <parvis@example.org> a écrit :\n\n> Theirs",
    "Gmail, Spanish": "El jue, 26 nov 2026 a las 10:00, Parvis (<parvis@example.org>) escribió:\n\n> Theirs",
    "Gmail, Arabic": "\u202bفي الخميس، 26 نوفمبر 2026 في 10:00 ص تمت كتابة ما يلي بواسطة "
    "\u202aParvis\u202c\u200f <\u202aparvis@example.org\u202c\u200f>:\u202c\n\n> Theirs",
    "Apple, English": "> On 26 Nov 2026, at 10:00, Parvis <parvis@example.org> wrote:\n> \n> Theirs",
    "Apple, French": "> Le 26 nov. 2026 à 10:00, Parvis <parvis@example.org> a écrit :\n>\n> Theirs",
    "Apple, Spanish": "> El 26 nov 2026, a las 10:00, Parvis <parvis@example.org> escribió:\n> Theirs",
    "Apple, Arabic": "في ٢٦ نوفمبر ٢٠٢٦، الساعة ١٠:٠٠ ص، كتب Parvis <parvis@example.org>:\n\nTheirs",
    "Outlook, English": "________________________________\nFrom: Parvis <parvis@example.org>\n"
    "Sent: Thursday, November 26, 2026 10:00 AM\nTo: Amina\nSubject: Contracts\n\nTheirs",
    "Outlook, French": "De : Parvis <parvis@example.org>\nEnvoyé : jeudi 26 novembre 2026 10:00\nÀ : Amina\n"
    "Objet : Contrats\n\nTheirs",
    "Outlook, Spanish": "De: Parvis <parvis@example.org>\nEnviado el: jueves, 26 de noviembre de 2026\n"
    "Para: Amina\nAsunto: Contratos\n\nTheirs",
    "Outlook, Arabic": "من: Parvis <parvis@example.org>\nتاريخ الإرسال: الخميس، 26 نوفمبر 2026\nإلى: Amina\n"
    "الموضوع: عقود\n\nTheirs",
    "Outlook, bold": "*From:* Parvis <parvis@example.org>\n*Sent:* Thursday\n*To:* Amina\n\nTheirs",
    "old Outlook, English": "-----Original Message-----\nFrom: Parvis\n\nTheirs",
    "old Outlook, French": "-----Message d'origine-----\nDe : Parvis\n\nTheirs",
    "old Outlook, Spanish": "-----Mensaje original-----\nDe: Parvis\n\nTheirs",
    "forwarded by Gmail": "---------- Forwarded message ---------\nFrom: Parvis\n\nTheirs",
    "forwarded by Apple, French": "Début du message réexpédié :\n\n> De: Parvis\n> Theirs",
}
SIGNATURES = {
    "standard": "-- \nAmina\nDirector of everything\n+1 555 0100",
    "without its space": "--\nAmina",
    "telephone, English": "Sent from my iPhone",
    "telephone, French": "Envoyé de mon iPhone",
    "telephone, Spanish": "Enviado desde mi iPhone",
    "telephone, Arabic": "أُرسلت من الـ iPhone",
    "Outlook on a telephone": "Get Outlook for iOS<https://aka.ms/x>",
    "Outlook on a telephone, French": "Obtenir Outlook pour Android",
}


@pytest.mark.parametrize("answered", ANSWERS.values(), ids=ANSWERS)
def test_what_is_answered_to_is_left_out(answered):
    assert own_words(f"{MINE}\n\n{answered}") == MINE
    assert own_words(f"{MINE}\n\n{answered}".replace("\n", "\r\n")) == MINE


@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES)
def test_signatures_are_left_out(signature):
    assert own_words(f"{MINE}\n\n{signature}\n") == MINE
    assert own_words(f"{MINE}\n\n{signature}\n\n{ANSWERS['Gmail, English']}") == MINE


def test_words_written_between_what_is_quoted_are_all_kept():
    text = "First.\n\nOn Thu, Nov 26, 2026 at 10:00 AM P <p@example.org> wrote:\n> One?\nYes.\n> Two?\nNo."
    assert own_words(text) == "First.\n\nYes.\nNo."


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the mayor wrote:\nWe publish all.\n\nThat was not true.",
        "De: one person\nto another, nothing is published.",
        "From: my window I see the works.\nWho pays?",
        "- one\n- two\n-- three",
        "Gracias,\nporque por fin alguien pregunta.",
        "Le 26 novembre, le maire a écrit :\nrien.",
        "What was sent from my office was lost.\nWhy?",
        "a > b, and 3 > 2",
    ],
)
def test_what_only_looks_like_a_quote_is_kept(text):
    assert own_words(text) == text
