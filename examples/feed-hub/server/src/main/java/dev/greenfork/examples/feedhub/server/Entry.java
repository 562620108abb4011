package dev.greenfork.examples.feedhub.server;

import java.time.Instant;

/** One item of a feed, before it is written in any format. */
record Entry(String title, String link, Instant published, String text) {}
