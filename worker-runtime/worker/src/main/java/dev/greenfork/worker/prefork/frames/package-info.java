/**
 * What a prefork parent and its children tell each other: the frames, their bytes, and the local
 * socket that they travel on. Both ends are of one build; the version in the first frame makes sure
 * of it.
 */
@NullMarked
package dev.greenfork.worker.prefork.frames;

import org.jspecify.annotations.NullMarked;
