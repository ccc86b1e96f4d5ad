"""What people agree with in the fourth plan: eighteen statements of the conveners, four of others, and 124 voters.

Three leanings can be told apart in the votes, as in life: those who want everything open at once, those who ask first who pays and
who is protected, and those who look at it from a small place. No vote is an act of the story: nobody is told of a single vote.
"""

import datetime
import random
from typing import TYPE_CHECKING, NamedTuple

from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.story import LANGUAGES, When, Words, words
from parvis.votes import actions as votes
from parvis.votes.models import Statement, Vote, Voter, Voting

if TYPE_CHECKING:
    from parvis.site.demo.build import Story


class Told(NamedTuple):
    """A statement, and how likely each leaning agrees with it: open at once, carefully, from a small place."""

    words: Words
    leans: tuple[float, float, float]


class Proposed(NamedTuple):
    """A statement somebody proposes in their own language, and what a moderator decides: published, refused or nothing yet.

    What is published the conveners say in the `others` of the four languages.
    """

    words: str
    language: str
    at: When
    refused: str = ""
    published: bool = True
    others: Words = {}


WRITTEN, OPENED = When(-37, "10:00"), When(-35, "09:00")
ALL = (
    Told(
        words(
            "Every contract above 10,000 dollars should be published within thirty days.",
            "Tout contrat de plus de 10 000 dollars devrait être publié dans les trente jours.",
            "Todo contrato de más de 10.000 dólares debería publicarse en treinta días.",
            "ينبغي نشر كل عقد تزيد قيمته على عشرة آلاف دولار خلال ثلاثين يوماً.",
        ),
        (0.96, 0.62, 0.72),
    ),
    Told(
        words(
            "The names of a company's real owners should be open to everybody, free of charge.",
            "Les noms des vrais propriétaires d'une entreprise devraient être ouverts à tous, gratuitement.",
            "Los nombres de los verdaderos dueños de una empresa deberían estar abiertos a todos, gratis.",
            "ينبغي أن تكون أسماء المالكين الحقيقيين للشركات متاحة للجميع مجاناً.",
        ),
        (0.95, 0.28, 0.6),
    ),
    Told(
        words(
            "Owners of small family businesses have a right to keep their names private.",
            "Les propriétaires de petites entreprises familiales ont droit à ce que leur nom reste privé.",
            "Los dueños de pequeñas empresas familiares tienen derecho a que su nombre sea privado.",
            "لأصحاب المشاريع العائلية الصغيرة الحق في بقاء أسمائهم خاصة.",
        ),
        (0.15, 0.86, 0.66),
    ),
    Told(
        words(
            "Asking for a government document should cost nothing.",
            "Demander un document du gouvernement ne devrait rien coûter.",
            "Pedir un documento del gobierno no debería costar nada.",
            "ينبغي ألا يكلف طلب وثيقة حكومية شيئاً.",
        ),
        (0.93, 0.55, 0.88),
    ),
    Told(
        words(
            "Before publishing more data, the government should correct what it has published already.",
            "Avant de publier plus de données, le gouvernement devrait corriger celles qu'il a déjà publiées.",
            "Antes de publicar más datos, el gobierno debería corregir los que ya publicó.",
            "قبل نشر مزيد من البيانات، ينبغي أن تصحح الحكومة ما نشرته.",
        ),
        (0.3, 0.9, 0.58),
    ),
    Told(
        words(
            "Every law should come with a summary that a fourteen-year-old understands.",
            "Chaque loi devrait être accompagnée d'un résumé qu'un jeune de quatorze ans comprend.",
            "Cada ley debería venir con un resumen que entienda una persona de catorce años.",
            "ينبغي أن يرافق كل قانون ملخص يفهمه من عمره أربعة عشر عاماً.",
        ),
        (0.86, 0.8, 0.92),
    ),
    Told(
        words(
            "What an algorithm decides about somebody should always be read by a person too.",
            "Ce qu'un algorithme décide au sujet de quelqu'un devrait toujours être lu aussi par une personne.",
            "Lo que un algoritmo decide sobre alguien siempre debería leerlo también una persona.",
            "ما تقرره خوارزمية بشأن شخص ينبغي أن يقرأه إنسان أيضاً دائماً.",
        ),
        (0.78, 0.9, 0.84),
    ),
    Told(
        words(
            "The code of programs that decide about people should be public.",
            "Le code des programmes qui décident au sujet des gens devrait être public.",
            "El código de los programas que deciden sobre las personas debería ser público.",
            "ينبغي أن تكون شيفرة البرامج التي تقرر بشأن الناس علنية.",
        ),
        (0.92, 0.32, 0.48),
    ),
    Told(
        words(
            "Small towns need money before they are asked to publish anything.",
            "Les petites villes ont besoin d'argent avant qu'on leur demande de publier quoi que ce soit.",
            "Los pueblos pequeños necesitan dinero antes de que se les pida publicar algo.",
            "تحتاج البلدات الصغيرة إلى المال قبل أن يُطلب منها نشر أي شيء.",
        ),
        (0.34, 0.6, 0.95),
    ),
    Told(
        words(
            "Consultations should also be held where the internet is slow or absent.",
            "Des consultations devraient aussi avoir lieu là où Internet est lent ou absent.",
            "También debería haber consultas donde internet es lento o no llega.",
            "ينبغي إجراء المشاورات أيضاً حيث الإنترنت بطيء أو غائب.",
        ),
        (0.84, 0.82, 0.97),
    ),
    Told(
        words(
            "Ministers' meetings with lobbyists should be published within a week.",
            "Les rencontres des ministres avec des lobbyistes devraient être publiées dans la semaine.",
            "Las reuniones de ministros con grupos de presión deberían publicarse en una semana.",
            "ينبغي نشر لقاءات الوزراء مع جماعات الضغط خلال أسبوع.",
        ),
        (0.97, 0.7, 0.78),
    ),
    Told(
        words(
            "Officials give franker advice when they know it stays confidential.",
            "Les fonctionnaires donnent des avis plus francs quand ils savent qu'ils restent confidentiels.",
            "Los funcionarios aconsejan con más franqueza cuando saben que es confidencial.",
            "يعطي الموظفون نصائح أصرح حين يعلمون أنها تبقى سرية.",
        ),
        (0.22, 0.87, 0.44),
    ),
    Told(
        words(
            "Whoever reports wrongdoing should be protected, even when it turns out they were mistaken.",
            "Qui signale un méfait devrait être protégé, même s'il s'avère que c'était une erreur.",
            "Quien denuncia una irregularidad debería estar protegido, aunque resulte que se equivocó.",
            "ينبغي حماية من يبلغ عن مخالفة حتى إن تبين أنه أخطأ.",
        ),
        (0.9, 0.52, 0.75),
    ),
    Told(
        words(
            "Indigenous communities should decide what is published about them.",
            "Les communautés autochtones devraient décider de ce qui est publié à leur sujet.",
            "Las comunidades indígenas deberían decidir qué se publica sobre ellas.",
            "ينبغي أن تقرر مجتمعات الشعوب الأصلية ما يُنشر عنها.",
        ),
        (0.62, 0.74, 0.94),
    ),
    Told(
        words(
            "One good commitment that is kept is worth more than ten that are announced.",
            "Un bon engagement tenu vaut mieux que dix engagements annoncés.",
            "Un buen compromiso cumplido vale más que diez anunciados.",
            "التزام جيد واحد يُنفَّذ خير من عشرة تُعلَن.",
        ),
        (0.82, 0.95, 0.93),
    ),
    Told(
        words(
            "A commitment that is not kept should have consequences for the minister.",
            "Un engagement qui n'est pas tenu devrait avoir des conséquences pour le ministre.",
            "Un compromiso incumplido debería tener consecuencias para el ministro.",
            "ينبغي أن تترتب على الوزير عواقب عن التزام لم يُنفَّذ.",
        ),
        (0.88, 0.35, 0.7),
    ),
    Told(
        words(
            "Public money should not be spent on consultations that nobody answers.",
            "L'argent public ne devrait pas servir à des consultations auxquelles personne ne répond.",
            "No debería gastarse dinero público en consultas que nadie contesta.",
            "ينبغي ألا يُنفق المال العام على مشاورات لا يرد عليها أحد.",
        ),
        (0.7, 0.83, 0.87),
    ),
    Told(
        words(
            "Publishing how people in a village voted or spoke can harm them.",
            "Publier comment des gens d'un village ont voté ou parlé peut leur nuire.",
            "Publicar cómo votó o habló la gente de un pueblo puede perjudicarla.",
            "نشر كيف صوّت أهل قرية أو تكلموا قد يضرهم.",
        ),
        (0.38, 0.82, 0.86),
    ),
)
PROPOSED = (
    Proposed(
        "Les données sur l’eau potable devraient être publiées chaque semaine.",
        "fr",
        When(-30, "11:20"),
        others=words(
            "Data on drinking water should be published every week.",
            es="Los datos sobre el agua potable deberían publicarse cada semana.",
            ar="ينبغي نشر بيانات مياه الشرب كل أسبوع.",
        ),
    ),
    Proposed(
        "ينبغي أن تُترجم كل المشاورات إلى العربية.",
        "ar",
        When(-24, "20:05"),
        others=words(
            "Every consultation should be translated into Arabic.",
            "Toutes les consultations devraient être traduites en arabe.",
            "Todas las consultas deberían traducirse al árabe.",
        ),
    ),
    Proposed("El gobierno debería publicar más y gastar menos.", "es", When(-21, "13:40"), "several", published=False),
    Proposed("School boards should publish their budgets too.", "en", When(-1, "18:30"), published=False),
)
LEANINGS = (("open", 52), ("careful", 42), ("small", 30))
_SEED = 2018
_KNOWN = 34
_PASSES = 0.12
_FEWEST, _MOST = 6, 20
_LATEST = When(-1, "21:00")


