package dev.greenfork.local.validation;

import dev.greenfork.local.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of all manifests of a run, judged in order: a later object of the same name is an
 * update of the earlier.
 *
 * @param accepted those of ours with their defaults, those of others as they are
 * @param refusals the texts for people, each with the place of its manifest
 */
public record Review(List<Manifest> accepted, List<String> refusals) {

  public Review {
    accepted = List.copyOf(accepted);
    refusals = List.copyOf(refusals);
  }

  /** Judges manifests. */
  public static Review of(List<Manifest> manifests) {
    Validator validator = new Validator();
    List<Manifest> accepted = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    Map<List<String>, Manifest> current = new HashMap<>();
    for (Manifest manifest : manifests) {
      if (!Validator.concerns(manifest)) {
        accepted.add(manifest);
        continue;
      }
      List<String> id = List.of(manifest.kind(), manifest.namespace(), manifest.name());
      switch (validator.judge(manifest, current.get(id))) {
        case Verdict.Accepted(Manifest complete) -> {
          current.put(id, complete);
          accepted.add(complete);
        }
        case Verdict.Refused refused -> refusals.add(manifest.origin() + ": " + refused.text());
      }
    }
    return new Review(accepted, refusals);
  }

  /** How many objects of which other kinds are among the accepted, by kind. */
  public Map<String, Integer> others() {
    Map<String, Integer> others = new TreeMap<>();
    accepted.stream()
        .filter(manifest -> !Validator.concerns(manifest))
        .forEach(manifest -> others.merge(manifest.kind(), 1, Integer::sum));
    others.remove("Secret");
    others.remove("ConfigMap");
    return others;
  }
}
