/**
 * The feed hub's tasks: {@code feeds.fetch} waits for web sites and runs in a green pool, {@code
 * feeds.fingerprint} computes and runs in a prefork pool. Messages with URLs come in, numbers of
 * entries and near-duplicates go out as results.
 */
@NullMarked
package dev.greenfork.examples.feedhub.tasks;

import org.jspecify.annotations.NullMarked;
