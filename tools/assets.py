"""Build what the browser is given: take vendor files out of the packages, hash, precompress.

Two places hold the sources:

- `static/css`, `static/js`, `static/img`: our own files, in the repository.
- `static/vendor/`: taken from `node_modules` here and ignored by git: `htmx.min.js`,
  `fonts/noto-nastaliq-urdu-{400,700}.woff2` (cut to the letters of Urdu) and
  `pictures/{fluent,health}/NAME.svg` (only those the picture registry asks for). A health picture
  has one colour and comes twice: `NAME.svg` in black and `NAME-white.svg` for dark ground.

The result is `.build/static/`, the only folder that is served (as `/static/`). Each file carries
eight hexadecimal digits of its SHA-256 in its name, so it may be kept for ever, and has `.br` and
`.gz` beside it where they are smaller. `.build/static/manifest.json` is one flat object from the
plain name to the hashed one:

    {"css/portal.css": "css/portal.1a2b3c4d.css",
     "fonts/noto-nastaliq-urdu-400.woff2": "fonts/noto-nastaliq-urdu-400.5e6f7a8b.woff2",
     "pictures/fluent/red-heart.svg": "pictures/fluent/red-heart.9c0d1e2f.svg",
     "vendor/htmx.min.js": "vendor/htmx.min.3a4b5c6d.js"}

A stylesheet names other files as they stand in the manifest, relative to itself
(`url("../fonts/noto-nastaliq-urdu-400.woff2")`); the build puts the hashed names in and fails when
one is missing. `@import "_part.css";` is replaced by that file, and a file whose name starts with
an underscore is not served by itself.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path, PurePosixPath
from posixpath import normpath

import brotli

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
OWN = ROOT / "static"
VENDOR = OWN / "vendor"
OUT = ROOT / ".build" / "static"
STAMP = ROOT / ".build" / "stamps" / "assets"

FONT_PACKAGE = PACKAGES / "@fontsource" / "noto-nastaliq-urdu" / "files"
FONT_WEIGHTS = (400, 700)
# Urdu's letters, marks, stops and digits, the joiners and direction marks, and the space.
# The stylesheet's unicode-range must name the same, or a missing letter falls out of its word.
URDU = (
    "U+0020,U+060C,U+0610-0614,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0654-0658,U+066A-066C,"
    "U+0670,U+0679,U+067E,U+0686,U+0688,U+0691,U+0698,U+06A9,U+06AF,U+06BA,U+06BE,U+06C0-06C3,"
    "U+06CC,U+06D2-06D4,U+06F0-06F9,U+200C-200F,U+FDF2,U+FDFA"
)
COMPRESSED_ALREADY = {".woff2", ".png", ".jpg", ".jpeg", ".webp", ".mp3", ".ogg"}


class CannotBuild(Exception):
    """A source is missing. The text says which."""


# --- vendor files -----------------------------------------------------------------------------


def take_vendor_files(icons: Iterable[tuple[str, str]]) -> None:
    """Fill `static/vendor/` from the installed packages, leaving nothing else in it."""
    wanted: set[Path] = set()
    htmx = VENDOR / "htmx.min.js"
    _write(htmx, (PACKAGES / "htmx.org" / "dist" / "htmx.min.js").read_bytes())
    wanted.add(htmx)
    for weight in FONT_WEIGHTS:
        wanted.add(_cut_font(weight))
    wanted |= _take_pictures(icons)
    for path in VENDOR.rglob("*"):
        if path.is_file() and path not in wanted:
            path.unlink()


def _cut_font(weight: int) -> Path:
    """Cut one weight of Noto Nastaliq to `URDU`. Slow, so the result is kept per source."""
    source = FONT_PACKAGE / f"noto-nastaliq-urdu-arabic-{weight}-normal.woff2"
    target = VENDOR / "fonts" / f"noto-nastaliq-urdu-{weight}.woff2"
    kept = ROOT / ".build" / "fonts" / f"{_digest(source.read_bytes(), URDU.encode())}.woff2"
    if not kept.exists():
        from fontTools import subset

        options = subset.Options()
        options.flavor = "woff2"
        options.layout_features = ["*"]
        options.hinting = False
        font = subset.load_font(str(source), options)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(URDU.replace("U+", "")))
        cutter.subset(font)
        kept.parent.mkdir(parents=True, exist_ok=True)
        subset.save_font(font, str(kept), options)
    _write(target, kept.read_bytes())
    return target


def _take_pictures(icons: Iterable[tuple[str, str]]) -> set[Path]:
    wanted = sorted(set(icons))
    fluent = _Fluent() if any(kind == "fluent" for kind, _ in wanted) else None
    taken: dict[Path, str] = {}
    for kind, name in wanted:
        folder = VENDOR / "pictures" / kind
        if kind == "fluent" and fluent is not None:
            taken[folder / f"{name}.svg"] = fluent.svg(name)
        elif kind == "health":
            drawing = _health_svg(name)
            taken[folder / f"{name}.svg"] = drawing
            taken[folder / f"{name}-white.svg"] = drawing.replace("currentColor", "#fff")
        else:
            raise CannotBuild(f"There is no set of pictures called {kind!r} (for {name!r}).")
    for path, drawing in taken.items():
        _write(path, drawing.encode())
    return set(taken)


class _Fluent:
    """The flat emoji, kept by their package in one JSON file of SVG bodies."""

    def __init__(self) -> None:
        source = PACKAGES / "@iconify-json" / "fluent-emoji-flat" / "icons.json"
        self._set = json.loads(source.read_text(encoding="utf-8"))

    def svg(self, name: str) -> str:
        """One emoji as a file of its own. Raises CannotBuild when there is none of that name."""
        icon = self._set["icons"].get(name)
        turn = ""
        if icon is None:
            alias = self._set.get("aliases", {}).get(name)
            if alias is None:
                raise CannotBuild(f"There is no fluent picture called {name!r}.")
            icon = self._set["icons"][alias["parent"]]
            turn = "scale(-1 1)" if alias.get("hFlip") else ""
        width = icon.get("width", self._set.get("width", 32))
        height = icon.get("height", self._set.get("height", 32))
        body = icon["body"]
        if turn:
            body = f'<g transform="translate({width} 0) {turn}">{body}</g>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}">{body}</svg>'
        )


def _health_svg(name: str) -> str:
    """One of the filled health icons. Its category may stand before it: `people/person`."""
    folder = PACKAGES / "healthicons" / "public" / "icons" / "svg" / "filled"
    found = sorted(folder.glob(f"{name}.svg" if "/" in name else f"*/{name}.svg"))
    if not found:
        raise CannotBuild(f"There is no health picture called {name!r}.")
    return re.sub(r">\s+<", "><", found[0].read_text(encoding="utf-8").strip())


def _icons_of_registry() -> list[tuple[str, str]]:
    """What `app/language/pictures.py` asks for, as pairs of set and icon."""
    if not (ROOT / "app" / "language" / "pictures.py").exists():
        return []
    sys.path.insert(0, str(ROOT))
    from app.language.pictures import needed_icons

    return [(kind, name) for kind, name in needed_icons()]


# --- hashed files -----------------------------------------------------------------------------


def build(out: Path = OUT) -> dict[str, str]:
    """Write every file under its hashed name and return the manifest."""
    sources = _sources()
    manifest: dict[str, str] = {}
    made: set[Path] = set()
    # Stylesheets come last, for they carry the hashed names of the others.
    for name in sorted(sources, key=lambda n: (n.endswith(".css"), n)):
        data = sources[name].read_bytes()
        if name.endswith(".css"):
            data = _stylesheet(name, data.decode("utf-8"), sources, manifest).encode()
        plain = PurePosixPath(name)
        hashed = str(plain.with_name(f"{plain.stem}.{_digest(data)[:8]}{plain.suffix}"))
        manifest[name] = hashed
        made |= _write_with_compressed(out / hashed, data)
    listing = out / "manifest.json"
    _write(listing, json.dumps(manifest, indent=1, sort_keys=True).encode())
    made.add(listing)
    # Old files go last: a server that still reads the old manifest keeps working until here.
    for path in out.rglob("*"):
        if path.is_file() and path not in made:
            path.unlink()
    return manifest


def _sources() -> dict[str, Path]:
    """Served name → file. Vendor pictures and fonts are served without the `vendor/`."""
    found: dict[str, Path] = {}
    for path in sorted(OWN.rglob("*")):
        if not path.is_file() or path.name.startswith((".", "_")):
            continue
        name = path.relative_to(OWN).as_posix()
        found[re.sub(r"^vendor/(?=(pictures|fonts)/)", "", name)] = path
    return found


def _stylesheet(name: str, text: str, sources: dict[str, Path], manifest: dict[str, str]) -> str:
    folder = PurePosixPath(name).parent

    def part(match: re.Match[str]) -> str:
        path = OWN / normpath(str(folder / match[1]))
        if not path.is_file():
            raise CannotBuild(f"{name} imports {match[1]}, which is not there.")
        return path.read_text(encoding="utf-8")

    def address(match: re.Match[str]) -> str:
        target = match[2]
        if target.startswith(("data:", "#", "http:", "https:")):
            return match[0]
        plain = target.removeprefix("/static/")
        if not target.startswith("/static/"):
            plain = normpath(str(folder / target))
        if plain not in manifest:
            raise CannotBuild(f"{name} points to {target}, which is not there.")
        return f'url("{"../" * len(folder.parts)}{manifest[plain]}")'

    text = re.sub(r"""@import\s+(?:url\()?["']([^"']+)["']\)?\s*;""", part, text)
    return re.sub(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""", address, text)


