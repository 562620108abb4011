/**
 * What Linux tells of processes and of this container in {@code /proc} and {@code /sys/fs/cgroup}:
 * memory, oom scores, limits. On other systems nothing is known, and nothing here fails for it.
 */
@NullMarked
package dev.greenfork.worker.prefork.proc;

import org.jspecify.annotations.NullMarked;
