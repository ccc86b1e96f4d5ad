"""Ways to bring the pages of those who convene and moderate into a state: begun, refused, doubtful, done."""

from parvis.paper.models import serial_of

OPEN, HELD_FIRST = "commitments-that-matter", "feminist-open-government"
SPAM = "BUY NOW, CHEAP AND GOOD: https://a.example https://b.example https://bit.ly/c"
GOOD = b"reference,words,language\n{0}-1,Publish every contract.,en\n{0}-2,Publiez chaque contrat.,fr\n"
WRONG = b"reference,words,language,date\n{0}-3,Publish every contract.,en,soon\n{0}-4,,fr,2018-03-01\nonly one cell\n"
# In the batch of the demonstration.
TYPED, DIFFERING, HALFWAY, SPOILED, UNTOUCHED = (serial_of(1, number) for number in (1, 3, 4, 5, 6))
STATES = {}
# Forms in which something is written or dated, and that neither find nor end anything.
FORMS = "main form[method=post]:has(textarea, input[type=text], input[type=email], input[type=date]):not(:has(.grave))"
EMPTY = """form => {
    form.noValidate = true;
    for (const field of form.elements) {
        if (field.type === "checkbox" || field.type === "radio") field.checked = false;
        else if (!["hidden", "submit", "button", "fieldset", "select-one"].includes(field.type)) field.value = "";
    }
}"""


def state(function):
    """Name a way to bring a page into a state, given the page and what makes an address of a path."""
    STATES[function.__name__] = function
    return function


def press(page, button="main form[method=post] button:visible"):
    """Press the first such button and wait for the page that follows."""
    page.locator(button).first.click()
    page.wait_for_load_state()


def desk(at, rest="", slug=OPEN):
    """Return an address at the desk of a consultation."""
    return at(f"desk/consultations/{slug}/{rest}")


@state
def a_consultation_to_change(page, at):
    page.goto(desk(at))


@state
def a_batch_of_too_many_sheets(page, at):
    page.goto(at("desk/paper/"))
    page.locator("[name=count]").fill("9999")
    press(page)
    assert page.locator(".problems").count() == 1


@state
def a_batch_to_be_printed(page, at):
    page.goto(at("desk/paper/"))
    page.locator("[name=count]").fill("2")
    page.locator("[name=hand_in]").fill("المكتبة المركزية، حتى الخامسة")
    press(page)
    assert page.locator("a[href$='.pdf']").count() == 1


@state
def a_batch_of_which_every_sheet_is_typed_in(page, at):
    page.goto(at("desk/paper/"))
    page.locator("[name=count]").fill("1")
    page.locator("[name=hand_in]").fill("City library")
    press(page)
    batch = page.url
    page.goto(at(f"desk/paper/sheets/{serial_of(int(batch.rstrip('/').rpartition('/')[2]), 1)}/"))
    page.locator("[name=words]").fill("A bench before the school.")
    page.locator("[name=consent]").check()
    press(page)
    assert page.locator("code.receipt").count() > 0
    page.goto(batch)


@state
def a_batch_halfway(page, at):
    page.goto(at("desk/paper/1/"))


@state
def a_serial_with_a_slip(page, at):
    page.goto(at(f"desk/paper/1/?serial={UNTOUCHED[:-1]}"))
    assert page.locator(".problems").count() == 1


@state
def a_sheet_nobody_has_typed(page, at):
    page.goto(at(f"desk/paper/sheets/{UNTOUCHED}/"))


@state
def a_sheet_without_words(page, at):
    page.goto(at(f"desk/paper/sheets/{UNTOUCHED}/"))
    press(page)
    assert page.locator(".problems").count() == 1


@state
def a_sheet_for_the_second_person(page, at):
    page.goto(at(f"desk/paper/sheets/{HALFWAY}/"))


@state
def a_sheet_read_in_two_ways(page, at):
    page.goto(at(f"desk/paper/sheets/{DIFFERING}/?from=2"))
    assert page.locator("main ins").count() > 0


@state
def a_sheet_that_is_typed_in(page, at):
    page.goto(at(f"desk/paper/sheets/{TYPED}/"))
    assert page.locator("code.receipt").count() > 0


@state
def a_sheet_that_is_spoiled(page, at):
    page.goto(at(f"desk/paper/sheets/{SPOILED}/"))
    assert page.locator("button[value=mend]").count() == 1


