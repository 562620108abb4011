/**
 * Says what the API server would say to a Broker or WorkerPool. In: a manifest, and the object that
 * it replaces. Out: the object with its defaults, or the sentences with which {@code kubectl apply}
 * fails. The schema, the defaults and the rules are those of the CRD files; only their evaluation
 * is written here.
 */
@NullMarked
package dev.greenfork.local.validation;

import org.jspecify.annotations.NullMarked;
