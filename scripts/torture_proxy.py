"""A proxy in front of the server that drops a connection right after a statement was sent."""

import shutil
import socket
import threading


class Cut:
    """Drops the connection at the occurrence of `needle` number `place` (from 0) in what the client sends.

    delivered: the server gets it and has answered by then; the answer is lost.
    """

    def __init__(self, server, folder, needle, place, delivered):
        self.server, self.folder = f"{server}/.s.PGSQL.5432", folder
        self.needle, self.place, self.delivered = needle, place, delivered
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
            if self.has_cut or self.needle not in data:
                return False
            self.seen += 1
            self.has_cut = self.seen == self.place + 1
            return self.has_cut

    def to_server(self, client, server, is_mute):
        try:
            while data := client.recv(65536):
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
