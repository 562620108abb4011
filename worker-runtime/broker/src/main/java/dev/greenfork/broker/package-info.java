@NullMarked
package dev.greenfork.broker;

import org.jspecify.annotations.NullMarked;
