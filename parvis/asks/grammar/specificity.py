"""Whether an ask names a policy area, and whether it proposes something: vague asks get a reply that says what is missing."""

import re
from collections.abc import Iterable

from parvis.core.search.folding import fold

# The partnership's policy areas as people write them, folded; English, French, Spanish, Arabic. The site adds its themes.
AREAS = """
beneficial ownership|open contracting|procurement|contracts|contract|budget|fiscal|corruption|asset disclosure|conflict of interest
lobbying|access to information|right to information|open data|open government data|civic space|participation|justice|health
education|water|climate|environment|gender|women|inclusion|disabilities|youth|indigenous|extractive|mining|infrastructure
elections|political finance|digital|e government|records|whistleblower|legislation|parliament|public services|aid|privacy
beneficiaires effectifs|proprietaires reels|commande publique|marches publics|contrats|contrat|budget|fiscal|declaration de patrimoine
conflits d interets|acces a l information|donnees ouvertes|espace civique|participation|sante|eau|climat|environnement|genre|femmes
handicap|jeunes|jeunesse|autochtones|industries extractives|mines|infrastructures|elections|numerique|archives|lanceurs d alerte
legislation|parlement|services publics|aide|vie privee
beneficiarios reales|beneficiarios finales|contrataciones abiertas|compras publicas|contratos|contrato|presupuesto|corrupcion
declaraciones patrimoniales|conflicto de intereses|acceso a la informacion|datos abiertos|espacio civico|participacion|justicia
salud|educacion|agua|clima|medio ambiente|genero|mujeres|inclusion|discapacidad|jovenes|juventud|indigenas|industrias extractivas
mineria|infraestructura|elecciones|archivos|denunciantes|legislacion|congreso|servicios publicos|ayuda|privacidad
المالك المستفيد|الملكيه المستفيده|التعاقد المفتوح|المشتريات العامه|العقود|الميزانيه|الموازنه|الفساد|الحصول علي المعلومات
البيانات المفتوحه|المشاركه|العداله|الصحه|التعليم|المياه|المناخ|البيئه|النساء|المراه|الشباب|ذوي الاعاقه|الانتخابات|الخدمات العامه
"""
# Verbs of proposing, as they begin in their forms.
PROPOSING = """
publish|create|adopt|require|oblige|open|disclose|ensure|introduce|establish|set up|make|give|let|allow|build|train|translate|fund|extend|enact|put
publi|cree|creer|adopt|oblig|exig|ouvr|divulg|garanti|instaur|etabl|mettre|mettez|donn|permett|form|tradui|financ|etend
public|crea|adopt|exig|oblig|abr|divulg|garanti|establec|implement|pon|dar|permit|capacit|traduc|financ|ampli
نشر|انشر|انشاء|اعتماد|الزام|فتح|ضمان|تمكين|ترجمه|تمويل|وضع|انشئوا
"""
FEWEST_WORDS = 5


def names_area(words: str, areas: "re.Pattern[str]") -> str:
    """Return the policy area that words name, folded; "" when they name none."""
    found = areas.search(_spaced(words))
    return found[0].strip() if found else ""


def names_proposal(words: str) -> bool:
    """Tell whether words say what should be done: a verb of proposing in a sentence of some length."""
    spaced = _spaced(words)
    return len(spaced.split()) >= FEWEST_WORDS and _PROPOSING.search(spaced) is not None


def areas_with(names: Iterable[str] = ()) -> "re.Pattern[str]":
    """Return the pattern of all policy areas: those listed here and `names`."""
    listed = [phrase for line in AREAS.split("\n") for phrase in line.split("|") if phrase]
    listed += [spaced for name in names if (spaced := _spaced(name).strip())]
    longest_first = sorted(dict.fromkeys(listed), key=len, reverse=True)
    return re.compile(f" (?:{'|'.join(map(re.escape, longest_first))}) ")


def _spaced(words: str) -> str:
    return f" {' '.join(re.findall(r'[^\W_]+', fold(words)))} "


_PROPOSING = re.compile(
    " (?:%s)" % "|".join(re.escape(verb) for line in PROPOSING.split("\n") for verb in line.split("|") if verb)  # noqa: UP031 - braces would not be clearer
)
