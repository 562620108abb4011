package dev.greenfork.cli.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Why this process ends, for the kubelet: it shows what a container leaves in its termination log
 * in the pod's status, where people and the operator find it.
 *
 * @param file where it goes; nothing is said where there is none
 */
public record LastWord(Path file) {

  /** {@code terminationMessagePath} of a container, where nobody changes it. */
  private static final Path TERMINATION_LOG = Path.of("/dev/termination-log");

  /** A kubelet takes 4 KiB. */
  private static final int MOST = 1_000;

  /** Of this container. */
  public static LastWord ofThisPod() {
    return new LastWord(TERMINATION_LOG);
  }

  /** Says it; failing to is no fault. */
  public void say(String sentence) {
    try {
      if (Files.isWritable(file)) {
        Files.writeString(file, sentence.substring(0, Math.min(MOST, sentence.length())));
      }
    } catch (IOException e) {
      System.err.println("greenfork: the termination log cannot be written: " + e.getMessage());
    }
  }
}
