"""Reading the English texts out of templates and Python, with the file and line of each.

One reading serves the catalogue (tools/strings.py) and the lint, so both see the same words.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("app", "templates")
COMMENT_TAG = "L10n:"
KEYWORDS = {
    "_": None,
    "_l": None,
    "lazy": None,
    "gettext": None,
    "ngettext": DEFAULT_KEYWORDS["ngettext"],
    "pgettext": DEFAULT_KEYWORDS["pgettext"],
}


def extract(root: Path = ROOT) -> Catalog:
    """Every text that the code marks for translation, in a catalogue without a language.

    Raises jinja2.TemplateSyntaxError where a template cannot be read: else its words would be
    missing in silence.
    """
    with (root / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    for given in options.values():
        given["silent"] = "false"
    catalog = Catalog(project="Together", charset="utf-8")
    found = extract_from_dir(
        root,
        methods,
        options,
        keywords=KEYWORDS,
        comment_tags=[COMMENT_TAG],
        strip_comment_tags=True,
        directory_filter=lambda folder: _is_ours(root, Path(folder)),
    )
    for filename, line, text, comments, context in found:
        place = (Path(filename).as_posix(), line)
        catalog.add(text, None, [place], auto_comments=comments, context=context)
    return catalog


def forms_of(text: Any) -> tuple[str, ...]:
    """What babel keeps in an entry's `id` or `string`, as a tuple: one text, or plural forms."""
    if isinstance(text, (tuple, list)):
        return tuple(form or "" for form in text)
    return (text or "",)


def _is_ours(root: Path, folder: Path) -> bool:
    inside = folder.relative_to(root)
    return inside.parts[0] in FOLDERS and not inside.name.startswith((".", "__"))
