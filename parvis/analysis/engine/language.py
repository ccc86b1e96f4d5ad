"""In which language each text is: what was said with it, else a guess, or "und" where none can be made."""

from dataclasses import dataclass

from parvis.analysis.engine.texts import Texts
from parvis.core.detection import detect


@dataclass(frozen=True)
class Language:
    """The code of a language, how sure it is (1 when it was said, not guessed), and whether it was guessed."""

    code: str
    confidence: float
    guessed: bool


def language_of(text: str, *, said: str | None = None, prior: str | None = None) -> Language:
    """Return the language of a text. `prior` is that of the page it was written on: it counts where words are too few."""
    if said:
        return Language(said, 1.0, guessed=False)
    code, confidence = detect(text, prior)
    return Language(code, confidence, guessed=True)


def languages_of(texts: Texts) -> list[Language]:
    """Return the language of each of texts."""
    return [language_of(text.words, said=text.language) for text in texts.each]
