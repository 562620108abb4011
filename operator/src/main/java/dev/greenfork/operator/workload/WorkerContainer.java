package dev.greenfork.operator.workload;

import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.decisions.resources.Resources;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The container in which a worker runs, within pod security "restricted". */
final class WorkerContainer {

  static final int HTTP_PORT = 8080;

  private WorkerContainer() {}

  static Container of(String pool, WorkerPoolSpec spec, BrokerSpec broker) {
    return new ContainerBuilder()
        .withName(Names.CONTAINER)
        .withImage(spec.image())
        .withEnv(environment(pool, spec, broker))
        .withEnvFrom(Trees.list(spec.envFrom(), EnvFromSource.class))
        .addNewPort()
        .withName("http")
        .withContainerPort(HTTP_PORT)
        .withProtocol("TCP")
        .endPort()
        .withResources(resources(spec.workerResources()))
        .withVolumeMounts(mounts(spec, broker))
        .withStartupProbe(probe("/healthz", 2, 60))
        .withReadinessProbe(probe("/readyz", 3, 2))
        .withLivenessProbe(probe("/healthz", 10, 6))
        .withSecurityContext(confined())
        .build();
  }

  private static List<EnvVar> environment(String pool, WorkerPoolSpec spec, BrokerSpec broker) {
    List<EnvVar> environment = new ArrayList<>(WorkerEnvironment.of(pool, spec, broker));
    environment.addAll(Trees.list(spec.env(), EnvVar.class));
    return environment;
  }

  private static List<VolumeMount> mounts(WorkerPoolSpec spec, BrokerSpec broker) {
    List<VolumeMount> mounts = new ArrayList<>(BrokerFiles.mounts(broker));
    mounts.add(new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build());
    mounts.addAll(Trees.list(spec.volumeMounts(), VolumeMount.class));
    return mounts;
  }

  private static ResourceRequirements resources(Resources resources) {
    return new ResourceRequirementsBuilder()
        .withRequests(quantities(resources.requests()))
        .withLimits(quantities(resources.limits()))
        .build();
  }

  private static Map<String, Quantity> quantities(@Nullable Map<String, String> texts) {
    Map<String, Quantity> quantities = new TreeMap<>();
    if (texts != null) {
      texts.forEach((name, text) -> quantities.put(name, Quantity.parse(text)));
    }
    return quantities;
  }

  /** Slow to despair: a worker on a busy node must not be killed for a late answer. */
  private static Probe probe(String path, int periodSeconds, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withNewPort("http")
        .endHttpGet()
        .withPeriodSeconds(periodSeconds)
        .withTimeoutSeconds(5)
        .withFailureThreshold(failures)
        .build();
  }

  private static SecurityContext confined() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }
}