def _write_with_compressed(path: Path, data: bytes) -> set[Path]:
    made = {path}
    smaller = {path.with_name(path.name + ".br"), path.with_name(path.name + ".gz")}
    if path.suffix in COMPRESSED_ALREADY:
        smaller = set()
    if path.exists() and path.read_bytes() == data:
        return made | {other for other in smaller if other.exists()}
    for other in smaller:
        packed = _packed(other.suffix, data)
        if len(packed) < len(data):
            _write(other, packed)
            made.add(other)
    # The plain file is written last: where it stands, its compressed forms stand too.
    _write(path, data)
    return made


def _packed(suffix: str, data: bytes) -> bytes:
    if suffix == ".br":
        return bytes(brotli.compress(data, quality=11))
    stream = BytesIO()
    # No name and no time inside: the same source gives the same bytes.
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=stream, mtime=0) as file:
        file.write(data)
    return stream.getvalue()


def _write(path: Path, data: bytes) -> None:
    """Write whole or not at all, so that a server never reads half a file."""
    if path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(data)
    beside.replace(path)


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


# --- when to build ----------------------------------------------------------------------------


def _inputs() -> str:
    """A digest of all that the result depends on, cheap enough to take at every start."""
    files = [path for path in OWN.rglob("*") if path.is_file() and VENDOR not in path.parents]
    files += [ROOT / "package-lock.json", Path(__file__), ROOT / "app/language/pictures.py"]
    parts: list[bytes] = []
    for path in sorted(set(files)):
        if path.exists():
            parts += [str(path.relative_to(ROOT)).encode(), path.read_bytes()]
    return _digest(*parts)


def main(arguments: list[str]) -> int:
    """Build when something changed, or always with `--force`. Returns the exit status."""
    inputs = _inputs()
    fresh = STAMP.exists() and STAMP.read_text() == inputs and (OUT / "manifest.json").exists()
    if fresh and "--force" not in arguments:
        return 0
    if not PACKAGES.is_dir():
        print("The front-end packages are not installed. Run: make setup", file=sys.stderr)
        return 1
    if "--force" in arguments:
        shutil.rmtree(OUT, ignore_errors=True)
    try:
        take_vendor_files(_icons_of_registry())
        manifest = build()
    except CannotBuild as problem:
        print(f"The assets could not be built. {problem}", file=sys.stderr)
        return 1
    _write(STAMP, inputs.encode())
    print(f"Built {len(manifest)} files for the browser.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
