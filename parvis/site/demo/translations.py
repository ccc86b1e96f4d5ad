"""What people said, in other languages: by whom, and when. The words of the plan are kept to."""

import dataclasses
from typing import TYPE_CHECKING

from parvis.consultations.actions import change_glossary, translate
from parvis.site.demo.story import When

if TYPE_CHECKING:
    from parvis.site.demo.build import Story

AGREED = When(-40, "09:30")
GLOSSARY = (
    {"en": "commitment", "fr": "engagement", "es": "compromiso", "ar": "التزام"},
    {"en": "open data", "fr": "données ouvertes", "es": "datos abiertos", "ar": "البيانات المفتوحة"},
    {"en": "beneficial owner", "fr": "bénéficiaire effectif", "es": "beneficiario final", "ar": "المستفيد الحقيقي"},
)


@dataclasses.dataclass(frozen=True)
class Translated:
    """A contribution in another language."""

    contribution: str
    language: str
    by: str
    at: When
    words: str


ALL = (
    Translated(
        "nations-02",
        "en",
        "hana",
        When(-24, "09:20"),
        "Reconciliation and open data in one sentence worry me. Not all data are there to be opened. The first "
        "commitment should be to ask for permission.",
    ),
    Translated(
        "ownership-08",
        "en",
        "hana",
        When(-35, "09:10"),
        "As a citizen who pays taxes I ask: whose pocket do they go into? Publish the names of the real owners of every "
        "company that takes a contract from the state, and before the contract is signed.",
    ),
    Translated(
        "ownership-08",
        "fr",
        "bruno",
        When(-35, "11:45"),
        "Comme citoyen qui paie des impôts, je demande\N{NO-BREAK SPACE}: dans la poche de qui vont-ils? Publiez les noms des vrais "
        "propriétaires de chaque entreprise qui reçoit un contrat de l’État, et avant que le contrat soit signé.",
    ),
    Translated(
        "ownership-06",
        "es",
        "ines",
        When(-36, "20:15"),
        "Nuestras organizaciones comparan unos cuatrocientos avisos de contratos al año con los registros de empresas. En "
        "casi un tercio llegamos a otra empresa, luego a otra, y luego a nada. Pedimos que no se firme ningún contrato "
        "federal hasta que sus beneficiarios finales lleven al menos diez días en una página pública, para que quienes "
        "conocen el lugar y el oficio puedan decir: esperen, es su cuñado. La lista debe ser gratuita, permitir buscar y "
        "publicarse como datos abiertos, con un número fijo para cada dueño.",
    ),
)


def translate_all(story: "Story") -> None:
    """Plan the glossary of each consultation, and each translation, at its moment."""

    def agree() -> None:
        for consultation in story.consultations.values():
            change_glossary(consultation, by=story.people["bruno"], glossary=GLOSSARY)

    def translate_one(told: Translated) -> None:
        contribution = story.contributions[told.contribution]
        translate(contribution, by=story.people[told.by], language=told.language, words=told.words)

    story.then(story.on(AGREED), agree)
    for told in ALL:
        story.then(story.on(told.at), lambda told=told: translate_one(told))
