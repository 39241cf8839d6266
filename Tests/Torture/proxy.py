"""A proxy in front of the server that drops a connection right after a statement was sent, or within what is copied."""

import shutil
import socket
import threading


class Copied:
    """Follows the messages of one client, to find where the byte number `most` of its COPY data stands."""

    def __init__(self, most):
        self.most, self.copied = most, 0
        # The first message has no letter before its length.
        self.head, self.head_size, self.kind, self.left = b"", 4, b"", 0

    def place(self, data):
        """Where in `data`; None when it is not there."""
        place = 0
        while place < len(data):
            if self.left == 0:
                more = data[place:place + self.head_size - len(self.head)]
                self.head, place = self.head + more, place + len(more)
                if len(self.head) == self.head_size:
                    self.kind, self.left = self.head[:-4], int.from_bytes(self.head[-4:], "big") - 4
                    self.head, self.head_size = b"", 5
                continue
            size = min(self.left, len(data) - place)
            if self.kind == b"d" and self.copied + size >= self.most:
                return place + self.most - self.copied
            self.copied += size if self.kind == b"d" else 0
            place, self.left = place + size, self.left - size
        return None


class Cut:
    """Drops the connection at the occurrence of `needle` number `place` (from 0) in what the client sends.

    delivered: the server gets it and has answered by then; the answer is lost.
    copied: drops it after so many bytes of COPY data instead; the server gets them.
    """

    def __init__(self, server, folder, needle=None, place=0, delivered=False, copied=None):
        self.server, self.folder = f"{server}/.s.PGSQL.5432", folder
        self.needle, self.place, self.delivered, self.copied = needle, place, delivered, copied
        self.seen, self.has_cut, self.lock = 0, False, threading.Lock()
        self.sockets, self.threads = [], []

    def __enter__(self):
        self.folder.mkdir()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(f"{self.folder}/.s.PGSQL.5432")
        self.listener.listen(32)
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.close()
        for end in self.sockets:
            end.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.server)
            self.sockets += [client, server]
            is_mute = threading.Event()
            threading.Thread(target=self.to_server, args=(client, server, is_mute), daemon=True).start()
            threading.Thread(target=self.to_client, args=(client, server, is_mute), daemon=True).start()

    def is_it(self, data):
        with self.lock:
            if self.has_cut or self.needle is None or self.needle not in data:
                return False
            self.seen += 1
            self.has_cut = self.seen == self.place + 1
            return self.has_cut

    def to_server(self, client, server, is_mute):
        copied = Copied(self.copied) if self.copied else None
        try:
            while data := client.recv(65536):
                if copied and (end := copied.place(data)) is not None:
                    self.has_cut = True
                    is_mute.set()
                    server.sendall(data[:end])
                    server.shutdown(socket.SHUT_RDWR)
                    client.shutdown(socket.SHUT_RDWR)
                    return
                if self.is_it(data):
                    is_mute.set()
                    if not self.delivered:
                        server.shutdown(socket.SHUT_RDWR)
                        client.shutdown(socket.SHUT_RDWR)
                        return
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def to_client(self, client, server, is_mute):
        try:
            while data := server.recv(65536):
                if is_mute.is_set():
                    client.shutdown(socket.SHUT_RDWR)
                    server.shutdown(socket.SHUT_RDWR)
                    return
                client.sendall(data)
            client.shutdown(socket.SHUT_WR)
        except OSError:
            pass
