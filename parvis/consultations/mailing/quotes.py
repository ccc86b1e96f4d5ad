"""What somebody wrote in a letter, without what they answer to and without their signature.

Own rules, line by line, so that they cost the same for any letter; the libraries for it know no Arabic, and cut at words
of thanks, which people also use in the middle of what they have to say.
"""

import re

# Marks of direction, which mail programs in Arabic put around dates and names.
_DIRECTION = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_QUOTED = re.compile(r"\s*>")
# "On Thursday … wrote:" and its like. It may be cut into several lines by the program that sent it.
_OPENS = re.compile(r"(>\s*)*(on|le|el|am|em|il|op|den|في|بتاريخ)\s", re.IGNORECASE)
_WROTE = re.compile(
    r"(wrote|writes|a écrit|ha escrito|escribió|escreveu|schrieb|ha scritto|كتبت|كتب|تمت كتابة ما يلي بواسطة).*[:：]\s*$",
    re.IGNORECASE,
)
_MOST_LINES_OF_OPENING = 4
# "From: … Sent: … To: … Subject: …", as Outlook writes it.
_FROM = re.compile(r"\*?(from|de|von|da|من)\s?:\*?\s+\S", re.IGNORECASE)
_OTHER_HEADER = re.compile(
    r"\*?(sent|date|to|cc|subject|envoyé|à|objet|enviado(?: el)?|fecha|para|asunto|gesendet|an|betreff|"
    r"تاريخ الإرسال|أرسلت|التاريخ|إلى|نسخة|الموضوع)\s?:\*?(\s|$)",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"(-{2,}\s*|_{2,}\s*)?(original message|message d['’]origine|message original|mensaje original|"
    r"forwarded message|message transféré|mensaje reenviado|begin forwarded message|début du message (transféré|réexpédié)|"
    r"inicio del mensaje reenviado|الرسالة الأصلية|رسالة معاد توجيهها|بداية الرسالة المعاد توجيهها)\s*:?(\s*-{2,})?",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"(--|—|__)\s*")
_SENT_FROM = re.compile(
    r"(sent from|sent with|sent via|get outlook for|envoyé (de|depuis|à partir|avec)|obtenir outlook|télécharger outlook|"
    r"enviado desde|enviado con|obtener outlook|أُ?رسلت? من|تم الإرسال من|الحصول على outlook)\b.{0,100}",
    re.IGNORECASE,
)
_LINES_OF_HEADERS = 6


def own_words(text: str) -> str:
    """Return the sender's own words: quotes, what introduces them, and signatures are left out.

    Words written between quoted parts are all kept.
    """
    lines = [_DIRECTION.sub("", line).rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = _without_introductions(lines)
    kept = [line for line in lines[: _end_of_own(lines)] if not _QUOTED.match(line)]
    kept = _without_signature(kept)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _without_introductions(lines: list[str]) -> list[str]:
    """Leave out the lines that introduce a quote; when what follows is not marked as quoted, leave it out as well."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        length = _length_of_introduction(lines, at)
        if not length:
            kept.append(lines[at])
            at += 1
            continue
        following = next((line for line in lines[at + length :] if line.strip()), "")
        if not _QUOTED.match(following):
            break
        at += length
    return kept


def _length_of_introduction(lines: list[str], at: int) -> int:
    """Return how many lines, from the one at `at`, say who wrote what is quoted after them; 0 when none does."""
    if not _OPENS.match(lines[at].lstrip()):
        return 0
    window = ""
    for length, line in enumerate(lines[at : at + _MOST_LINES_OF_OPENING], 1):
        if not line.strip():
            return 0
        window = f"{window} {line.strip()}"[:600]
        # Programs name an hour or an address; a sentence of one's own that ends in "wrote:" does not.
        if _WROTE.search(window) and re.search(r"@|\d{1,2}\s?[:.h]\s?\d{2}", window):
            return length
    return 0


def _end_of_own(lines: list[str]) -> int:
    """Return the number of the line from which on everything is somebody else's letter."""
    for at, line in enumerate(lines):
        plain = line.strip()
        if _FORWARDED.fullmatch(plain) or _begins_headers(lines, at):
            return at - 1 if at and re.fullmatch(r"[_\-*]{5,}", lines[at - 1].strip()) else at
    return len(lines)


def _begins_headers(lines: list[str], at: int) -> bool:
    if not _FROM.match(lines[at].strip()):
        return False
    following = lines[at + 1 : at + 1 + _LINES_OF_HEADERS]
    return sum(bool(_OTHER_HEADER.match(line.strip())) for line in following) >= 2


def _without_signature(lines: list[str]) -> list[str]:
    for at, line in enumerate(lines):
        if at and _SIGNATURE.fullmatch(line):
            lines = lines[:at]
            break
    while lines and (not lines[-1].strip() or _SENT_FROM.fullmatch(lines[-1].strip())):
        lines = lines[:-1]
    return lines
