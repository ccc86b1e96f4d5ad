"""Print figures beside their targets."""

from dataclasses import dataclass, field


@dataclass
class Report:
    """The figures so far; each is printed as soon as it is known."""

    missed: list[str] = field(default_factory=list)
    _about: str = ""

    def about(self, title: str) -> None:
        """Begin a part."""
        self._about = title
        print(f"\n{title}", flush=True)

    def say(self, text: str) -> None:
        """Print something that is no figure."""
        print(f"  {text}", flush=True)

    def ratio(self, name: str, value: float, most: float | None = None, detail: str = "") -> None:
        """Print a ratio, which should be at most `most`."""
        self._line(name, f"{value:.2f} ×", f"≤ {most:g}" if most else "", detail, missed=bool(most) and value > most)

    def number(
        self, name: str, value: float, unit: str, *, least: float = 0, most: float = 0, detail: str = ""
    ) -> None:
        """Print a number, which should be at least `least` or at most `most`."""
        target = f"≥ {_plain(least)}" if least else f"≤ {_plain(most)}" if most else ""
        missed = bool(least and value < least) or bool(most and value > most)
        self._line(
            name, f"{value:,.0f} {unit}" if value >= 10 else f"{value:.2f} {unit}", target, detail, missed=missed
        )

    def none(self, name: str, value: int) -> None:
        """Print a number that should be nought."""
        self._line(name, f"{value:,}", "0", "", missed=value > 0)

    def none_of(self, name: str, found: list[str]) -> None:
        """Print how many there are of what there should be none of, and which."""
        self._line(name, f"{len(found)}", "none", ", ".join(found), missed=bool(found))

    def end(self) -> None:
        """Print what missed its target."""
        print(f"\n{len(self.missed)} missed their target:" if self.missed else "\nEvery target is met.")
        for line in self.missed:
            print(f"  {line}")

    def _line(self, name: str, value: str, target: str, detail: str, *, missed: bool) -> None:
        print(
            f"  {name:<44}{value:>16}  {target:<10}{'MISSED  ' if missed else '        '}{detail}".rstrip(), flush=True
        )
        if missed:
            self.missed.append(f"{self._about}: {name} {value}, should be {target}")


def _plain(target: float) -> str:
    return f"{target:,.0f}" if target == int(target) else f"{target:,.1f}"
