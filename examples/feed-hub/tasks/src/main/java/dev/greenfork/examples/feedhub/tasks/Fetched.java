package dev.greenfork.examples.feedhub.tasks;

import org.jspecify.annotations.Nullable;

/**
 * What came of fetching a feed.
 *
 * @param entries the number of entries in it
 * @param fingerprint the id of the fingerprint task that the document was sent to, if it was
 */
public record Fetched(int entries, @Nullable String fingerprint, Run run) {}
