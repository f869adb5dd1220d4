"""Who is in the demo: an account for each role, with invented and unusual names."""

from __future__ import annotations

from dataclasses import dataclass

from app.organisations.models import Role
from app.people.models import Relationship

PASSWORD = "together-2026"


@dataclass(frozen=True)
class DemoAccount:
    """One demo account: its role is its address."""

    role: str
    name: str
    who: str = ""
    relationship: Relationship | None = None
    place: str = ""
    work: Role | None = None

    @property
    def email(self) -> str:
        return f"{self.role}@demo.example"


SMALL_SUPPORTS = "Hazelwick Small Supports"
OTHER_PROVIDER = "Bramblecote Living"
COUNCIL = "Demo Council"
NHS = "Demo Community Nursing"
ADVOCATES = "Demo Advocates"

ACCOUNTS = (
    DemoAccount("person", "Mirabel Thistlewood"),
    DemoAccount("family", "Odette Thistlewood", "my sister", Relationship.FAMILY),
    DemoAccount(
        "advocate",
        "Ignatius Plumridge",
        "my advocate",
        Relationship.ADVOCATE,
        ADVOCATES,
        Role.ADVOCATE,
    ),
    DemoAccount("friend", "Barnaby Quincewell", "my friend", Relationship.FRIEND),
    DemoAccount("attorney", "Rosalind Fryethorpe", "my aunt", Relationship.ATTORNEY),
    DemoAccount("appointee", "Cuthbert Fryethorpe", "my uncle", Relationship.APPOINTEE),
    DemoAccount(
        "nurse",
        "Philippa Ravensdene",
        "my nurse",
        Relationship.HEALTH_PROFESSIONAL,
        NHS,
        Role.PROFESSIONAL,
    ),
    DemoAccount(
        "worker",
        "Desmond Larkspurton",
        "Desmond",
        Relationship.SUPPORT_WORKER,
        SMALL_SUPPORTS,
        Role.PROVIDER_WORKER,
    ),
    DemoAccount(
        "manager",
        "Winifred Oakapple",
        "Winifred",
        Relationship.PROVIDER_MANAGER,
        SMALL_SUPPORTS,
        Role.PROVIDER_MANAGER,
    ),
    DemoAccount("manager2", "Leopold Fennimore", place=OTHER_PROVIDER, work=Role.PROVIDER_MANAGER),
    DemoAccount(
        "caremanager",
        "Augusta Pennyfeather",
        "Augusta",
        Relationship.CARE_MANAGER,
        COUNCIL,
        Role.CARE_MANAGER,
    ),
    DemoAccount("vetter", "Horatio Whitlowby", place=COUNCIL, work=Role.VETTER),
    DemoAccount("moderator", "Clementine Burrage", place=COUNCIL, work=Role.MODERATOR),
    DemoAccount("commissioner", "Bartholomew Sedgely", place=COUNCIL, work=Role.COMMISSIONER),
    DemoAccount(
        "steering",
        "Ludovica Marchbanks",
        "Ludovica",
        Relationship.OTHER,
        COUNCIL,
        Role.STEERING_GROUP,
    ),
    DemoAccount("approver", "Henrietta Stonecrop", place=COUNCIL, work=Role.APPROVER),
    DemoAccount("admin", "Lysander Wainfleet", place=COUNCIL, work=Role.ADMINISTRATOR),
    DemoAccount("stranger", "Zebedee Crankshaw-Moon"),
)
