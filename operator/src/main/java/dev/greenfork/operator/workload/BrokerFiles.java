package dev.greenfork.operator.workload;

import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.decisions.resources.RedisConnection;
import dev.greenfork.decisions.resources.ResultBackend;
import dev.greenfork.decisions.resources.SecretKeyRef;
import dev.greenfork.decisions.resources.SecretSource;
import dev.greenfork.decisions.resources.Tls;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The URLs and Secrets of a Broker as files of a worker: in its environment or arguments, tasks
 * could read them. Whole volumes, no subPath: only those follow a rotated Secret, and the worker
 * reads them again on each connect. A URL that stands in the Broker itself, and so has no password,
 * comes by an annotation of the pod.
 */
final class BrokerFiles {

  static final String BROKER_DIR = "/etc/greenfork/broker";
  static final String RESULTS_DIR = "/etc/greenfork/results";

  private static final String BROKER_URL = "greenfork.dev/broker-url";
  private static final String RESULTS_URL = "greenfork.dev/result-backend-url";

  /** Readable by the worker's group (fsGroup) alone. */
  private static final int MODE = 0440;

  private BrokerFiles() {}

  static List<Volume> volumes(BrokerSpec broker) {
    ResultBackend results = broker.results();
    List<Volume> volumes = new ArrayList<>();
    RedisConnection redis = broker.redis();
    add(
        volumes,
        "greenfork-broker",
        sources(redis.urlFrom(), redis.tls(), redis.url(), BROKER_URL));
    add(
        volumes,
        "greenfork-results",
        sources(results.urlFrom(), results.tls(), results.url(), RESULTS_URL));
    return volumes;
  }

  /** What the pod has to carry so that its files are complete. */
  static Map<String, String> annotations(BrokerSpec broker) {
    Map<String, String> annotations = new TreeMap<>();
    if (broker.redis().url() != null) {
      annotations.put(BROKER_URL, broker.redis().url());
    }
    if (broker.results().url() != null) {
      annotations.put(RESULTS_URL, broker.results().url());
    }
    return annotations;
  }

  static List<VolumeMount> mounts(BrokerSpec broker) {
    return volumes(broker).stream().map(volume -> mount(volume.getName())).toList();
  }

  private static VolumeMount mount(String volume) {
    return new VolumeMountBuilder()
        .withName(volume)
        .withMountPath(volume.equals("greenfork-broker") ? BROKER_DIR : RESULTS_DIR)
        .withReadOnly(true)
        .build();
  }

  private static void add(List<Volume> volumes, String name, List<VolumeProjection> sources) {
    if (!sources.isEmpty()) {
      volumes.add(
          new VolumeBuilder()
              .withName(name)
              .withNewProjected()
              .withDefaultMode(MODE)
              .withSources(sources)
              .endProjected()
              .build());
    }
  }

  private static List<VolumeProjection> sources(
      @Nullable SecretSource secret, @Nullable Tls tls, @Nullable String url, String annotation) {
    List<VolumeProjection> sources = new ArrayList<>();
    if (secret != null) {
      sources.add(file(secret.secretKeyRef(), "url"));
    } else if (url != null) {
      sources.add(file(annotation));
    }
    if (tls != null) {
      sources.add(file(tls.caFrom().secretKeyRef(), "ca.crt"));
    }
    return sources;
  }

  private static VolumeProjection file(String annotation) {
    return new VolumeProjectionBuilder()
        .withNewDownwardAPI()
        .addNewItem()
        .withPath("url")
        .withNewFieldRef()
        .withFieldPath("metadata.annotations['" + annotation + "']")
        .endFieldRef()
        .endItem()
        .endDownwardAPI()
        .build();
  }

  private static VolumeProjection file(SecretKeyRef secret, String path) {
    return new VolumeProjectionBuilder()
        .withNewSecret()
        .withName(secret.name())
        .addNewItem()
        .withKey(secret.key())
        .withPath(path)
        .endItem()
        .endSecret()
        .build();
  }
}
