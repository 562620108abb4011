package dev.greenfork.operator.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes Events. Thread-safe. */
@ApplicationScoped
public class Events {

  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final String REPORTER = "greenfork-operator";

  private final KubernetesClient client;
  private final Clock clock;

  Events(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * Tells of something that happened to this object. An Event that cannot be written is logged and
   * forgotten.
   */
  public void tell(HasMetadata about, Happening what) {
    try {
      String namespace = about.getMetadata().getNamespace();
      String name = name(about, what);
      Event before = client.v1().events().inNamespace(namespace).withName(name).get();
      Event next = next(before, about, name, what, clock.instant().truncatedTo(ChronoUnit.SECONDS));
      client.resource(next).patch(PATCH);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return; // the namespace is being deleted
      }
      LOG.warn(
          "cannot write the Event {} about {}: {}",
          what.reason(),
          about.getMetadata().getName(),
          e.getMessage());
    }
  }

  private static final PatchContext PATCH =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(REPORTER)
          .withForce(true)
          .build();

  /** One name per object and reason, so that what happens again finds its Event. */
  static String name(HasMetadata about, Happening what) {
    return "%s.%08x.%s"
        .formatted(
            about.getMetadata().getName(),
            about.getMetadata().getUid().hashCode(),
            what.reason().toLowerCase(Locale.ROOT));
  }

  static Event next(
      @Nullable Event before, HasMetadata about, String name, Happening what, Instant now) {
    String first = before == null ? now.toString() : before.getFirstTimestamp();
    int count = before == null || before.getCount() == null ? 1 : before.getCount() + 1;
    return new EventBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(about.getMetadata().getNamespace())
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withName(about.getMetadata().getName())
        .withNamespace(about.getMetadata().getNamespace())
        .withUid(about.getMetadata().getUid())
        .endInvolvedObject()
        .withType(what.kind().word())
        .withReason(what.reason())
        .withMessage(what.message())
        .withFirstTimestamp(first)
        .withLastTimestamp(now.toString())
        .withCount(count)
        .withNewSource()
        .withComponent(REPORTER)
        .endSource()
        .build();
  }
}
