"""What the verifier of scripts/torture reads and counts with: psql, hashlib and whole numbers."""

import hashlib
import json
import subprocess
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
HUNDRED_PERCENT = 100_000_000


class Session:
    """One psql for all queries."""

    END = b"-- end of the rows --\n"

    def __init__(self, url):
        self.psql = subprocess.Popen(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-v", "FETCH_COUNT=5000", "-d", url],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.psql.stdin.write(b"set timezone = 'UTC'; set datestyle = 'ISO'; set search_path = avoir;\n")

    def rows(self, query):
        """Each row as a list of texts, numbers and nulls; query: what follows `select`, without the first parenthesis."""
        self.psql.stdin.write(f"select json_build_array({query};\n\\echo {self.END.decode()}".encode())
        self.psql.stdin.flush()
        for line in self.psql.stdout:
            if line == self.END:
                return
            if line.strip():
                yield json.loads(line)
        raise RuntimeError(f"psql: {self.psql.stderr.read().decode(errors='replace').strip()[:300]}")

    def end(self):
        self.psql.communicate()


def digest(fields):
    """SHA-256 over fields as `prefixed` puts them."""
    return hashlib.sha256(prefixed(fields)).hexdigest()


def prefixed(fields):
    """Each field preceded by its length in four bytes; -1 for null."""
    content = bytearray()
    for field in fields:
        if field is None:
            content += (0xFFFFFFFF).to_bytes(4, "big")
        else:
            text = field.encode()
            content += len(text).to_bytes(4, "big") + text
    return bytes(content)


def microseconds(text):
    instant = datetime.fromisoformat(text.replace("+00", "+00:00"))
    return str((instant - EPOCH) // timedelta(microseconds=1))


def share(amount, micropercent):
    """Rounded half up to the cent."""
    return (2 * amount * micropercent + HUNDRED_PERCENT) // (2 * HUNDRED_PERCENT)
