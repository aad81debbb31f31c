"""A view becomes a letter: the office's templates or the shipped ones, styles laid into each cell."""

from __future__ import annotations

import html
import re
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from ..errors import ConfigError, RenderError
from ..model import Letter, Picture
from .arranging import arranged, begin
from .pictures import drawn
from .unparted import unparted
from .unseen import visible
from .views import EditionView, NoticeView
from .wording import WordedLoader, unsaid, worded

PARTS = ("subject.txt.j2", "body.txt.j2", "body.html.j2")
ENDING = ".j2"
WRONG = (TypeError, ValueError, AttributeError, ArithmeticError, LookupError, RecursionError)  # in what a template asks
CLASS = re.compile(r' class="([\w ]*)"')
KEPT_CLASS = re.compile(r"\b(?:stack|figure|bar|data|row|narrow|line)\b")  # of @media rules and of Outlook's own style
TBODY = re.compile(r"</?tbody>")  # laid in by the inliner around the rows of every table, a kilobyte in all
CID = re.compile(r'src="cid:([^"]+)"')


def shipped_templates() -> Path:
    """The templates that come with the package: inside a wheel, or beside the package in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "_templates"
    return inside if inside.is_dir() else package.parent / "templates"


@dataclass(frozen=True)
class Templates:
    """Where templates are looked for, the office's own folder first; its choice of sections, and its own words."""

    folders: tuple[Path, ...]
    sections: tuple[str, ...] = ()  # all, as they stand, where none is named
    words: Mapping[str, str] = field(default_factory=dict)  # phrase of a template or mark -> the office's

    @classmethod
    def open(
        cls, folder: Path | None = None, *, sections: Sequence[str] = (), words: Mapping[str, str] | None = None
    ) -> Templates:
        """The office's folder over the shipped one; RenderError when there is no such folder."""
        if folder is not None and not folder.is_dir():
            raise RenderError(
                f"templates: {folder}: there is no such folder; make it or take the key out of config.yaml"
            )
        return cls((*((folder,) if folder else ()), shipped_templates()), tuple(sections), words or {})

    @cached_property
    def environment(self) -> Environment:
        environment = Environment(
            loader=WordedLoader(self._plain, self.words) if self.words else self._plain,
            autoescape=True,
            undefined=StrictUndefined,
            finalize=visible,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        environment.globals["begin"] = begin
        return environment

    @cached_property
    def inliner(self) -> css_inline.CSSInliner:
        """Styles go into the cells, and nothing is ever fetched; @media rules stay for telephones."""
        return css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True, minify_css=True)

    def try_all(self) -> None:
        """Compile every template, parts included; RenderError names the file and line of the first that is broken.

        ConfigError names each of the office's words that stand in the place of nothing.
        """
        for name in self._names():
            try:
                self.environment.get_template(name)
            except (TemplateError, UnicodeDecodeError) as error:
                raise broken(error, self.folders) from error
        sources = (self._plain.get_source(self.environment, name)[0] for name in self._names())
        if none := unsaid(self.words, sources):
            raise ConfigError([f"wording.{phrase}: no template and no mark says this" for phrase in none])

    def unused(self) -> list[Path]:
        """Templates of the office's own folder that take no shipped one's place and that no template asks for."""
        if len(self.folders) == 1:
            return []
        own, shipped = (FileSystemLoader(str(folder)).list_templates() for folder in self.folders)
        asked = set(shipped)
        for name in self._names():
            source = self._plain.get_source(self.environment, name)[0]
            asked |= {each for each in find_referenced_templates(self.environment.parse(source)) if each}
        return [self.folders[0] / name for name in own if name.endswith(ENDING) and name not in asked]

    @property
    def _plain(self) -> FileSystemLoader:
        """The templates without the office's words."""
        return FileSystemLoader([str(folder) for folder in self.folders])

    def _names(self) -> list[str]:
        return [name for name in self.environment.list_templates() if name.endswith(ENDING)]


def render(
    view: EditionView | NoticeView, templates: Templates, report: str = "monthly", sections: Sequence[str] = ()
) -> Letter:
    """The view as a letter: subject in one line, text, and HTML with its styles inline.

    `sections` are fewer than the office's own choice where a mail must be shorter. Raises RenderError with the file
    and line when a template cannot be read or names what the view has not.
    """
    said = worded(view, templates.words)
    try:
        made = [templates.environment.get_template(f"{report}/{part}").render(view=said) for part in PARTS]
    except (TemplateError, *WRONG) as error:
        raise broken(error, templates.folders) from error
    subject, text, page = (arranged(part, sections or templates.sections) for part in made)
    plain_subject, plain_text = html.unescape(subject), html.unescape(text)  # all is escaped once, text shown as typed
    shown = unparted(light(templates.inliner.inline(tight(page))))
    return Letter(" ".join(plain_subject.split()), tidy(plain_text), shown, pictures_in(shown, view))


def pictures_in(page: str, view: EditionView | NoticeView) -> tuple[Picture, ...]:
    """The pictures that the page shows, drawn; an office's own template may do without them."""
    shown = set(CID.findall(page))
    return tuple(
        Picture(each.cid, drawn(each), each.media_type)
        for each in getattr(view, "illustrations", ())
        if each.cid in shown
    )


def tidy(text: str) -> str:
    """At most one blank line in a row, no blanks at line ends, one line break at the end."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"


def tight(page: str) -> str:
    """HTML without the indentation of its templates."""
    return re.sub(r"\n\s+", "\n", re.sub(r">\s*\n\s*<", ">\n<", page))


def light(page: str) -> str:
    """HTML whose styles are laid into its cells, without class names and tags that nothing asks for any more."""
    return TBODY.sub("", CLASS.sub(lambda found: found[0] if KEPT_CLASS.search(found[1]) else "", page))


def broken(error: Exception, folders: tuple[Path, ...]) -> RenderError:
    """Where in which template it went wrong, in one sentence."""
    if isinstance(error, UnicodeDecodeError):
        return RenderError(f"{_not_utf8(folders)}: not UTF-8 text (byte {error.start})")
    if isinstance(error, TemplateSyntaxError):
        return RenderError(f"{error.filename or error.name}:{error.lineno}: {error.message}")
    roots = tuple(str(folder) for folder in folders)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(roots)]
    where = f"{frames[-1].filename}:{frames[-1].lineno}: " if frames else "templates: "
    return RenderError(f"{where}{type(error).__name__}: {error}")


def _not_utf8(folders: tuple[Path, ...]) -> Path | str:
    """The first template that is no UTF-8; Jinja does not say which it was."""
    for path in (path for folder in folders for path in sorted(folder.rglob(f"*{ENDING}"))):
        try:
            path.read_text("utf-8")
        except UnicodeDecodeError:
            return path
    return "templates"
