package dev.greenfork.client.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Replies;
import dev.greenfork.broker.StandingOrders;
import dev.greenfork.protocol.LamportClock;
import dev.greenfork.protocol.control.ControlCodec;
import dev.greenfork.protocol.control.ControlReply;
import dev.greenfork.protocol.control.ControlRequest;
import dev.greenfork.protocol.control.ControlRequest.Audience;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands to workers (celery.app.control). Thread safe.
 *
 * <p>All methods throw a {@link BrokerException} if the broker cannot be reached within 10 s.
 */
public final class RemoteControl {

  /** Longer than the broker's writer keeps trying. */
  private static final Duration SENDING = Duration.ofSeconds(15);

  private final Broker broker;
  private final InstantSource time;
  private final LamportClock clock = new LamportClock();
  private final ControlCodec codec = new ControlCodec();

  public RemoteControl(Broker broker, InstantSource time) {
    this.broker = broker;
    this.time = time;
  }

  /**
   * A command for some or all nodes.
   *
   * @param name Celery's name of it
   * @param arguments its arguments by name
   * @param audience who is to obey
   */
  public record Command(String name, ObjectNode arguments, Audience audience) {

    /** A command without arguments. */
    public static Command of(String name, Audience audience) {
      return new Command(name, JsonNodeFactory.instance.objectNode(), audience);
    }
  }

  /** Sends a command that is not answered; returns when the broker has taken it. */
  public void tell(Command command) throws InterruptedException {
    send(command, null, null);
  }

  /**
   * Sends a command and gathers the answers. Returns early when all nodes that were named have
   * answered.
   *
   * @param patience how long to wait for answers
   * @return what each node answered, by its name; empty if none did
   */
  public Map<String, JsonNode> ask(Command command, Duration patience) throws InterruptedException {
    Map<String, JsonNode> answers = new TreeMap<>();
    try (Replies.Inbox inbox = broker.replies().open(ControlCodec.REPLY_EXCHANGE)) {
      Replies.Address address = inbox.address();
      String ticket = UUID.randomUUID().toString();
      send(
          command,
          new ControlRequest.Asker(address.exchange(), address.routingKey(), ticket),
          patience);
      long end = System.nanoTime() + patience.toNanos();
      for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
        Optional<ControlReply> reply =
            inbox.take(Duration.ofNanos(left)).flatMap(codec::decodeReply);
        if (reply.isPresent() && ticket.equals(reply.get().ticket())) {
          clock.adjust(reply.get().clock());
          answers.put(reply.get().node(), reply.get().value());
          if (isComplete(command.audience(), answers)) {
            break;
          }
        }
      }
    }
    return answers;
  }

  /**
   * Revokes tasks: those that nobody has begun are not run, by running workers nor by workers that
   * start within 3 hours.
   *
   * @param signal ends those that run as well, as by this signal ({@code SIGTERM}, {@code
   *     SIGKILL}); empty to let them run
   */
  public void revoke(Collection<String> taskIds, Optional<String> signal)
      throws InterruptedException {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    taskIds.forEach(arguments.putArray("task_id")::add);
    terminate(arguments, signal);
    await(broker.orders().revoke(taskIds));
    tell(new Command("revoke", arguments, Audience.ALL));
  }

  /** As {@link #revoke}, for all tasks that carry one of these stamps. */
  public void revokeStamped(Map<String, List<String>> stamps, Optional<String> signal)
      throws InterruptedException {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    ObjectNode headers = arguments.putObject("headers");
    Map<String, List<String>> json = new TreeMap<>();
    stamps.forEach(
        (name, values) -> {
          values.forEach(headers.putArray(name)::add);
          json.put(
              name,
              values.stream()
                  .map(value -> JsonNodeFactory.instance.textNode(value).toString())
                  .toList());
        });
    terminate(arguments, signal);
    await(broker.orders().revokeStamped(json));
    tell(new Command("revoke_by_stamped_headers", arguments, Audience.ALL));
  }

  /**
   * Keeps a limit for workers that start later, as the workers do that hear it.
   *
   * @param rate as Celery writes it, {@code 10/m}; 0 for no limit
   */
  public void keepRate(String task, String rate) throws InterruptedException {
    await(broker.orders().limitRate(task, rate));
  }

  /** As {@link #keepRate} for time limits. */
  public void keepTime(String task, StandingOrders.TimeOrder limits) throws InterruptedException {
    await(broker.orders().limitTime(task, limits));
  }

  private static boolean isComplete(Audience audience, Map<String, JsonNode> answers) {
    List<String> named = audience.destination();
    return named != null && !named.isEmpty() && answers.keySet().containsAll(named);
  }

  private static void terminate(ObjectNode arguments, Optional<String> signal) {
    arguments.put("terminate", signal.isPresent());
    arguments.put("signal", signal.orElse(null));
  }

  private void send(
      Command command, ControlRequest.@Nullable Asker asker, @Nullable Duration patience)
      throws InterruptedException {
    ControlRequest request =
        new ControlRequest(command.name(), command.arguments(), command.audience(), asker);
    byte[] envelope =
        codec.encode(
            request, clock.forward(), patience == null ? null : time.instant().plus(patience));
    await(broker.fanout().publish(ControlCodec.EXCHANGE, "", envelope));
  }

  private static void await(CompletionStage<Void> sent) throws InterruptedException {
    try {
      sent.toCompletableFuture().get(SENDING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new BrokerUnavailableException(
          "the broker has not taken the command within " + SENDING, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BrokerException cause
          ? cause
          : new CompletionException(e.getCause());
    }
  }
}
