"""A stock Flower, as a user starts it, and its HTTP API."""

import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

from .processes import Running, environment, free_port
from .workers import HERE


class Flower(Running):
    def __init__(self, folder, url):
        self.http = f"http://127.0.0.1:{(port := free_port())}"
        command = [sys.executable, "-m", "celery", "-A", "python_tasks", "flower"]
        command += ["--address=127.0.0.1", f"--port={port}"]
        settings = {"BROKER": url, "RESULTS": url, "PYTHONPATH": str(HERE), "FLOWER_UNAUTHENTICATED_API": "true"}
        super().__init__("flower", command, folder, environment(**settings))
        self.await_ready(lambda: self.page("/healthcheck")[0] == 200)

    def page(self, path, form=None):
        """Status and text of a page; with a form it is posted."""
        body = None if form is None else urllib.parse.urlencode(form).encode()
        try:
            with urllib.request.urlopen(self.http + path, body, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()
        except (urllib.error.URLError, ConnectionError):
            return 0, ""

    def text(self, path):
        """The words of a page, without its markup."""
        status, page = self.page(path)
        assert status == 200, (path, status)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))

    def get(self, path):
        status, answer = self.page("/api" + path)
        assert status == 200, (path, status, answer)
        return json.loads(answer)

    def post(self, path, **form):
        """What the buttons of its pages do."""
        status, answer = self.page("/api" + path, form)
        assert status == 200, (path, status, answer)
        return json.loads(answer)["message"]