def vote_on_it(story: "Story") -> None:
    """Write the statements, let people vote and propose, and seal the votes once the consultation is over."""
    bruno, hana = story.people["bruno"], story.people["hana"]

    def write() -> None:
        lines = [told.words["en"] for told in ALL]
        votes.seed_statements(story.consultations[COMMITMENTS], by=bruno, lines=lines, language="en")
        for language in LANGUAGES[1:]:
            texts = {str(number): told.words[language] for number, told in enumerate(ALL, 1)}
            votes.translate_statements(story.consultations[COMMITMENTS], by=bruno, language=language, words=texts)

    def close() -> None:
        votes.close_voting(Voting.objects.get(consultation=story.consultations[COMMITMENTS]))

    story.then(story.on(WRITTEN), write)
    story.then(story.on(OPENED), lambda: votes.open_voting(story.consultations[COMMITMENTS], by=bruno))
    for told in PROPOSED:
        _propose(story, told, hana)
    story.then(story.on(_LATEST), lambda: _cast_all(story))
    story.then(story.on(When(29, "00:01")), close)


def _propose(story: "Story", told: Proposed, reader) -> None:
    made: list[Statement] = []

    def propose() -> None:
        asked = story.consultations[COMMITMENTS]
        made.append(votes.propose_statement(asked, words=told.words, language=told.language))

    story.then(story.on(told.at), propose)
    read = story.on(told.at) + datetime.timedelta(hours=3)
    if told.refused:
        story.then(read, lambda: votes.refuse_statement(made[0], by=reader, reason=told.refused))
    elif told.published:
        story.then(read, lambda: votes.publish_statement(made[0], by=reader))
        story.then(read, lambda: _translate(story, made[0], told.others))


