"""A contract for import-linter: a slice's rooms of its own stay its own.

Another slice may use a slice's queries, actions and models, never its views or forms. The only
outsiders let in are the slice's own package and the application factory.
"""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OwnRoomsContract(Contract):
    """`rooms` are module names (`views`) that only their own slice of `root` may import.

    `shared` names packages of `root` that are no slices, whose rooms stand open to all.
    """

    root = fields.StringField()
    rooms = fields.ListField(subfield=fields.StringField())
    shared = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import of a room and keep those that come from elsewhere."""
        rooms = {str(room) for room in self.rooms}  # type: ignore[attr-defined]
        shared = {str(name) for name in self.shared or ()}  # type: ignore[attr-defined]
        root = str(self.root)
        found = []
        for module in sorted(graph.modules):
            parts = module.split(".")
            if len(parts) < 3 or parts[0] != root or parts[2] not in rooms or parts[1] in shared:
                continue
            slice_of_it = ".".join(parts[:2])
            for importer in sorted(graph.find_modules_that_directly_import(module)):
                if importer == root or f"{importer}.".startswith(f"{slice_of_it}."):
                    continue
                found.append(f"{importer} imports {module}")
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say each breach on a line of its own."""
        for line in check.metadata["found"]:
            output.print_error(line)
