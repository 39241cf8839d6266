"""A bare Debian in a folder, with its own view of mounts."""

import os
import pathlib
import shlex
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".build/bare-debian.tar"


class Bare:
    """Unpacked on entering, deleted on leaving."""

    def __enter__(self):
        if os.geteuid() != 0:
            raise SystemExit("scripts/check-package: only root can enter a Debian of its own")
        if not shutil.which("debootstrap"):
            raise SystemExit("scripts/check-package: debootstrap is missing: apt-get install debootstrap")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="avoir-bare."))
        self.folder.chmod(0o755)
        if not KEPT.exists():
            self.make()
        subprocess.run(["tar", "-C", self.folder, "-xf", KEPT], check=True)
        # Nothing may start services here, and PostgreSQL needs no cluster for everybody.
        self.write("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755)
        self.write("etc/postgresql-common/createcluster.d/avoir.conf", "create_main_cluster = false\n")
        # All scripts see the same mounts, so that one finds the server that another started.
        mount = f"mount -t proc proc {shlex.quote(str(self.folder))}/proc && echo && exec sleep infinity"
        self.holder = subprocess.Popen(["unshare", "--mount", "sh", "-c", mount], stdout=subprocess.PIPE)
        self.holder.stdout.readline()
        return self

    def __exit__(self, *_):
        self.run("if [ -x /usr/bin/avoir-service ]; then avoir-service database stop --quiet; fi", check=False)
        self.holder.terminate()
        self.holder.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def make(self):
        system = dict(line.split("=", 1) for line in pathlib.Path("/etc/os-release").read_text().split("\n") if "=" in line)
        print(f"debootstrap {system['VERSION_CODENAME']}", flush=True)
        with tempfile.TemporaryDirectory(prefix="avoir-debootstrap.") as folder:
            subprocess.run(["debootstrap", "--variant=minbase", system["VERSION_CODENAME"], folder], check=True,
                           stdout=subprocess.DEVNULL)
            KEPT.parent.mkdir(exist_ok=True)
            part = KEPT.with_suffix(".part")
            subprocess.run(["tar", "-C", folder, "--numeric-owner", "-cf", part, "."], check=True)
            part.rename(KEPT)

    def write(self, path, text, mode=0o644):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(mode)

    def run(self, script, check=True, code=0):
        """Runs a script of sh in it, and gives what it said; fails loudly with another exit code."""
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        done = subprocess.run(
            ["nsenter", f"--target={self.holder.pid}", "--mount", "chroot", self.folder, "/usr/bin/env", "-i", path,
             "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", "HOME=/root", "/bin/sh", "-c", script],
            text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if check and done.returncode != code:
            raise SystemExit(f"FAILED ({done.returncode}, not {code}): {script}\n{done.stdout}")
        return done.stdout

    def files(self):
        """Every file, but for what packages' managers and the system keep for themselves."""
        own = ("proc/", "var/lib/dpkg/", "var/lib/apt/", "var/cache/", "var/log/", "tmp/")
        for folder, folders, names in os.walk(self.folder):
            for name in names + [name for name in folders if not os.listdir(os.path.join(folder, name))]:
                path = os.path.relpath(os.path.join(folder, name), self.folder)
                if not path.startswith(own):
                    yield path
