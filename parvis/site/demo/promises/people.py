"""One promise about who is heard, written three times before everybody could live with it."""

from parvis.site.demo.contributions import feminist, ids, inclusion, ways
from parvis.site.demo.story import Commitment, CommitmentVersion, When, words

TABLE = CommitmentVersion(
    at=When(44, "10:00"),
    by="bruno",
    title=words(
        "A feminist and inclusive dialogue",
        "Un dialogue féministe et inclusif",
        "Un diálogo feminista e incluyente",
        "حوار نسوي شامل",
    ),
    problem=words(
        (
            "Consultations reach people who already work with government. Those who care for others, work at "
            "night, arrived lately or live far away learn of a plan when it is finished."
        ),
        (
            "Les consultations atteignent ceux qui travaillent déjà avec le gouvernement. Celles et ceux qui "
            "prennent soin des autres, travaillent la nuit, viennent d'arriver ou vivent loin apprennent "
            "l'existence d'un plan quand il est terminé."
        ),
        (
            "Las consultas llegan a quienes ya trabajan con el gobierno. Quienes cuidan de otros, trabajan "
            "de noche, llegaron hace poco o viven lejos se enteran de un plan cuando está terminado."
        ),
        (
            "تصل المشاورات إلى من يعملون مع الحكومة أصلاً. أما من يرعون غيرهم أو يعملون ليلاً أو وصلوا "
            "حديثاً أو يعيشون بعيداً فيعرفون بالخطة بعد أن تنتهي."
        ),
    ),
    change=words(
        "Every federal consultation says who was invited and who came. Meetings pay for child care.",
        (
            "Chaque consultation fédérale dit qui a été invité et qui est venu. Les rencontres paient la "
            "garde des enfants."
        ),
        ("Cada consulta federal dice a quién se invitó y quién vino. Las reuniones pagan el cuidado de los niños."),
        "تبيّن كل مشاورة اتحادية من دُعي ومن حضر. وتُدفع في الاجتماعات كلفة رعاية الأطفال.",
    ),
)

TABLE_WITH_LANGUAGES = TABLE.revised(
    When(90, "10:00"),
    "noor",
    note=words(
        "Added languages, paper and telephone, which came back in almost every note.",
        "Ajout des langues, du papier et du téléphone, qui revenaient dans presque toutes les notes.",
        "Se añaden los idiomas, el papel y el teléfono, que aparecían en casi todas las notas.",
        "أُضيفت اللغات والورق والهاتف، وقد تكررت في معظم الملاحظات.",
    ),
    change=words(
        (
            "Every federal consultation says who was invited, who came and who spoke, with the same columns "
            "each time. Meetings pay for child care and travel, and one can take part by telephone or on "
            "paper. Questions exist in the ten languages most spoken at home."
        ),
        (
            "Chaque consultation fédérale dit qui a été invité, qui est venu et qui a parlé, avec les mêmes "
            "colonnes chaque fois. Les rencontres paient la garde des enfants et les déplacements, et on "
            "peut participer par téléphone ou sur papier. Les questions existent dans les dix langues les "
            "plus parlées à la maison."
        ),
        (
            "Cada consulta federal dice a quién se invitó, quién vino y quién habló, con las mismas columnas "
            "cada vez. Las reuniones pagan el cuidado de los niños y los viajes, y se puede participar por "
            "teléfono o en papel. Las preguntas existen en los diez idiomas más hablados en casa."
        ),
        (
            "تبيّن كل مشاورة اتحادية من دُعي ومن حضر ومن تكلم، بالأعمدة نفسها كل مرة. وتُدفع في الاجتماعات "
            "كلفة رعاية الأطفال والسفر، وتمكن المشاركة بالهاتف أو على الورق. وتكون الأسئلة باللغات العشر "
            "الأكثر تداولاً في البيوت."
        ),
    ),
)

ALL = (
    Commitment(
        number=6,
        slug="everyone-at-the-table",
        organisation="wage",
        sources=ids(
            feminist.COUNTED,
            feminist.TIME,
            feminist.SAFETY,
            feminist.SEATS,
            feminist.WORKSHOP_NOTES,
            inclusion.INCLUSION,
            ways.POLICIES,
        ),
        versions=(
            TABLE,
            TABLE_WITH_LANGUAGES,
            TABLE_WITH_LANGUAGES.revised(
                When(133, "10:00"),
                "noor",
                note=words(
                    (
                        "The public review found the title cold. The sentence on coming back with answers "
                        "was asked for in Gaspé."
                    ),
                    (
                        "L'examen public a jugé le titre froid. La phrase sur le retour des réponses a été "
                        "demandée à Gaspé."
                    ),
                    (
                        "La revisión pública encontró frío el título. La frase sobre volver con respuestas "
                        "se pidió en Gaspé."
                    ),
                    "وجدت المراجعة العامة العنوان جافاً. أما الجملة عن العودة بالأجوبة فقد طُلبت في غاسبيه.",
                ),
                title=words(
                    "Everyone at the table: a feminist and inclusive dialogue",
                    "Tout le monde à la table : un dialogue féministe et inclusif",
                    "Todo el mundo a la mesa: un diálogo feminista e incluyente",
                    "الجميع حول الطاولة: حوار نسوي شامل",
                ),
                change=words(
                    (
                        "Every federal consultation says who was invited, who came and who spoke, with the "
                        "same columns each time, and figures about people show women and men apart. Meetings "
                        "pay for child care and travel, and one can take part by telephone or on paper, "
                        "without giving a name. Questions exist in the ten languages most spoken at home. "
                        "Somebody comes back to say what became of the answers."
                    ),
                    (
                        "Chaque consultation fédérale dit qui a été invité, qui est venu et qui a parlé, "
                        "avec les mêmes colonnes chaque fois, et les chiffres sur les personnes distinguent "
                        "les femmes et les hommes. Les rencontres paient la garde des enfants et les "
                        "déplacements, et on peut participer par téléphone ou sur papier, sans donner son "
                        "nom. Les questions existent dans les dix langues les plus parlées à la maison. "
                        "Quelqu'un revient dire ce que les réponses sont devenues."
                    ),
                    (
                        "Cada consulta federal dice a quién se invitó, quién vino y quién habló, con las "
                        "mismas columnas cada vez, y las cifras sobre personas distinguen a mujeres y "
                        "hombres. Las reuniones pagan el cuidado de los niños y los viajes, y se puede "
                        "participar por teléfono o en papel, sin dar el nombre. Las preguntas existen en los "
                        "diez idiomas más hablados en casa. Alguien vuelve a contar qué fue de las "
                        "respuestas."
                    ),
                    (
                        "تبيّن كل مشاورة اتحادية من دُعي ومن حضر ومن تكلم، بالأعمدة نفسها كل مرة، وتميّز "
                        "الأرقام عن الناس بين النساء والرجال. وتُدفع في الاجتماعات كلفة رعاية الأطفال "
                        "والسفر، وتمكن المشاركة بالهاتف أو على الورق من دون ذكر الاسم. وتكون الأسئلة باللغات "
                        "العشر الأكثر تداولاً في البيوت. ويعود من يخبر الناس بما صارت إليه الأجوبة."
                    ),
                ),
            ),
        ),
        adopted=When(150, "11:40"),
        adopted_by="dana",
    ),
)
