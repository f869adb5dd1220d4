"""A slice's views and forms are its own; the contract says who came in from outside."""

from __future__ import annotations

from grimp import ImportGraph

from tools.import_rules import OwnRoomsContract


def found(*imports: tuple[str, str]) -> list[str]:
    graph = ImportGraph()
    for importer, imported in imports:
        for module in (importer, imported):
            graph.add_module(module)
        graph.add_import(importer=importer, imported=imported)
    contract = OwnRoomsContract(
        name="own rooms",
        session_options={"root_packages": ["app"]},
        contract_options={"root": "app", "rooms": ["views", "forms"], "shared": ["language"]},
    )
    return contract.check(graph, verbose=False).metadata["found"]


def test_another_slice_may_not_use_views_or_forms() -> None:
    assert found(("app.plans.views", "app.people.forms")) == [
        "app.plans.views imports app.people.forms"
    ]
    assert found(("app.plans.actions", "app.people.views.circle"))


def test_its_own_slice_the_factory_and_shared_packages_may() -> None:
    assert found(("app.people.views", "app.people.forms")) == []
    assert found(("app.people", "app.people.views")) == []
    assert found(("app", "app.people.views")) == []
    assert found(("app.people.forms", "app.language.forms")) == []
    assert found(("app.plans.views", "app.people.queries")) == []
