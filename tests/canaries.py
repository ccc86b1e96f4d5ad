"""Private facts of every kind, each a word that stands nowhere else, left behind through the real actions."""

import re
from dataclasses import dataclass, field

from django.test import Client, override_settings

from parvis.asks import actions as asks
from parvis.asks.models import Ask
from parvis.asks.tests.factories import make_post, make_support_unit
from parvis.commitments.actions import send_back, submit_for_review
from parvis.commitments.tests.factories import REASON, make_response, make_reviewer
from parvis.consultations import actions
from parvis.consultations.mailing.taking import take_in
from parvis.consultations.models import Consultation
from parvis.consultations.signs import SIGNS
from parvis.consultations.tests.factories import contribute, make_consultation
from parvis.consultations.tests.mails import part, parts
from parvis.core.models import OutgoingMessage
from parvis.paper.tests.factories import make_batch, type_in
from parvis.people.actions import invite, invite_to_site
from parvis.people.models import Person, Role
from parvis.people.tests.factories import give_role, make_convener, make_person
from parvis.places.tests.factories import make_place
from parvis.record import catch_up
from parvis.record.signing import sign_checkpoint
from parvis.votes import actions as votes
from parvis.votes.tests.factories import make_statement, make_voter, make_voting

NOBODY: frozenset[str] = frozenset()
KEEPER = frozenset({"keeper"})
# Who gives roles sees who holds them, and whom they invited.
GIVERS = KEEPER | {"convener", "support unit"}
# Who works on the same things for the same place.
COLLEAGUES = GIVERS | {"moderator", "responder", "reviewer"}
MODERATORS = KEEPER | {"moderator", "convener"}
SORTERS = KEEPER | {"support unit", "convener"}
TOKEN = re.compile(r"/(?:letters/[a-z-]+|invitations)/([^/\s]{20,})")


@dataclass
class World:
    """A place at work: who is there, by role, and what nobody may read except those named beside it."""

    people: dict[str, Person] = field(default_factory=dict)
    secrets: dict[str, frozenset[str]] = field(default_factory=dict)

    def hide(self, name: str, readers: frozenset[str] = NOBODY) -> str:
        """Return a word that stands nowhere else, for the eyes of `readers`."""
        word = f"zq{name}kx"
        self.secrets[word] = readers
        return word

    def address(self, name: str, readers: frozenset[str] = KEEPER) -> str:
        """Return an e-mail address of that kind; the keeper sees where letters go."""
        return f"{self.hide(name, readers)}@example.org"

    def unreadable_to(self, role: str) -> set[str]:
        """Return what somebody of a role may not read."""
        return {word for word, readers in self.secrets.items() if role not in readers}


@override_settings(MAIL_IN="@ideas.example.org")
def plant() -> World:
    """Fill an empty database with a place in which every private field holds something."""
    world = World()
    consultation = make_consultation(slug="works")
    _staff(world, consultation)
    _contributions(world, consultation)
    _letters_to_us(world)
    _asks(world, consultation)
    _answers(world, consultation)
    invite(consultation.place, by=world.people["convener"], email=world.address("invited", GIVERS), kind="member")
    invite_to_site(world.address("sitehelper"), by=world.people["keeper"], kind="support unit")
    Client().post("/en/sign-in/", {"email": world.address("signingin")})
    code = OutgoingMessage.objects.get(kind="account.sign_in_code")
    world.secrets[re.search(r"\d{4} \d{4}", code.text).group()] = KEEPER
    catch_up()
    sign_checkpoint()
    for text in OutgoingMessage.objects.values_list("text", flat=True):
        # The keeper reads the outbox; whoever follows something leaves it from their own page.
        world.secrets |= dict.fromkeys(TOKEN.findall(text), KEEPER)
    return world


def _staff(world: World, consultation: Consultation) -> None:
    place = consultation.place
    for kind in ("moderator", "responder", "reviewer", "member", "convener"):
        name = world.hide(f"name{kind}", COLLEAGUES)
        person = make_person(name, email=world.address(f"mail{kind}", GIVERS))
        give_role(person, Role.Kind(kind), place)
        world.people[kind] = person
    world.people["keeper"] = make_person("Dana", is_keeper=True)
    world.people["support unit"] = make_support_unit()
    world.people["anyone"] = make_person("Zoe")
    # What is said there is shown in frames too.
    actions.allow_embedding(consultation, by=world.people["convener"], site="https://www.example.org")
    world.people["convener elsewhere"] = make_convener(make_place(), "Yann")


def _contributions(world: World, consultation: Consultation) -> None:
    moderator = world.people["moderator"]
    author = make_person(world.hide("accountname"), email=world.address("account"))
    said = contribute(consultation, by=author)
    by_letter = contribute(consultation, email=world.address("author"))
    _press(by_letter, "consultations.confirm")
    visitor = Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT=world.hide("browser"))
    world.secrets |= {"203.0.113": NOBODY}
    visitor.post(f"/en/receipts/{said}/tell-me/", {"email": world.address("subscriber")})
    visitor.post(f"/en/receipts/{said}/support/", {"email": world.address("supporter")})
    _press(said, "consultations.support")
    contribute(
        consultation, world.hide("heldwords", MODERATORS), public_name=world.hide("heldname", MODERATORS), hold=True
    )
    zoe, readers = world.people["anyone"], MODERATORS | {"anyone"}
    asked = contribute(consultation, world.hide("askedwords", readers), by=zoe, hold=True)
    question = actions.ask_author(asked, by=moderator, question=world.hide("question", readers))
    words, reply = world.hide("amendedwords", readers), world.hide("reply", readers)
    actions.reply_to_moderator(question, by=zoe, words=words, reply=reply)
    _signs(world, consultation)
    hidden = contribute(
        consultation,
        world.hide("hiddenwords", MODERATORS),
        by=author,
        public_name=world.hide("hiddenname", MODERATORS),
    )
    actions.translate(hidden, by=moderator, language="fr", words=world.hide("translatedwords", MODERATORS))
    actions.hide(hidden, by=moderator, reason="personal_data", because="It holds a telephone number.")
    actions.appeal(hidden, by=author, words=world.hide("plea", MODERATORS))
    erased = contribute(consultation, world.hide("erasedwords"), by=author, public_name=world.hide("erasedname"))
    actions.erase_contribution(erased, by=author)
    contribute(consultation, "Said at a workshop.", by=moderator, channel="workshop", provenance={"people": 3})
    _paper(world, consultation)
    _votes(world, consultation)


