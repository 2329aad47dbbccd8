#!/usr/bin/env python3
"""A client of Parley in nothing but Python: HTTP for signing in, Socket.IO's wire format over a WebSocket for the rest.

    python3 parley.py http://localhost:3000 amy@example.org 'correct horse battery' ROOM_ID 'hello'

Sends one message to a room, waits until it comes back as an event, and prints both. docs/quickstart-socketio.md explains
each step.
"""

import base64
import json
import os
import socket
import ssl
import struct
import sys
import urllib.request
from urllib.parse import urlsplit

# Engine.IO's packets, and those of Socket.IO inside of its messages.
OPEN, CLOSE, PING, PONG, MESSAGE = "0", "1", "2", "3", "4"
CONNECT, DISCONNECT, EVENT, ACK, CONNECT_ERROR = "0", "1", "2", "3", "4"


def log_in(url, email, password):
    body = json.dumps({"email": email, "password": password}).encode()
    request = urllib.request.Request(f"{url}/api/auth/login", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["token"]


class WebSocket:
    """As much of RFC 6455 as a client needs."""

    def __init__(self, url):
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        self.socket = socket.create_connection((parts.hostname, port), timeout=20)
        if secure:
            self.socket = ssl.create_default_context().wrap_socket(self.socket, server_hostname=parts.hostname)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            (
                f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {parts.netloc}\r\n"
                f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
                "Sec-WebSocket-Version: 13\r\n\r\n"
            ).encode()
        )
        self.stream = self.socket.makefile("rb")
        if b" 101 " not in self.stream.readline():
            raise ConnectionError("no WebSocket here")
        while self.stream.readline().strip():
            pass

    def send(self, text):
        payload, mask = text.encode(), os.urandom(4)
        size = len(payload)
        head = struct.pack("!BB", 0x81, 0x80 | size) if size < 126 else struct.pack("!BBH", 0x81, 0x80 | 126, size)
        if size > 0xFFFF:
            head = struct.pack("!BBQ", 0x81, 0x80 | 127, size)
        self.socket.sendall(head + mask + bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload)))

    def receive(self):
        text = b""
        while True:
            first, second = self.stream.read(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack("!H", self.stream.read(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", self.stream.read(8))
            payload = self.stream.read(size)
            if first & 0x0F == 8:
                raise ConnectionError("the server closed the connection")
            if first & 0x0F in (0, 1):
                text += payload
                if first & 0x80:
                    return text.decode()


class Client:
    def __init__(self, url, token):
        self.line = WebSocket(url)
        self.acknowledgements = {}
        self.events = []
        assert self.line.receive()[0] == OPEN
        self.line.send(MESSAGE + CONNECT + json.dumps({"token": token}))

    def step(self):
        """Takes one packet in."""
        packet = self.line.receive()
        if packet[0] == PING:
            return self.line.send(PONG)
        if packet[0] != MESSAGE:
            return None
        kind, rest = packet[1], packet[2:]
        if kind == CONNECT_ERROR:
            raise PermissionError(json.loads(rest)["data"]["code"])
        if kind == EVENT:
            self.events.append(json.loads(rest))
        if kind == ACK:
            digits = rest[: rest.index("[")]
            self.acknowledgements[int(digits)] = json.loads(rest[len(digits) :])[0]
        return None

    def wait(self, name, matches=lambda payload: True):
        while True:
            for event, payload in self.events:
                if event == name and matches(payload):
                    return payload
            self.step()

    def ask(self, event, payload, number):
        self.line.send(f"{MESSAGE}{EVENT}{number}{json.dumps([event, payload])}")
        while number not in self.acknowledgements:
            self.step()
        return self.acknowledgements.pop(number)


def main(url, email, password, room_id, content):
    client = Client(url, log_in(url, email, password))
    ready = client.wait("ready")
    print("ready:", ready["user"]["username"])
    message = {"room_id": room_id, "content": content, "client_id": os.urandom(16).hex()}
    answer = client.ask("send_message", message, 1)
    if not answer["ok"]:
        sys.exit(answer["error"]["code"])
    print("stored as number", answer["message"]["seq"])
    event = client.wait("new_message", lambda payload: payload["id"] == answer["message"]["id"])
    print("received:", event["content"])


if __name__ == "__main__":
    main(*sys.argv[1:])
