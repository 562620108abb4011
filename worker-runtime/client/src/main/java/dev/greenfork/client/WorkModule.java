package dev.greenfork.client;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.greenfork.protocol.typed.TaskJson;
import java.io.IOException;
import java.util.function.Function;

/**
 * Lets work be an argument of a task, as {@code celery.map} takes the task that it calls: it is
 * written as a signature.
 */
final class WorkModule {

  private WorkModule() {}

  /** A mapper of arguments and results that knows work. */
  static ObjectMapper mapper() {
    ObjectMapper plain = TaskJson.mapper();
    ObjectMapper mapper = plain.copy();
    SignatureMaker maker = new SignatureMaker(mapper);
    SimpleModule module = new SimpleModule("greenfork-work");
    module.addSerializer(new Writer<>(Work.class, Link::to, maker));
    module.addSerializer(new Writer<>(Step.class, Link::to, maker));
    mapper.registerModule(module);
    return mapper;
  }

  private static final class Writer<W> extends StdSerializer<W> {

    private static final long serialVersionUID = 1;

    private final transient Function<W, Link> link;
    private final transient SignatureMaker maker;

    Writer(Class<W> type, Function<W, Link> link, SignatureMaker maker) {
      super(type);
      this.link = link;
      this.maker = maker;
    }

    @Override
    public void serialize(W work, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeTree(maker.tree(link.apply(work)));
    }
  }
}
