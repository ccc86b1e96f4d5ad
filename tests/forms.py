"""The forms of a page, as a browser without JavaScript sends them."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    """Collects, form by form, what would be sent; buttons are left to who presses them."""

    def __init__(self):
        super().__init__()
        self.forms, self.area, self.select = [], "", ""

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        if tag == "form":
            self.forms.append({})
        elif tag == "textarea":
            self.area = has["name"]
            self.add(self.area, "")
        elif tag == "select":
            self.select = has["name"]
        elif (tag == "option" and self.select and "selected" in has) or (tag == "input" and is_sent(has)):
            self.add(has.get("name", self.select), has.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, text):
        if self.area:
            # The first line of an area begins after its tag.
            self.forms[-1][self.area][-1] += text.removeprefix("\n")

    def add(self, name, value):
        if self.forms:
            self.forms[-1].setdefault(name, []).append(value)


def is_sent(has):
    """Whether an input is sent as it stands."""
    return "name" in has and (has.get("type") not in ("checkbox", "radio") or "checked" in has)


def form_with(page, name):
    """What the form of a page that has a field of this name would send."""
    reader = _Reader()
    reader.feed(page.content.decode())
    return next(form for form in reader.forms if name in form)
