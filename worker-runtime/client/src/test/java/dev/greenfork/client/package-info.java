@NullMarked
package dev.greenfork.client;

import org.jspecify.annotations.NullMarked;
