package dev.greenfork.operator.resources;

import dev.greenfork.decisions.resources.TaskRouteSpec;
import dev.greenfork.decisions.resources.TaskRouteStatus;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Where tasks of a Broker run, beside what their code declares. */
@Group("greenfork.dev")
@Version("v1alpha1")
@ShortNames("tr")
@Categories("greenfork")
public final class TaskRoute extends CustomResource<TaskRouteSpec, TaskRouteStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1;
}
