/**
 * Tasks that make a worker show how it behaves: what it returns, how it fails, waits, computes,
 * dies and is abused. The tests under {@code tests/celery} send them from a stock Python client,
 * and compare with the same tasks run by a stock Python worker.
 */
@NullMarked
package dev.greenfork.examples.conformance;

import org.jspecify.annotations.NullMarked;
