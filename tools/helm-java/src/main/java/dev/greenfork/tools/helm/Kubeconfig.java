package dev.greenfork.tools.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kubeconfig as kubectl writes it. The library knows no `--kube-context`, so another context is
 * chosen by handing it a changed text; files that the text names must be absolute paths then.
 */
record Kubeconfig(String text) {

  private static final Pattern CURRENT = Pattern.compile("(?m)^current-context:.*$");

  static Kubeconfig read(Path file) {
    try {
      return new Kubeconfig(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the kubeconfig " + file, e);
    }
  }

  /** The same with another current context. */
  Kubeconfig with(String context) {
    if (!Pattern.compile("(?m)^[- ]+name: [\"']?" + Pattern.quote(context) + "[\"']?$")
        .matcher(text)
        .find()) {
      throw new IllegalArgumentException(
          "there is no context %s in the kubeconfig: see kubectl config get-contexts"
              .formatted(context));
    }
    String line = "current-context: '%s'".formatted(context.replace("'", "''"));
    Matcher current = CURRENT.matcher(text);
    return new Kubeconfig(
        current.find()
            ? current.replaceFirst(Matcher.quoteReplacement(line))
            : text.stripTrailing() + "\n" + line + "\n");
  }
}
