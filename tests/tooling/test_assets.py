"""The asset build: hashed names, precompressed forms, pictures out of their packages."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import brotli
import pytest

from tools import assets


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small `static/` with a stylesheet in two parts and a font, and packages beside it."""
    own = tmp_path / "static"
    (own / "css").mkdir(parents=True)
    (own / "vendor" / "fonts").mkdir(parents=True)
    (own / "css" / "portal.css").write_text('@import "_type.css";\nbody { color: plum; }\n' * 20)
    (own / "css" / "_type.css").write_text('@font-face { src: url("../fonts/letters.woff2"); }')
    (own / "vendor" / "fonts" / "letters.woff2").write_bytes(b"letters" * 40)
    monkeypatch.setattr(assets, "OWN", own)
    monkeypatch.setattr(assets, "VENDOR", own / "vendor")
    monkeypatch.setattr(assets, "PACKAGES", tmp_path / "node_modules")
    return tmp_path


def test_names_are_hashed_and_stylesheets_point_to_them(tree: Path) -> None:
    out = tree / "out"
    manifest = assets.build(out)
    assert set(manifest) == {"css/portal.css", "fonts/letters.woff2"}
    assert json.loads((out / "manifest.json").read_text()) == manifest
    style = (out / manifest["css/portal.css"]).read_text()
    assert f'url("../{manifest["fonts/letters.woff2"]}")' in style
    assert "@import" not in style


def test_compressed_forms_hold_the_same_bytes(tree: Path) -> None:
    out = tree / "out"
    name = assets.build(out)["css/portal.css"]
    plain = (out / name).read_bytes()
    assert brotli.decompress((out / f"{name}.br").read_bytes()) == plain
    assert gzip.decompress((out / f"{name}.gz").read_bytes()) == plain
    assert not list(out.glob("fonts/*.br"))


def test_a_change_gives_a_new_name_and_takes_the_old_file_away(tree: Path) -> None:
    out = tree / "out"
    before = assets.build(out)["css/portal.css"]
    (tree / "static" / "css" / "portal.css").write_text("body { color: black; }")
    after = assets.build(out)["css/portal.css"]
    assert after != before
    assert not list(out.glob(f"{before}*"))


@pytest.mark.parametrize(
    "line", ['@import "_gone.css";', 'p { background: url("../img/no.svg"); }']
)
def test_a_missing_file_stops_the_build(tree: Path, line: str) -> None:
    (tree / "static" / "css" / "portal.css").write_text(line)
    with pytest.raises(assets.CannotBuild, match=r"not there"):
        assets.build(tree / "out")


def test_pictures_come_out_of_their_packages(tree: Path) -> None:
    packages = tree / "node_modules"
    emoji = packages / "@iconify-json" / "fluent-emoji-flat"
    emoji.mkdir(parents=True)
    icons = {"left": {"body": '<path d="M0 0"/>'}}
    aliases = {"right": {"parent": "left", "hFlip": True}}
    emoji.joinpath("icons.json").write_text(
        json.dumps({"icons": icons, "aliases": aliases, "width": 32, "height": 32})
    )
    health = packages / "healthicons" / "public" / "icons" / "svg" / "filled" / "people"
    health.mkdir(parents=True)
    (health / "person.svg").write_text('<svg>\n<path fill="currentColor"/>\n</svg>')

    taken = assets._take_pictures([("fluent", "left"), ("fluent", "right"), ("health", "person")])

    drawings = {path.name: path.read_text() for path in taken}
    assert set(drawings) == {"left.svg", "right.svg", "person.svg", "person-white.svg"}
    assert 'viewBox="0 0 32 32"' in drawings["left.svg"]
    assert "scale(-1 1)" in drawings["right.svg"]
    assert "#fff" in drawings["person-white.svg"]
    with pytest.raises(assets.CannotBuild, match="dragon"):
        assets._take_pictures([("fluent", "dragon")])