def _signs(world: World, consultation: Consultation) -> None:
    """Something published that looked like spam, about which its author was asked: the words are public, and no more."""
    zoe, moderator, readers = world.people["anyone"], world.people["moderator"], MODERATORS | {"anyone"}
    links = "Read https://a.example and https://b.example and https://c.example first."
    doubtful = contribute(consultation, links, by=zoe, hold=True, noticed=["hasty", "trap"])
    question = actions.ask_author(doubtful, by=moderator, question=world.hide("doubt", readers))
    actions.reply_to_moderator(question, by=zoe, words=doubtful.words, reply=world.hide("assurance", readers))
    actions.publish(doubtful, by=moderator)
    world.secrets |= dict.fromkeys(("Signs of spam: 8", str(SIGNS["trap"].words)), MODERATORS)


def _paper(world: World, consultation: Consultation) -> None:
    """Sheets that two people type in: one waits for the second, one was read in two ways, one is entered."""
    first, second = world.people["moderator"], world.people["convener"]
    batch = make_batch(consultation, by=second, is_double=True)
    halfway, differing, entered = batch.sheets.all()
    type_in(halfway, first, world.hide("halfwaywords"), email=world.address("halfway", NOBODY))
    for person in (first, second):
        words = world.hide(f"differing{person.pk}words", MODERATORS)
        type_in(differing, person, words, email=world.address(f"differing{person.pk}", MODERATORS))
        type_in(entered, person, email=world.address("onpaper"))


def _votes(world: World, consultation: Consultation) -> None:
    """A voter with an account, whom nobody may tell from others, and statements that are not, or no more, to be read."""
    voting = make_voting(consultation, statements=["Every street needs a bench."])
    hidden = {"participant": world.hide("participant"), "code": world.hide("cd"), "salt": world.hide("salt")}
    make_voter(consultation, 1, person=world.people["member"], in_file=True, **hidden)
    for value in (1, 1, -1, 0, 1):
        make_voter(consultation, value)
    make_statement(consultation, world.hide("refusedstatement", MODERATORS), status="refused", reason="abuse")
    taken_out = make_statement(consultation, world.hide("hiddenstatement", MODERATORS))
    french = {str(taken_out.number): world.hide("hiddeninfrench", MODERATORS)}
    votes.translate_statements(consultation, by=world.people["moderator"], language="fr", words=french)
    votes.hide_statement(taken_out, by=world.people["moderator"], reason="abuse")
    votes.propose_statement(voting.consultation, words=world.hide("proposedstatement", MODERATORS))


def _press(contribution, kind: str) -> None:
    message = OutgoingMessage.objects.filter(kind=kind).latest("pk")
    path = re.search(r"(/en/letters/\S+)", message.text).group(1)
    assert Client(REMOTE_ADDR="203.0.113.78").post(path, {"step": "support"}).status_code == 302


def _letters_to_us(world: World) -> None:
    file = part("a file", "text/plain", Content_Disposition=f'attachment; filename="{world.hide("filename")}.txt"')
    body = part(world.hide("mailwords"))
    raw = parts(
        body, file, sender=f"{world.hide('sendername')} <{world.address('sender')}>", subject=world.hide("subject")
    )
    take_in(raw)


def _asks(world: World, consultation: Consultation) -> None:
    salma, name = world.people["support unit"], consultation.place.name.get("en")
    posts = [
        make_post(f"#OGPcocreate #{name} When does it meet?", author=world.hide("handle")),
        make_post(f"#OGPcocreate #{name} {world.hide('unsorted', SORTERS)}?"),
    ]
    (_post, ask), *_others = asks.take_in(posts, by=salma).asks
    asks.accept(ask, by=salma)
    asks.note_permission(ask, by=salma, permission="granted", author=world.hide("wasnamed"))
    asks.note_permission(ask, by=salma, permission="refused", author=world.hide("refusing"))
    _set_aside(world, salma, asks.take_in([make_post(f"#OGPcocreate #{name} Who has read it?")], by=salma).new[0])


def _set_aside(world: World, salma: Person, ask: Ask) -> None:
    asks.accept(ask, by=salma)
    asks.translate(
        ask, by=salma, language="fr", words=f"Qui a lu {world.hide('askedinfrench', SORTERS)}\N{NO-BREAK SPACE}?"
    )
    asks.reject(ask, by=salma, reason="insult")


def _answers(world: World, consultation: Consultation) -> None:
    drafters = COLLEAGUES
    reason = {**REASON, "en": f"We will {world.hide('draftreason', drafters)} by June."}
    said = contribute(consultation, "Open the register of owners.")
    convener = world.people["convener"]
    response = make_response(consultation.cycle, [said], by=convener, reason=reason)
    submit_for_review(response, by=convener)
    send_back(response, by=make_reviewer(consultation.place), note=world.hide("reviewnote", drafters))
