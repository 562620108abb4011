package dev.greenfork.worker.run;

/**
 * What one run took, measured exactly.
 *
 * @param cpuNanos processor time of its thread
 * @param delayNanos for which its thread could have run and had no processor
 * @param bytes that its thread allocated on the heap
 * @param first whether it was the first of its task in its process, which loads classes
 */
public record Usage(long cpuNanos, long delayNanos, long bytes, boolean first) {}