@state
def nobody_in_particular_to_hear_from(page, at):
    page.goto(desk(at, "audiences/", HELD_FIRST))
    assert page.locator("main .empty").count() == 1


@state
def others_to_hear_from_who_are_not_described(page, at):
    page.goto(desk(at, "audiences/"))
    page.locator("[name=who]").select_option("other:")
    press(page, "main form.form button")
    assert page.locator(".problems").count() == 1


@state
def no_other_site(page, at):
    page.goto(desk(at, "elsewhere/", HELD_FIRST))
    assert page.locator("main .empty").count() == 1


@state
def some_other_site(page, at):
    page.goto(desk(at, "elsewhere/?language=ar"))
    assert page.locator("#line-form").count() == 1


@state
def any_other_site(page, at):
    page.goto(desk(at, "elsewhere/"))
    page.locator("[name=site]").fill("https://*.example.org")
    press(page, "main form.form button")
    assert page.locator(".problems").count() == 1


@state
def a_file_that_is_missing(page, at):
    page.goto(desk(at, "bring/"))
    press(page, "main form.form button")
    assert page.locator(".problems").count() == 1


def give(page, at, content):
    """Give a file of what was said elsewhere; each run has references of its own."""
    page.goto(desk(at, "bring/"))
    content = content.replace(b"{0}", page.locator("html").get_attribute("lang").encode())
    page.locator("[name=file]").set_input_files({"name": "said.csv", "mimeType": "text/csv", "buffer": content})
    press(page, "main form.form button")


@state
def a_file_before_it_is_brought_in(page, at):
    give(page, at, GOOD)
    assert page.locator("button[value=take]").count() == 1


@state
def a_file_of_which_no_column_holds_what_was_said(page, at):
    give(page, at, GOOD)
    page.locator("[name=words]").select_option("")
    press(page, "button[value=look]")
    assert page.locator(".problems").count() == 1


@state
def a_file_with_errors_in_its_cells(page, at):
    give(page, at, WRONG)
    assert page.locator("main .late").count() > 0


@state
def a_file_that_is_brought_in_but_for_some_lines(page, at):
    give(page, at, WRONG)
    press(page, "button[value=take]")
    assert page.locator("main dl.facts").count() == 1


@state
def a_glossary(page, at):
    page.goto(desk(at, "glossary/"))


@state
def a_glossary_with_a_line_that_says_nothing(page, at):
    page.goto(desk(at, "glossary/"))
    page.locator("[name=glossary]").fill("commitment = engagement")
    press(page)
    assert page.locator(".problems").count() == 1


@state
def many_supports_from_few_sources(page, at):
    page.goto(at("desk/moderation/few-sources/"))
    assert page.locator("main ol.asks li").count() > 0


@state
def a_contribution_with_strong_signs_of_spam(page, at):
    page.goto(at(f"consultations/{OPEN}/speak/"))
    page.locator("main [name=words]").fill(SPAM)
    page.locator("main [name=public_name]").fill("Ministry")
    press(page)
    press(page, "main button[value=send]")
    page.goto(at("desk/moderation/?signs=strong"))
    assert page.locator("main ol.voices li").count() > 0


@state
def the_page_of_a_contribution_with_strong_signs(page, at):
    page.goto(at("desk/moderation/?signs=strong"))
    page.locator("main ol.voices a:has(code.receipt)").first.click()
    page.wait_for_load_state()


@state
def a_queue_without_anything_in_it(page, at):
    page.goto(at("desk/moderation/?status=hidden&signs=strong"))
    assert page.locator("main .empty p").inner_text()


@state
def what_waits_for_its_author(page, at):
    page.goto(at("desk/moderation/?status=asked"))
    page.locator("main ol.voices a:has(code.receipt)").first.click()
    page.wait_for_load_state()
    assert page.locator("main .answer").count() == 1


@state
def what_its_author_has_replied_to(page, at):
    page.goto(at("desk/reading/"))
    while not page.locator("main .answer").count():
        press(page, "button[value=skip]")


@state
def a_question_without_words(page, at):
    page.goto(at("desk/reading/"))
    page.locator("summary[data-key=a]").click()
    press(page, "button[value=ask]")
    assert page.locator(".problems").count() == 1