def _translate(story: "Story", statement: Statement, others: Words) -> None:
    for language, text in others.items():
        votes.translate_statements(
            statement.consultation, by=story.people["bruno"], language=language, words={str(statement.number): text}
        )


def _cast_all(story: "Story") -> None:
    """Cast the votes of five weeks in two strokes: a thousand acts would take longer than the rest of the story."""
    draw, consultation = random.Random(f"{_SEED} votes"), story.consultations[COMMITMENTS]
    statements = list(consultation.statements.published().order_by("number"))
    leanings = [place for place, (_name, count) in enumerate(LEANINGS) for _each in range(count)]
    draw.shuffle(leanings)
    began = [_moment(story, draw) for _voter in leanings]
    persons = draw.sample(story.neighbours, min(_KNOWN, len(story.neighbours)))
    persons += [None] * (len(leanings) - len(persons))
    voters = Voter.objects.bulk_create(
        Voter(
            consultation=consultation,
            participant=f"{draw.getrandbits(64):016x}",
            person=person,
            in_file=draw.random() < 0.7,
            began_at=at,
        )
        for person, at in zip(persons, began, strict=True)
    )
    cast = [
        vote
        for voter, leaning in zip(voters, leanings, strict=True)
        for vote in _ballot(draw, voter, leaning, statements)
    ]
    Vote.objects.bulk_create(cast)


def _moment(story: "Story", draw: random.Random) -> datetime.datetime:
    first, last = story.on(OPENED), story.on(_LATEST)
    return first + datetime.timedelta(seconds=draw.randint(60, int((last - first).total_seconds()) - 3600))


def _ballot(draw: random.Random, voter: Voter, leaning: int, statements: list[Statement]):
    """Vote on some statements one after the other, a little readier or slower to agree than others of one's leaning."""
    readiness, at = draw.gauss(0, 0.1), voter.began_at
    there = [each for each in statements if each.created_at <= at]
    for statement in draw.sample(there, min(len(there), draw.randint(_FEWEST, _MOST))):
        at += datetime.timedelta(seconds=draw.randint(4, 40))
        likely = ALL[statement.number - 1].leans[leaning] if statement.number <= len(ALL) else 0.75
        value = (
            Vote.PASS
            if draw.random() < _PASSES
            else Vote.AGREE
            if draw.random() < likely + readiness
            else Vote.DISAGREE
        )
        yield Vote(voter=voter, statement=statement, value=value, at=at)
