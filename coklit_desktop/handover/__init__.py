"""Packages, kits and receipts: bytes, keys and files; no database, no services.

How a service uses it. `trust = Trust(root, election, revocations)` is what the store knows; documents are kept as
`Signed.to_bytes()` and read back with `signed_from_bytes(Certificate, data)` or `request_from_bytes(data)`.

1. Make a kit (regency, with the root's passphrase)::

    root = open_root(path, passphrase)
    serial = next_serial(last_serial, now_ms)
    code = new_activation_code()                       # told by voice, stored nowhere
    identity, enrol_key = activation_keys(code, serial)
    enrol = sign(Enrolment(root.root, election, area, role, enrol_key.public, serial), root)
    facts = make_facts("kit", root=root.root, election=election, area=area, site=own_site, to=area, ranges=ranges)
    outgoing = Outgoing(facts, SignerFile(cert=own_cert, enrol=enrol), recipients=[], hidden=[identity.public])
    write_package(folder, kit_name(area, serial), outgoing, lines, own_signing_key, progress)

   `lines`: CertLine (own first), EnrolLine, KecamatanLine (a PPK's kit: SecretLine after it), RevocationsLine,
   entry_lines(entries, head) for each range, delivery_lines(...). A re-issued kit has no `enrol` and no `hidden`.

2. Open a kit for the first time::

    with read_outer(path) as outer:
        root = outer.manifest.facts.root               # show words({"root": root}); the clerk compares them
        trust = Trust(root, outer.manifest.facts.election)
        author = outer.verify(trust)                   # a kabko certificate under that root
        identity, enrol_key = outer.activate(code)
        payload = outer.payload(trust, author, [identity])
    request = sign_request(Request(root, election, site, role, area, ..., serial), own_key, enrol=enrol_key)
    request.words                                      # for the transmittal sheet; then forget enrol_key

3. Pack: `make_facts("package", ..., to=regency_of(area))`, `SignerFile(cert=...)` or, while provisional,
   `SignerFile(enrol=..., request=...)`; recipients = `usable_age_keys(certificates, revocations)` of the regency's
   and the area's sites, and the kecamatan key; `write_package(folder, package_name(facts), ...)`.

4. Receive at the regency::

    with read_outer(path) as outer:
        author = outer.verify(trust, own_area)
        payload = outer.payload(trust, author, identities, known=certificates_in_store)

   `author.provisional`: store apart (`sementara`) until `same_words(confirm, author.request.words)`; then
   `sign(author.request.doc.certificate(), root)`. `trust.is_revoked(author.site)`: a late package of a lost laptop.
   `payload` is verified as a whole; apply `payload.entries()` and `payload.deliveries()` in one transaction.

5. Receipt home: `Receipt(...)` signed by the site, a ReceiptLine with the issuer's certificate, CertLine,
   RevocationsLine, DigestLine and what comes down; kind "receipt", to = the area; recipients = that area's sites.

Every fault is a CoklitError with one of the codes in resources/messages.toml, section [handover].
"""
