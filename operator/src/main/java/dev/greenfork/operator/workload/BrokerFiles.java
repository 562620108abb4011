package dev.greenfork.operator.workload;

import dev.greenfork.decisions.resources.BrokerSpec;
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
import org.jspecify.annotations.Nullable;

/**
 * The Secrets of a Broker as files of a worker. Whole volumes, no subPath: only those follow a
 * rotated Secret, and the worker reads them again on each connect.
 */
final class BrokerFiles {

  static final String BROKER_DIR = "/etc/greenfork/broker";
  static final String RESULTS_DIR = "/etc/greenfork/results";

  /** Readable by the worker's group (fsGroup) alone. */
  private static final int MODE = 0440;

  private BrokerFiles() {}

  static List<Volume> volumes(BrokerSpec broker) {
    ResultBackend results = broker.results();
    List<Volume> volumes = new ArrayList<>();
    add(volumes, "greenfork-broker", sources(broker.redis().urlFrom(), broker.redis().tls()));
    add(volumes, "greenfork-results", sources(results.urlFrom(), results.tls()));
    return volumes;
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

  private static List<VolumeProjection> sources(@Nullable SecretSource url, @Nullable Tls tls) {
    List<VolumeProjection> sources = new ArrayList<>();
    if (url != null) {
      sources.add(file(url.secretKeyRef(), "url"));
    }
    if (tls != null) {
      sources.add(file(tls.caFrom().secretKeyRef(), "ca.crt"));
    }
    return sources;
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
