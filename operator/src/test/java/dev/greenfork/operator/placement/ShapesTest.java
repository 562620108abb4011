package dev.greenfork.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.placement.ByType;
import dev.greenfork.decisions.placement.PoolShape;
import dev.greenfork.operator.TestPools;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShapesTest {

  @Test
  void reads_slots_and_requests_of_the_pods() {
    ByType<PoolShape> shapes =
        Shapes.of(
            List.of(
                TestPools.pool(
                        "concurrency: 1000", "resources: {requests: {cpu: 500m, memory: 1Gi}}")
                    .getSpec(),
                TestPools.pool("type: prefork", "resources: {limits: {cpu: 3, memory: 2048Mi}}")
                    .getSpec()));

    assertThat(shapes.green()).isEqualTo(new PoolShape(1000, 0.5, 1));
    assertThat(shapes.prefork()).isEqualTo(new PoolShape(3, 3, 2));
  }

  @Test
  void takes_the_average_pod_of_several_pools_and_some_pod_where_there_is_none() {
    ByType<PoolShape> shapes =
        Shapes.of(
            List.of(
                TestPools.pool("concurrency: 100", "replicas: 3", "resources: {requests: {cpu: 1}}")
                    .getSpec(),
                TestPools.pool("concurrency: 500", "replicas: 0", "resources: {requests: {cpu: 2}}")
                    .getSpec()));

    assertThat(shapes.green()).isEqualTo(new PoolShape(200, 1.25, 0.5));
    assertThat(shapes.prefork()).isEqualTo(new PoolShape(1, 1, 0.5));
  }
}
