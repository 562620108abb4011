@org.jspecify.annotations.NullMarked
package dev.greenfork.protocol.control;
