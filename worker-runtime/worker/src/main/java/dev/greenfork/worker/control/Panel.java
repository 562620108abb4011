package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.protocol.control.ControlRequest;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All commands by their names. For one thread. */
final class Panel {

  private static final Logger log = LoggerFactory.getLogger(Panel.class);

  private final Map<String, Command> commands = new HashMap<>();

  /** Adds a command under its name and its older ones. */
  void add(Command command, String... names) {
    for (String name : names) {
      if (commands.put(name, command) != null) {
        throw new IllegalStateException("two commands are named " + name);
      }
    }
  }

  /** Does what is asked. Never throws: what goes wrong is the answer. */
  JsonNode run(ControlRequest request) {
    String name = request.method();
    try {
      Command command = commands.get(name);
      if (command == null) {
        throw CommandException.key(name);
      }
      return command.run(
          new Arguments(name, request.arguments(), request.audience().isEverybody()));
    } catch (CommandException e) {
      log.error("Control command {} cannot be done: {}", name, e.repr());
      return Command.error(e.repr());
    } catch (RuntimeException e) {
      log.error("Control command {} met a fault.", name, e);
      return Command.error("%s(%s)".formatted(e.getClass().getSimpleName(), e.getMessage()));
    }
  }
}
