@NullMarked
package dev.greenfork.broker.redis;

import org.jspecify.annotations.NullMarked;
