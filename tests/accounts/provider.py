"""A provider of OpenID Connect for tests: discovery, keys, token and userinfo, in a thread of its own."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "ita-portal", "client-secret"


class Provider:
    """``claims`` and ``userinfo`` are what it will say; ``asked`` what it was asked for."""

    def __init__(self):
        self.key = self.signing_key = rsa.generate_private_key(65537, 2048)
        self.claims, self.userinfo, self.asked = {}, {}, []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def says(self, sub, **claims):
        """Let the person be ``sub``."""
        self.claims = {
            "iss": self.url, "aud": CLIENT, "sub": sub, "iat": int(time.time()), "exp": int(time.time()) + 300,
        }  # fmt: skip
        self.userinfo = {"sub": sub, **claims}

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def _answer(self, path):
        if path == "/.well-known/openid-configuration":
            ends = {
                f"{name}_endpoint": f"{self.url}/{name}" for name in ("authorization", "token", "userinfo")
            }
            return {"issuer": self.url, "jwks_uri": f"{self.url}/keys", **ends}
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [{**public, "kid": "one", "alg": "RS256"}]}
        if path == "/userinfo":
            return self.userinfo
        token = jwt.encode(self.claims, self.signing_key, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "opens-userinfo", "token_type": "Bearer", "id_token": token}

    def _handler(provider):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                size = int(self.headers.get("Content-Length") or 0)
                provider.asked.append((self.path, parse_qs(self.rfile.read(size).decode())))
                body = json.dumps(provider._answer(self.path)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *args):
                """Say nothing."""

        return Handler
