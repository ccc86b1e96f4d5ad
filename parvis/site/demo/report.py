"""What was heard about who owns companies: written by Bruno, commented by the forum, signed by Chipo, put right once since."""

from typing import TYPE_CHECKING, NamedTuple

from parvis.analysis.engine.texts import sentences_of
from parvis.commitments import actions as commitments
from parvis.core.words import Words as Texts
from parvis.heard import actions as heard
from parvis.heard.models import Heard, Report, Section
from parvis.site.demo.consultations import OWNERSHIP
from parvis.site.demo.story import When, Words, words

if TYPE_CHECKING:
    from parvis.site.demo.build import Story


class Told(NamedTuple):
    """A sentence: how it begins, what Bruno writes, on what it rests, and which sentences it quotes, by their place."""

    frame: str
    prose: Words
    rests_on: tuple[int, ...]
    quotes: tuple[tuple[int, int], ...] = ()


class Part(NamedTuple):
    """A section."""

    kind: str
    title: Words
    sentences: tuple[Told, ...]


WRITTEN, GIVEN, SIGNED, CORRECTED = When(-10, "10:00"), When(-9, "09:00"), When(-5, "16:00"), When(-3, "11:30")
TITLE = words(
    "What we heard: who really owns companies",
    "Ce que nous avons entendu : à qui appartiennent vraiment les entreprises",
    "Lo que escuchamos: de quién son realmente las empresas",
    "ما سمعناه: من يملك الشركات حقاً",
)
INTRODUCTION = words(
    "For four weeks anybody could say what should be public about the owners of companies, and what should stay private. "
    "People wrote in four languages; a group around a kitchen table wrote on paper. This is what they said.",
    "Pendant quatre semaines, chacun a pu dire ce qui devrait être public sur les propriétaires d'entreprises, et ce qui devrait "
    "rester privé. Des gens ont écrit en quatre langues ; un groupe réuni autour d'une table de cuisine a écrit sur papier. "
    "Voici ce qu'ils ont dit.",
    "Durante cuatro semanas cualquiera pudo decir qué debería ser público sobre los dueños de las empresas, y qué debería seguir "
    "siendo privado. La gente escribió en cuatro idiomas; un grupo reunido en una cocina escribió en papel. Esto es lo que dijeron.",
    "طوال أربعة أسابيع استطاع كل شخص أن يقول ما ينبغي نشره عن مالكي الشركات وما ينبغي أن يبقى خاصاً. كتب الناس بأربع لغات، "
    "وكتبت مجموعة اجتمعت حول مائدة مطبخ على الورق. وهذا ما قالوه.",
)
METHOD = words(
    "Bruno read every contribution and sorted them by hand; no program chose what stands here. One contribution may stand under "
    "several sentences.",
    "Bruno a lu chaque contribution et les a triées à la main ; aucun programme n'a choisi ce qui est écrit ici. Une contribution "
    "peut se trouver sous plusieurs phrases.",
    "Bruno leyó cada aporte y los ordenó a mano; ningún programa eligió lo que está aquí. Un aporte puede estar bajo varias frases.",
    "قرأ برونو كل المساهمات ورتّبها بيده؛ لم يختر أي برنامج ما هو مكتوب هنا. وقد ترد المساهمة الواحدة تحت عدة جمل.",
)
PARTS = (
    Part(
        "B",
        words(
            "Names before the signature",
            "Les noms avant la signature",
            "Los nombres antes de la firma",
            "الأسماء قبل التوقيع",
        ),
        (
            Told(
                "ask",
                words(
                    "The real owners of a company are published before a public contract is signed with it, not after. "
                    "That is {share} of all that was said.",
                    "Les vrais propriétaires d'une entreprise sont publiés avant qu'un contrat public soit signé avec elle, pas "
                    "après. C'est {share} de tout ce qui a été dit.",
                    "Los dueños reales de una empresa se publican antes de firmar con ella un contrato público, no después. "
                    "Es el {share} de todo lo que se dijo.",
                    "يُنشر المالكون الحقيقيون للشركة قبل توقيع عقد عام معها لا بعده. وهذا {share} من كل ما قيل.",
                ),
                tuple(range(1, 21)),
                ((1, 0), (2, 0), (15, 0), (5, 0)),
            ),
            Told(
                "tell",
                words(
                    "Whoever tried to find out who owns a company that won a contract often found another company, or nobody.",
                    "Qui a cherché à qui appartient une entreprise gagnante a souvent trouvé une autre entreprise, ou personne.",
                    "Quien intentó averiguar de quién es una empresa que ganó un contrato encontró a menudo otra empresa, o a nadie.",
                    "من حاول أن يعرف مالك شركة فازت بعقد وجد في الغالب شركة أخرى، أو لم يجد أحداً.",
                ),
                (4, 6, 10, 17, 18),
                ((6, 1), (10, 0)),
            ),
        ),
    ),
    Part(
        "B",
        words(
            "A register worth its name",
            "Un registre digne de ce nom",
            "Un registro digno de ese nombre",
            "سجل يستحق اسمه",
        ),
        (
            Told(
                "ask",
                words(
                    "Names are checked, lies have a price, and one address takes reports from whoever doubts a name.",
                    "Les noms sont vérifiés, mentir coûte cher, et une seule adresse reçoit les doutes sur un nom.",
                    "Los nombres se comprueban, mentir tiene un precio, y una sola dirección recibe las dudas sobre un nombre.",
                    "تُراجَع الأسماء، وللكذب ثمن، ويتلقى عنوان واحد بلاغات من يشك في اسم.",
                ),
                (27, 29, 30),
                ((27, 0), (29, 1)),
            ),
            Told(
                "ask",
                words(
                    "Looking a name up is free, for one as for all.",
                    "Chercher un nom est gratuit, pour un comme pour tous.",
                    "Buscar un nombre es gratis, uno o todos.",
                    "البحث عن اسم مجاني، سواء كان واحداً أو كل الأسماء.",
                ),
                (11, 22),
                ((22, 1),),
            ),
        ),
    ),
    Part(
        "B",
        words("How far it reaches", "Jusqu'où il va", "Hasta dónde llega", "إلى أي مدى يصل"),
        (
            Told(
                "ask",
                words(
                    "The register reaches the provinces, trusts and land, and owners with a small share.",
                    "Le registre atteint les provinces, les fiducies et les terrains, et les propriétaires d'une petite part.",
                    "El registro llega a las provincias, los fideicomisos y los terrenos, y a quien posee una parte pequeña.",
                    "يشمل السجل المقاطعات والصناديق الاستئمانية والأراضي، ومن يملك حصة صغيرة.",
                ),
                (23, 24, 25, 28),
                ((23, 1), (24, 0)),
            ),
        ),
    ),
    Part(
        "C",
        words(
            "What should stay private",
            "Ce qui devrait rester privé",
            "Lo que debería seguir siendo privado",
            "ما ينبغي أن يبقى خاصاً",
        ),
        (
            Told(
                "worry",
                words(
                    "A published address can put people in danger: a name and a year of birth are enough.",
                    "Une adresse publiée peut mettre des gens en danger : un nom et une année de naissance suffisent.",
                    "Una dirección publicada puede poner a personas en peligro: bastan un nombre y un año de nacimiento.",
                    "قد يعرّض نشر العنوان أناساً للخطر: يكفي الاسم وسنة الميلاد.",
                ),
                (19, 21),
                ((21, 0),),
            ),
            Told(
                "worry",
                words(
                    "Small businesses fill in one form more, and say again what offices already know.",
                    "Les petites entreprises remplissent un formulaire de plus, et redisent ce que des bureaux savent déjà.",
                    "Las empresas pequeñas llenan un formulario más, y repiten lo que las oficinas ya saben.",
                    "تملأ المنشآت الصغيرة استمارة أخرى، وتعيد قول ما تعرفه الدوائر.",
                ),
                (26,),
                ((26, 3),),
            ),
        ),
    ),
)
ON_REPORTING = (
    "Whoever reports a false name may lose their job for it. Please say that a place to report to was asked for too."
)
REPLY = "You are right: it was asked for in Arabic, and we had left it out. The sentence says it now."
ON_THE_WHOLE = "Dites aussi ce que vous n'avez pas pu savoir : qui n'a pas écrit du tout."
ANSWER = "La partie D le dit, pour ce que le site peut en savoir. De qui n'écrit pas, nous ne savons rien de plus."
WRONG = words(
    "We wrote that the register should reach land.",
    "Nous avons écrit que le registre devrait atteindre les terrains.",
    "Escribimos que el registro debería llegar a los terrenos.",
    "كتبنا أن السجل ينبغي أن يشمل الأراضي.",
)
RIGHT = words(
    "One contribution asks who owns land and houses. None asks that it be this register.",
    "Une contribution demande qui possède terrains et maisons. Aucune ne demande que ce soit ce registre.",
    "Un aporte pregunta de quién son los terrenos y las casas. Ninguno pide que sea este registro.",
    "تسأل مساهمة واحدة عن مالكي الأراضي والبيوت. ولا تطلب أي مساهمة أن يكون ذلك في هذا السجل.",
)


