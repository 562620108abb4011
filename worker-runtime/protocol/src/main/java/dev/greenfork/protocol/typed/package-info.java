/**
 * Kombu's typed JSON values: an object of exactly {@code __type__} and {@code __value__} stands for
 * a date, a decimal, a UUID or bytes.
 *
 * <p>In come trees of arguments and results, out go Java values of the type that is wanted, and the
 * reverse, as Python decodes it. A Jackson module does both for every value that a mapper maps.
 */
@NullMarked
package dev.greenfork.protocol.typed;

import org.jspecify.annotations.NullMarked;
