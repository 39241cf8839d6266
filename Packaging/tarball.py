"""An archive for other distributions, to be unpacked at /."""

import io
import lzma
import platform
import tarfile


def write(layout, output):
    """`avoir_VERSION_linux_MACHINE.tar.xz`: sorted, of one time and owner, so that the same files give the same bytes."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.GNU_FORMAT) as tar:
        made = set()
        for path, content in sorted(layout.contents.items()):
            parts = path.split("/")[:-1]
            for folder in ("/".join(parts[:count]) for count in range(1, len(parts) + 1)):
                if folder not in made:
                    made.add(folder)
                    tar.addfile(entry(layout, folder, tarfile.DIRTYPE, 0o755))
            info = entry(layout, path, tarfile.REGTYPE, content.mode)
            info.size = len(content.data)
            tar.addfile(info, io.BytesIO(content.data))
    name = f"avoir_{layout.version}_linux_{platform.machine()}.tar.xz"
    (output / name).write_bytes(lzma.compress(archive.getvalue(), preset=0 if layout.program.is_draft else 6))


def entry(layout, path, kind, mode):
    info = tarfile.TarInfo(path)
    info.type, info.mode, info.mtime = kind, mode, layout.source.epoch
    info.uname = info.gname = "root"
    return info
