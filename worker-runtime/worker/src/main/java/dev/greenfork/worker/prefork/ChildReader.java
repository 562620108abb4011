package dev.greenfork.worker.prefork;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.protocol.canvas.SignatureCodec;
import dev.greenfork.protocol.canvas.SignatureReading;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.prefork.frames.FrameChannel;
import dev.greenfork.worker.run.ChildTasks;
import dev.greenfork.worker.run.TaskRun;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads all that one child says, on a thread of its own that ends with the connection. */
final class ChildReader {

  /** One run and the frame that ends it. */
  record Exchange(TaskRun task, CompletableFuture<Frame> answer) {}

  private final String name;
  private final FrameChannel channel;
  private final ObjectMapper mapper;
  private final CompletableFuture<Integer> ready = new CompletableFuture<>();
  private volatile @Nullable Exchange current;
  private volatile boolean lost;

  ChildReader(String name, FrameChannel channel, ObjectMapper mapper) {
    this.name = name;
    this.channel = channel;
    this.mapper = mapper;
  }

  void start() {
    Thread.ofPlatform().name(name + "-reader").daemon().start(this::work);
  }

  /** Done when the child can run tasks. */
  CompletableFuture<Integer> ready() {
    return ready;
  }

  boolean isLost() {
    return lost;
  }

  boolean runs(TaskRun task) {
    Exchange exchange = current;
    return exchange != null && exchange.task() == task;
  }

  boolean isIdle() {
    return current == null;
  }

  Exchange begin(TaskRun task) {
    Exchange exchange = new Exchange(task, new CompletableFuture<>());
    current = exchange;
    if (lost) {
      exchange.answer().completeExceptionally(new ChildLostException("gone before the run"));
    }
    return exchange;
  }

  /** Ends the run that was begun last. */
  void end() {
    current = null;
  }

  private void work() {
    String why = "connection closed";
    try {
      while (true) {
        handle(channel.read());
      }
    } catch (IOException | RuntimeException e) {
      why = String.valueOf(e.getMessage());
    } finally {
      lost = true;
      ChildLostException gone = new ChildLostException(why);
      ready.completeExceptionally(gone);
      Exchange exchange = current;
      if (exchange != null) {
        exchange.answer().completeExceptionally(gone);
      }
    }
  }

  private void handle(Frame frame) throws IOException {
    switch (frame) {
      case Frame.Ready(int tasks) -> ready.complete(tasks);
      case Frame.Unfit(String reason) -> ready.completeExceptionally(new WorkerException(reason));
      case Frame.Logged logged -> ForwardedLog.append(name, logged);
      case Frame.Send send -> channel.write(send(send));
      case Frame.Start(long number, String signature) ->
          channel.write(start(number, signature, ChildTasks::start));
      case Frame.AddToChord(long number, String signature) ->
          channel.write(start(number, signature, ChildTasks::addToChord));
      case Frame.Ended _ -> {
        Exchange exchange = current;
        if (exchange != null) {
          exchange.answer().complete(frame);
        }
      }
      default -> throw new IOException("a child cannot say " + frame.getClass().getSimpleName());
    }
  }

  private Frame start(
      long number, String json, BiFunction<ChildTasks, Signature, String> starting) {
    Exchange exchange = current;
    if (exchange == null) {
      return new Frame.NotSent(number, "The workflow was not started: the sending task has ended.");
    }
    try {
      return switch (SignatureCodec.read(mapper.readTree(json))) {
        case SignatureReading.Read(var signature) ->
            new Frame.Sent(number, starting.apply(exchange.task().sender(), signature));
        case SignatureReading.Refused(var detail) -> new Frame.NotSent(number, detail);
      };
    } catch (TaskSendException | JsonProcessingException e) {
      return new Frame.NotSent(number, String.valueOf(e.getMessage()));
    }
  }

  private Frame send(Frame.Send send) {
    Exchange exchange = current;
    if (exchange == null) {
      return new Frame.NotSent(
          send.number(), "Task " + send.task() + " was not sent: the sending task has ended.");
    }
    try {
      ArrayNode args = (ArrayNode) mapper.readTree(send.args());
      ObjectNode kwargs = (ObjectNode) mapper.readTree(send.kwargs());
      String queue = send.queue() == null ? exchange.task().run().delivery().queue() : send.queue();
      return new Frame.Sent(
          send.number(), exchange.task().sender().send(send.task(), args, kwargs, queue));
    } catch (TaskSendException | JsonProcessingException e) {
      return new Frame.NotSent(send.number(), String.valueOf(e.getMessage()));
    }
  }
}
