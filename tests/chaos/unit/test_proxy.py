"""The proxy between a worker and its broker."""

import socket
import threading

import pytest
from chaos.proxy import Proxy


@pytest.fixture
def echo():
    """A server that sends back what it gets; its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                while data := connection.recv(100):
                    connection.sendall(data)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


@pytest.fixture
def proxy(echo):
    proxy = Proxy(echo)
    yield proxy
    proxy.close()


def connect(proxy):
    connection = socket.create_connection(("127.0.0.1", proxy.port), timeout=5)
    connection.settimeout(0.3)
    return connection


def said(connection, what):
    connection.sendall(what)
    return connection.recv(100)


def test_what_is_sent_meanwhile_arrives_after_the_silence(proxy):
    with connect(proxy) as connection:
        assert said(connection, b"one") == b"one"
        with proxy.silent():
            with pytest.raises(TimeoutError):
                said(connection, b"two")
        connection.settimeout(5)
        assert connection.recv(100) == b"two"


def test_connections_end_and_none_is_made_while_they_are_refused(proxy):
    with connect(proxy) as connection:
        assert said(connection, b"one") == b"one"
        with proxy.refusing():
            assert connection.recv(100) == b""
            with connect(proxy) as another:
                assert gone(another)
    with connect(proxy) as connection:
        assert said(connection, b"two") == b"two"


def gone(connection):
    try:
        return said(connection, b"x") == b""
    except (ConnectionResetError, BrokenPipeError):
        return True