def report_it(story: "Story", *, with_answers: bool) -> None:
    """Write the report, let the forum comment it, sign it, put one thing right, and respond to a heading."""
    bruno, chipo = story.people["bruno"], story.people["chipo"]

    def report() -> Report:
        return Report.objects.get(consultation=story.consultations[OWNERSHIP])

    story.then(story.on(WRITTEN), lambda: _write(story))
    story.then(story.on(GIVEN), lambda: heard.discuss_report(report(), by=bruno))
    story.then(story.on(When(-8, "12:10")), lambda: _comment(story, "ines", ON_REPORTING, "en", "B2.1"))
    story.then(story.on(When(-8, "19:45")), lambda: _comment(story, "joseph", ON_THE_WHOLE, "fr"))
    story.then(story.on(When(-7, "10:00")), lambda: _reply(story, "taken_up", REPLY, "en", ON_REPORTING))
    story.then(story.on(When(-7, "10:20")), lambda: _reply(story, "answered", ANSWER, "fr", ON_THE_WHOLE))
    story.then(story.on(SIGNED), lambda: heard.sign_report(report(), by=chipo))
    said = {"wrong": WRONG, "right": RIGHT}
    story.then(story.on(CORRECTED), lambda: heard.publish_erratum(report(), by=bruno, statement=_named("B3.1"), **said))

    if with_answers:
        story.then(story.on(When(-2, "15:00")), lambda: _respond(story))


