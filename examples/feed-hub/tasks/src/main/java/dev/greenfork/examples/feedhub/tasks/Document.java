package dev.greenfork.examples.feedhub.tasks;

import java.io.InputStream;

/** What a site sent, and the media type that it said it was. */
record Document(InputStream bytes, String contentType) {}
