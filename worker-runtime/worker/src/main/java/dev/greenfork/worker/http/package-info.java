/**
 * The worker's HTTP port: {@code /healthz}, {@code /readyz} and {@code /metrics}, on platform
 * threads of their own. State comes in as suppliers; nothing else is served.
 */
@NullMarked
package dev.greenfork.worker.http;

import org.jspecify.annotations.NullMarked;
