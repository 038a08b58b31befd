"""Which organisations are protected: those on the private list, and those that said they may not be listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from report_kit.model.entities import Organisation
from report_kit.names.protected import Protected, ProtectedOrganisation
from report_kit.names.secret import SecretText


def with_organisations(
    protected: Protected, organisations: Iterable[Organisation], *, printed: Iterable[str] = ()
) -> Protected:
    """`protected`, and the names of organisations, from what `sources/organisations.yaml` says of them.

    Protected are those that the private file lists, and those with `list_consent: no`; but not those whose id is in
    `printed`: publishers, hosts and others that the report names on purpose.
    """
    own = {one.id: one for one in protected.organisations}
    shown = set(printed)
    for organisation in organisations:
        listed = organisation.id in own
        if not listed and (organisation.list_consent != "no" or organisation.id in shown):
            continue
        names = [organisation.name, organisation.short_name, *organisation.aliases]
        known = own.get(organisation.id) or ProtectedOrganisation(id=organisation.id, names=())
        extra = (SecretText(name) for name in names if name)
        own[organisation.id] = replace(known, names=tuple(dict.fromkeys((*known.names, *extra))))
    return replace(protected, organisations=tuple(own.values()))
