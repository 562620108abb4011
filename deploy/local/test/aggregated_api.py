"""An aggregated API of one resource: it answers with the caller's name as the API server's front proxy states it.

usage: aggregated_api.py ADDRESS CERTIFICATE KEY FRONT_PROXY_AUTHORITY      prints its port
"""

import http.server
import json
import ssl
import sys


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.rstrip("/").endswith("/who"):
            proxy = dict(field[0] for field in self.connection.getpeercert()["subject"])["commonName"]
            groups = " ".join(self.headers.get_all("X-Remote-Group"))
            self.answer(f"{self.headers['X-Remote-User']} {groups}, by {proxy}\n")
        else:
            self.answer(json.dumps({"kind": "APIResourceList", "apiVersion": "v1",
                                    "groupVersion": "test.greenfork.dev/v1", "resources": []}))

    def answer(self, text):
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


address, certificate, key, authority = sys.argv[1:]
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=authority)
context.verify_mode = ssl.CERT_REQUIRED
context.load_cert_chain(certificate, key)
server = http.server.ThreadingHTTPServer((address, 0), Handler)
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
server.serve_forever()
