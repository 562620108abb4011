package dev.greenfork.operator.resources;

import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.decisions.resources.BrokerStatus;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** One connection to a broker, shared by the pools of its namespace. */
@Group("greenfork.dev")
@Version("v1alpha1")
@Categories("greenfork")
public final class Broker extends CustomResource<BrokerSpec, BrokerStatus> implements Namespaced {
  private static final long serialVersionUID = 1;
}
