package dev.greenfork.local.validation;

import dev.greenfork.local.manifest.Manifest;
import java.util.List;

/** What the API server would make of a manifest. */
public sealed interface Verdict {

  /** It takes the object, with these defaults filled in. */
  record Accepted(Manifest manifest) implements Verdict {}

  /**
   * It refuses the object.
   *
   * @param sentences one per problem, worded as by the API server
   */
  record Refused(Manifest manifest, String summary, List<String> sentences) implements Verdict {

    public Refused {
      sentences = List.copyOf(sentences);
    }

    /** All of it, as kubectl prints it. */
    public String text() {
      return sentences.size() == 1
          ? summary + sentences.getFirst()
          : summary + "\n* " + String.join("\n* ", sentences);
    }
  }
}
