"""uv gets the package index that pip is configured for, and a set variable wins."""

from __future__ import annotations

from tools.run_uv import environment_for_uv


def test_settings_of_pip_are_handed_on_under_the_names_of_uv() -> None:
    settings = {
        "index-url": "https://mirror.example/simple",
        "extra-index-url": "https://one.example/simple\nhttps://two.example/simple",
        "find-links": "/srv/wheels /srv/more",
        "cert": "/srv/ca.pem",
        "unknown": "kept out",
    }
    result = environment_for_uv({"LANG": "C"}, settings)
    assert result["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert result["UV_INDEX"] == "https://one.example/simple https://two.example/simple"
    assert result["UV_FIND_LINKS"] == "/srv/wheels,/srv/more"
    assert result["SSL_CERT_FILE"] == "/srv/ca.pem"
    assert result["LANG"] == "C"
    assert "kept out" not in result.values()


def test_a_variable_that_is_set_wins_under_its_old_name_too() -> None:
    given = {"UV_INDEX_URL": "https://mine.example/simple", "UV_FIND_LINKS": ""}
    settings = {"index-url": "https://mirror.example/simple", "find-links": "/srv/wheels"}
    result = environment_for_uv(given, settings)
    assert "UV_DEFAULT_INDEX" not in result
    assert result["UV_FIND_LINKS"] == ""
