"""What is in a package, as SPDX 2.3: its files with their hashes, and what was linked into the program."""

import datetime
import hashlib
import json
import re

# Licence of each Swift package, as its repository states it.
LICENCES = {
    "swift-argument-parser": "Apache-2.0 WITH Swift-exception",
    "swift-subprocess": "Apache-2.0 WITH Swift-exception",
    "swift-system": "Apache-2.0 WITH Swift-exception",
}
# Libraries of the system that the program loads.
LOADED = {"libpq": "PostgreSQL", "libcrypto": "Apache-2.0", "libz": "Zlib", "libyaml-0": "MIT"}


def document(layout):
    """The bytes of avoir.spdx.json; it lists every file but itself."""
    packages, relations = [own(layout)], [("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-avoir")]
    for package, relation in parts(layout):
        packages.append(package)
        relations.append(("SPDXRef-avoir", relation, package["SPDXID"]))
    files = []
    for number, (path, content) in enumerate(sorted(layout.contents.items())):
        files.append(file(number, path, content.data))
        relations.append(("SPDXRef-avoir", "CONTAINS", files[-1]["SPDXID"]))
    return (json.dumps({
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"avoir-{layout.version}",
        "documentNamespace": f"https://spdx.org/spdxdocs/avoir-{layout.version}-{verification(files)}",
        "creationInfo": {
            "created": datetime.datetime.fromtimestamp(layout.source.epoch, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": ["Tool: scripts/package"],
        },
        "packages": packages,
        "files": files,
        "relationships": [{"spdxElementId": a, "relationshipType": kind, "relatedSpdxElement": b} for a, kind, b in relations],
    }, indent=1, ensure_ascii=False) + "\n").encode()


def own(layout):
    files = [file(0, path, content.data) for path, content in layout.contents.items()]
    return package("avoir", layout.version, "NOASSERTION", comment=f"built from {layout.source.commit}") | {
        "filesAnalyzed": True,
        "packageVerificationCode": {"packageVerificationCodeValue": verification(files)},
    }


def parts(layout):
    """What is linked into the program, then what it loads."""
    version = re.search(r"version (\S+)", layout.program.swift)[1]
    yield package("swift-runtime", version, "Apache-2.0 WITH Swift-exception",
                  comment="standard library, concurrency, regular expressions, Dispatch, Foundation's essentials"), "STATIC_LINK"
    for name, number, revision, place in sorted(layout.source.pins()):
        yield package(name, number, LICENCES[name], place=f"git+{place}@{revision}"), "STATIC_LINK"
    for library in layout.program.needed:
        name = library.split(".so")[0]
        if name in LOADED:
            yield package(name, library.split(".so.")[1], LOADED[name]), "DYNAMIC_LINK"


def package(name, version, licence, comment=None, place="NOASSERTION"):
    return {
        "name": name,
        "SPDXID": f"SPDXRef-{name}",
        "versionInfo": version,
        "downloadLocation": place,
        "filesAnalyzed": False,
        "licenseConcluded": licence,
        "licenseDeclared": licence,
        "copyrightText": "NOASSERTION",
    } | ({"comment": comment} if comment else {})


def file(number, path, data):
    return {
        "fileName": f"./{path}",
        "SPDXID": f"SPDXRef-File-{number}",
        "checksums": [{"algorithm": name, "checksumValue": hashlib.new(name, data).hexdigest()} for name in ("SHA1", "SHA256")],
        "licenseConcluded": "NOASSERTION",
        "copyrightText": "NOASSERTION",
    }


def verification(files):
    """SPDX 2.3, 7.9: the SHA-1 of the sorted SHA-1 sums of all files."""
    return hashlib.sha1("".join(sorted(file["checksums"][0]["checksumValue"] for file in files)).encode()).hexdigest()
