"""Twenty people who, in four languages, ask for much the same thing: owners' names, before the signature."""

import functools

from parvis.site.demo.consultations import OWNERSHIP
from parvis.site.demo.story import Contribution, When

heard = functools.partial(Contribution, consultation=OWNERSHIP, checked_after=5)

OWNERS = ("beneficial-ownership",)
OWNERS_AND_MONEY = ("beneficial-ownership", "financial-transparency")

NAMES = (
    heard(
        "ownership-01",
        "ar",
        When(-41, "07:52"),
        "نريد أن نعرف من يملك الشركات التي تفوز بالعقود العامة، وأن تُنشر الأسماء قبل التوقيع لا بعده.",
        OWNERS_AND_MONEY,
        public_name="Amina",
        author="amina",
        question=1,
        supports=38,
    ),
    heard(
        "ownership-02",
        "en",
        When(-41, "12:20"),
        (
            "Before the government signs with a company, publish who owns it. Real people, not another "
            "company. It is our money."
        ),
        OWNERS_AND_MONEY,
        public_name="Marguerite O.",
        question=1,
        supports=31,
    ),
    heard(
        "ownership-03",
        "fr",
        When(-40, "09:05"),
        (
            "Je demande une chose simple : le nom des vraies personnes derrière chaque entreprise qui "
            "obtient un contrat public, affiché avant la signature. Après, c'est trop tard, le mal est fait."
        ),
        OWNERS_AND_MONEY,
        public_name="Thérèse, Trois-Rivières",
        question=1,
        supports=27,
    ),
    heard(
        "ownership-04",
        "en",
        When(-40, "22:47"),
        (
            "Who is behind the numbered companies?? Seven digits and Inc. got the contract in my town and "
            "nobody can tell me who that is. Names first, signature second."
        ),
        OWNERS,
        question=1,
        supports=22,
    ),
    heard(
        "ownership-05",
        "es",
        When(-39, "10:31"),
        (
            "Antes de firmar un contrato público hay que publicar quiénes son los dueños reales de la "
            "empresa. Si se publica después, ya no sirve para evitar nada."
        ),
        OWNERS_AND_MONEY,
        public_name="Rodrigo",
        question=1,
        supports=14,
    ),
    heard(
        "ownership-06",
        "en",
        When(-38, "15:12"),
        (
            "Our members compare about four hundred contract notices a year with company registers. In "
            "almost a third we reach another company, then another, and then nothing. We ask that no federal "
            "contract be signed until its beneficial owners have been on a public page for at least ten "
            "days, so that people who know the place and the trade can say: wait, this is his "
            "brother-in-law. The list must be free, searchable, and available as open data with a stable "
            "number for each owner."
        ),
        OWNERS_AND_MONEY,
        kind="civil",
        organisation="Follow the Contract Coalition",
        public_name="Inés",
        author="ines",
        question=1,
        supports=40,
    ),
    heard(
        "ownership-07",
        "fr",
        When(-37, "18:40"),
        (
            "Comme petite entreprise, je soumissionne et je donne mon nom. Mes concurrents se cachent "
            "derrière trois sociétés. Même règle pour tous : les propriétaires publiés avant que le contrat "
            "soit signé."
        ),
        OWNERS_AND_MONEY,
        kind="business",
        organisation="Une menuiserie de six personnes",
        question=1,
        supports=19,
    ),
    heard(
        "ownership-08",
        "ar",
        When(-36, "20:03"),
        (
            "كمواطن أدفع الضرائب أسأل: إلى جيب من تذهب؟ انشروا أسماء المالكين الحقيقيين لكل شركة تأخذ عقداً "
            "من الدولة، وقبل أن يُوقَّع العقد."
        ),
        OWNERS,
        public_name="سليم",
        question=1,
        supports=12,
    ),
    heard(
        "ownership-09",
        "en",
        When(-35, "08:15"),
        "Publish owners BEFORE the contract. Same as everyone above me. +1",
        OWNERS,
        question=1,
        supports=6,
        refers_to="ownership-02",
    ),
    heard(
        "ownership-10",
        "en",
        When(-34, "13:29"),
        (
            "As a reporter I once needed eleven weeks to find out who stood behind the winner of a "
            "snow-clearing contract. By then the snow had melted and so had the company. If the names were "
            "published when the bid is chosen, before anyone signs, readers could do my work in an afternoon."
        ),
        OWNERS,
        kind="media",
        public_name="A local reporter, Manitoba",
        question=1,
        supports=24,
    ),
    heard(
        "ownership-11",
        "es",
        When(-33, "19:55"),
        (
            "Que se sepa quién gana con el dinero de todos. Nombres de los propietarios, en internet, gratis "
            "y antes de la firma del contrato."
        ),
        OWNERS,
        public_name="Lucía M.",
        question=1,
        supports=9,
    ),
    heard(
        "ownership-12",
        "fr",
        When(-31, "11:11"),
        (
            "Étudiante en administration publique, j'ai comparé cinq pays. Ceux qui publient les "
            "bénéficiaires effectifs au moment de choisir le fournisseur, et non un an plus tard, sont ceux "
            "où la presse locale s'en sert. Publiez avant la signature, dans un fichier qu'on peut "
            "télécharger."
        ),
        ("beneficial-ownership", "open-data"),
        kind="academia",
        question=1,
        supports=16,
    ),
    heard(
        "ownership-13",
        "en",
        When(-29, "16:04"),
        (
            "Said at our kitchen-table meeting in Antigonish, nine people, written down by the host: we want "
            "to see who owns the companies that win public work, while there is still time to object. Not "
            "after signing."
        ),
        OWNERS_AND_MONEY,
        channel="paper",
        public_name="Kitchen-table group, Antigonish",
        source_ref="Paper form 4, nine people",
        question=1,
        supports=8,
    ),
    heard(
        "ownership-14",
        "ar",
        When(-27, "23:18"),
        (
            "قبل التوقيع! بعد التوقيع لا فائدة من نشر الأسماء. نريد أسماء أصحاب الشركات الفائزة بالمناقصات "
            "على موقع واضح وبالعربية أيضاً إن أمكن 🙏"
        ),
        OWNERS,
        question=1,
        supports=7,
    ),
    heard(
        "ownership-15",
        "fr",
        When(-25, "07:36"),
        "Les noms avant la signature. Point.",
        OWNERS,
        question=1,
        supports=11,
    ),
    heard(
        "ownership-16",
        "en",
        When(-23, "14:50"),
        ("#OGPcocreate #Canada show us the people who own companies with public contracts, before the ink is dry"),
        OWNERS,
        channel="hashtag",
        public_name="A prairie bookkeeper",
        source_ref="Post 7, with permission to publish",
        question=1,
        supports=5,
    ),
    heard(
        "ownership-17",
        "es",
        When(-21, "12:00"),
        (
            "Trabajo en una empresa de limpieza que perdió una licitación contra una sociedad creada tres "
            "semanas antes. Nadie supo nunca de quién era. Pido que los dueños de la empresa elegida sean "
            "públicos antes de firmar, aunque sea solo una semana."
        ),
        OWNERS_AND_MONEY,
        kind="business",
        question=1,
        supports=13,
    ),
    heard(
        "ownership-18",
        "en",
        When(-19, "10:22"),
        (
            "I buy things for a federal department. Today we check that a supplier exists, not who owns it. "
            "Give us the owners' names before we sign and put the same names online: it would protect us too."
        ),
        OWNERS_AND_MONEY,
        kind="public",
        question=1,
        supports=29,
    ),
    heard(
        "ownership-19",
        "fr",
        When(-17, "17:17"),
        (
            "D'accord avec la dame de Trois-Rivières. J'ajoute : le nom, l'année de naissance et le "
            "pourcentage. Pas l'adresse de la maison. Et toujours avant de signer."
        ),
        OWNERS,
        public_name="Gilles",
        question=1,
        supports=10,
        refers_to="ownership-03",
    ),
    heard(
        "ownership-20",
        "ar",
        When(-15, "21:41"),
        (
            "أنا طالبة محاسبة. في بلد عشت فيه من قبل كانت الشركات الوهمية تأخذ المشاريع كلها. هنا نستطيع أن "
            "نمنع ذلك بخطوة سهلة: لا عقد عاماً من دون نشر أسماء المستفيدين الحقيقيين قبل إبرامه."
        ),
        OWNERS_AND_MONEY,
        kind="academia",
        public_name="ريم",
        question=1,
        supports=15,
    ),
)
