package dev.greenfork.operator.workload;

import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import dev.greenfork.operator.merge.StrategicMerge;
import dev.greenfork.operator.resources.WorkerPool;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pod of a worker, with the user's {@code podTemplate} merged in. */
final class PodTemplates {

  /** The user of our images. */
  private static final long USER = 65532;

  /** What a worker gets beyond its drain time to hand back what is left and say goodbye. */
  static final Duration HAND_BACK = Duration.ofSeconds(30);

  private PodTemplates() {}

  static PodTemplateSpec of(WorkerPool pool, BrokerSpec broker) {
    PodTemplateSpec ours = ours(pool, broker);
    Map<String, @Nullable Object> theirs = theirs(pool.getSpec());
    return theirs.isEmpty()
        ? ours
        : Trees.typed(StrategicMerge.merge(Trees.tree(ours), theirs), PodTemplateSpec.class);
  }

  @SuppressWarnings("unchecked") // what Jackson read from JSON
  private static Map<String, @Nullable Object> theirs(WorkerPoolSpec spec) {
    Map<String, ?> template = spec.podTemplate();
    return template == null ? Map.of() : (Map<String, @Nullable Object>) template;
  }

  private static PodTemplateSpec ours(WorkerPool pool, BrokerSpec broker) {
    String name = pool.getMetadata().getName();
    WorkerPoolSpec spec = pool.getSpec();
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(Names.labels(pool))
        .withAnnotations(BrokerFiles.annotations(broker))
        .endMetadata()
        .withNewSpec()
        .withServiceAccountName(Names.workload(name))
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(spec.drain().plus(HAND_BACK).toSeconds())
        .withSecurityContext(restricted())
        .withTopologySpreadConstraints(
            spread(name, "kubernetes.io/hostname"), spread(name, "topology.kubernetes.io/zone"))
        .withContainers(WorkerContainer.of(name, spec, broker))
        .withVolumes(volumes(spec, broker))
        .endSpec()
        .build();
  }

  private static PodSecurityContext restricted() {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }

  private static TopologySpreadConstraint spread(String pool, String topologyKey) {
    return new TopologySpreadConstraintBuilder()
        .withMaxSkew(1)
        .withTopologyKey(topologyKey)
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(Names.selector(pool))
        .endLabelSelector()
        .withMatchLabelKeys("pod-template-hash")
        .build();
  }

  private static List<Volume> volumes(WorkerPoolSpec spec, BrokerSpec broker) {
    List<Volume> volumes = new ArrayList<>(BrokerFiles.volumes(broker));
    volumes.add(new VolumeBuilder().withName("tmp").withNewEmptyDir().endEmptyDir().build());
    volumes.addAll(Trees.list(spec.volumes(), Volume.class));
    return volumes;
  }
}
