package dev.greenfork.examples.feedhub.server;

/** A piece of running text and what it was taken from, such as a package's name. */
record Paragraph(String source, String text) {}
