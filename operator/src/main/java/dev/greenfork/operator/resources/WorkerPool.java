package dev.greenfork.operator.resources;

import dev.greenfork.decisions.resources.EnvVar;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import dev.greenfork.decisions.resources.WorkerPoolStatus;
import io.fabric8.crd.generator.annotation.SchemaSwap;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A pool of equal workers. */
@Group("greenfork.dev")
@Version("v1alpha1")
@ShortNames("wp")
@Categories("greenfork")
@SchemaSwap(originalType = EnvVar.class, fieldName = "valueFrom", targetType = EnvVarSource.class)
@SchemaSwap(
    originalType = WorkerPoolSpec.class,
    fieldName = "envFrom",
    targetType = EnvFromSource[].class)
@SchemaSwap(
    originalType = WorkerPoolSpec.class,
    fieldName = "volumeMounts",
    targetType = VolumeMount[].class)
public final class WorkerPool extends CustomResource<WorkerPoolSpec, WorkerPoolStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1;
}
