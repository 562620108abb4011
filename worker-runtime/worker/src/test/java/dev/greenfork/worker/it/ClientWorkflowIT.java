package dev.greenfork.worker.it;

import static dev.greenfork.client.Canvas.chain;
import static dev.greenfork.client.Canvas.chord;
import static dev.greenfork.client.Canvas.chunks;
import static dev.greenfork.client.Canvas.fan;
import static dev.greenfork.client.Canvas.group;
import static dev.greenfork.client.Canvas.map;
import static dev.greenfork.client.Canvas.starmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.client.Arrivals;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.GroupResult;
import dev.greenfork.client.Step;
import dev.greenfork.client.TaskFailedException;
import dev.greenfork.client.TaskSignature;
import dev.greenfork.worker.PoolType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workflows built by the client's typed builders, run by a worker, against a real Redis. */
final class ClientWorkflowIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @BeforeEach
  void start() {
    fixture.start(PoolType.GREEN, 20);
  }

  @Test
  void a_chain_gives_each_step_the_result_of_the_one_before() throws Exception {
    AsyncResult<Integer> last = fixture.client.send(chain(add(1, 2), plus(10), plus(100)));

    assertThat(last.get(PATIENCE)).isEqualTo(113);
    AsyncResult<?> second = last.parent().orElseThrow();
    assertThat(second.state()).isEqualTo("SUCCESS");
    assertThat(second.children()).extracting(AsyncResult::id).isEqualTo(List.of(last.id()));
  }

  @Test
  void a_group_gives_its_results_as_they_arrive_and_together() throws Exception {
    GroupResult<Integer> all = fixture.client.send(group(add(1, 1), add(2, 2), add(3, 3)));
    List<Integer> arrived = new ArrayList<>();
    for (Arrivals<Integer> arrivals = all.arrivals(); arrivals.hasNext(); ) {
      arrived.add(arrivals.next(PATIENCE).get(PATIENCE));
    }

    assertThat(arrived).containsExactlyInAnyOrder(2, 4, 6);
    assertThat(all.get(PATIENCE)).containsExactly(2, 4, 6);
    assertThat(all.completed()).isEqualTo(3);
  }

  @Test
  void a_chord_gives_its_body_the_list_of_results_even_of_one() throws Exception {
    Step<List<Integer>, Integer> sum = Step.of("it.sum", Integer.class);

    assertThat(fixture.client.send(chord(group(add(1, 1), add(2, 2)), sum)).get(PATIENCE))
        .isEqualTo(6);
    assertThat(fixture.client.send(group(add(3, 3)).then(sum)).get(PATIENCE)).isEqualTo(6);
  }

  @Test
  void steps_side_by_side_share_the_result_before_them() throws Exception {
    AsyncResult<List<Integer>> both = fixture.client.send(add(1, 2).then(fan(plus(10), plus(20))));

    assertThat(both.get(PATIENCE)).containsExactly(13, 23);
  }

  @Test
  void map_and_chunks_run_many_calls_in_one_task() throws Exception {
    Step<List<Integer>, Integer> sum = Step.of("it.sum", Integer.class);
    List<List<Integer>> pairs = List.of(List.of(1, 1), List.of(2, 2), List.of(3, 3));

    assertThat(fixture.client.send(map(sum, pairs)).get(PATIENCE)).containsExactly(2, 4, 6);
    assertThat(fixture.client.send(starmap(plus(0), pairs)).get(PATIENCE)).containsExactly(2, 4, 6);
    assertThat(fixture.client.send(chunks(plus(0), pairs, 2)).get(PATIENCE))
        .containsExactly(List.of(2, 4), List.of(6));
  }

  @Test
  void links_run_after_success_and_after_failure() throws Exception {
    TaskSignature<Integer> after =
        TaskSignature.of("it.echo", Integer.class, 7).with(o -> o.taskId("after"));
    TaskSignature<Integer> alarm =
        TaskSignature.of("it.echo", Integer.class, 8).with(o -> o.taskId("alarm"));

    fixture.client.send(add(1, 1).link(after));
    AsyncResult<Integer> failing =
        fixture.client.send(TaskSignature.of("it.fail", Integer.class, 1).linkError(alarm));

    assertThat(fixture.client.result("after", Integer.class).get(PATIENCE)).isEqualTo(7);
    assertThatThrownBy(() -> failing.get(PATIENCE)).isInstanceOf(TaskFailedException.class);
    assertThat(fixture.client.result("alarm", Integer.class).get(PATIENCE)).isEqualTo(8);
  }

  @Test
  void a_task_that_waits_for_its_time_can_be_revoked() throws Exception {
    AsyncResult<Integer> later =
        fixture.client.send(add(1, 1).with(o -> o.countdown(Duration.ofSeconds(3))));
    later.revoke();

    Awaitility.await().atMost(PATIENCE).until(later::isFailed);
    assertThat(later.state()).isEqualTo("REVOKED");
  }

  private static TaskSignature<Integer> add(int x, int y) {
    return TaskSignature.of("it.add", Integer.class, x, y);
  }

  private static Step<Integer, Integer> plus(int y) {
    return Step.of("it.add", Integer.class, y);
  }
}