def _respond(story: "Story") -> None:
    names = Section.objects.get(report__consultation=story.consultations[OWNERSHIP], kind="B", number=1)
    commitments.respond_to_headings(story.responses["owners-names"], by=story.people["bruno"], sections=[names])


def _write(story: "Story") -> None:
    bruno = story.people["bruno"]
    report = heard.begin_report(story.consultations[OWNERSHIP], by=bruno, title=Texts(TITLE))
    heard.change_report(report, by=bruno, title=Texts(TITLE), introduction=Texts(INTRODUCTION), method=Texts(METHOD))
    for part in PARTS:
        theme = story.themes["beneficial-ownership"]
        section = heard.add_section(report, by=bruno, title=Texts(part.title), kind=part.kind, theme=theme)
        for told in part.sentences:
            _say(story, section, told)


def _say(story: "Story", section: Section, told: Told) -> None:
    bruno = story.people["bruno"]
    rests_on = [story.contributions[f"ownership-{number:02}"] for number in told.rests_on]
    said = {"frame": told.frame, "prose": Texts(told.prose)}
    statement = heard.add_statement(section, by=bruno, contributions=rests_on, **said)
    for number, place in told.quotes:
        contribution = story.contributions[f"ownership-{number:02}"]
        start, end = sentences_of(contribution.words)[place]
        heard.quote(statement, by=bruno, contribution=contribution, start=start, end=end)
    heard.change_statement(statement, by=bruno, final=True, **said)


def _comment(story: "Story", who: str, said: str, language: str, code: str = "") -> None:
    report = Report.objects.get(consultation=story.consultations[OWNERSHIP])
    statement = _named(code) if code else None
    heard.comment_report(report, by=story.people[who], words=said, language=language, statement=statement)


def _reply(story: "Story", outcome: str, said: str, language: str, to: str) -> None:
    comment = Report.objects.get(consultation=story.consultations[OWNERSHIP]).comments.get(words=to)
    heard.reply_to_comment(comment, by=story.people["bruno"], outcome=outcome, reply=said, language=language)


def _named(code: str) -> Heard:
    return next(each for each in Heard.objects.select_related("section__report") if each.code == code)
