package dev.greenfork.local.validation;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.local.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges Brokers and WorkerPools by their CRDs. Not thread safe. */
public final class Validator {

  private static final String GROUP = "greenfork.dev/";

  private final List<Crd> crds = Crd.all();
  private final CelRules rules = new CelRules();

  /** Whether an object is of our group, so that {@link #judge} has something to say about it. */
  public static boolean concerns(Manifest manifest) {
    return manifest.apiVersion().startsWith(GROUP);
  }

  /**
   * Judges an object.
   *
   * @param former the accepted object of the same name that it replaces, if there is one
   */
  public Verdict judge(Manifest manifest, @Nullable Manifest former) {
    for (Crd crd : crds) {
      if (crd.kind().equals(manifest.kind()) && crd.apiVersion().equals(manifest.apiVersion())) {
        return judge(crd, manifest, former);
      }
    }
    return new Verdict.Refused(
        manifest,
        "",
        List.of(
            "no matches for kind \"%s\" in version \"%s\""
                .formatted(manifest.kind(), manifest.apiVersion())));
  }

  private Verdict judge(Crd crd, Manifest manifest, @Nullable Manifest former) {
    List<String> unknown = UnknownFields.of(crd.schema(), manifest.body());
    if (!unknown.isEmpty()) {
      String version = crd.apiVersion().substring(GROUP.length());
      return new Verdict.Refused(
          manifest,
          "%s in version \"%s\" cannot be handled as a %s: strict decoding error: "
              .formatted(crd.kind(), version, crd.kind()),
          List.of(unknown.stream().map("unknown field \"%s\""::formatted).collect(joining(", "))));
    }
    ObjectNode object = manifest.body().deepCopy();
    object.remove("status"); // which only its own subresource writes
    Defaults.fill(crd.schema(), object);
    List<Problem> problems =
        problems(crd, object, former == null ? MissingNode.getInstance() : former.body());
    return problems.isEmpty()
        ? new Verdict.Accepted(manifest.with(object))
        : new Verdict.Refused(
            manifest,
            "The %s \"%s\" is invalid: ".formatted(crd.kind(), manifest.name()),
            problems.stream().map(Problem::toString).toList());
  }

  private List<Problem> problems(Crd crd, JsonNode object, JsonNode former) {
    List<Problem> problems = new ArrayList<>(ObjectName.check(crd, object));
    problems.addAll(Structure.check(crd.schema(), object));
    problems.addAll(ListPromises.check(crd.schema(), object));
    if (problems.stream().anyMatch(Problem::blocking)) {
      problems.add(Problem.rulesNotChecked());
    } else {
      problems.addAll(rules.check(crd.schema(), object, former));
    }
    return problems;
  }
}
