/**
 * Strategic merge of a user's {@code podTemplate} into the operator's own. In: two trees of maps
 * and lists. Out: a new tree. Lists that Kubernetes merges by a key are merged by that key here;
 * all others are replaced.
 */
@NullMarked
package dev.greenfork.operator.merge;

import org.jspecify.annotations.NullMarked;
