package dev.greenfork.local.validation;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A real API server that knows our kinds under a group of this run's own, so that the test gets in
 * the way of no operator and no Helm release.
 */
final class ApiServer implements AutoCloseable {

  private static final String VARIABLE = "GREENFORK_TEST_KUBECONFIG";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;
  private final String group;
  private final List<CustomResourceDefinition> definitions = new ArrayList<>();

  private ApiServer(KubernetesClient client, String group) {
    this.client = client;
    this.group = group;
  }

  static ApiServer start(Path crds) throws IOException {
    String kubeconfig = System.getenv(VARIABLE);
    if (kubeconfig == null) {
      throw new IllegalStateException(
          "This test needs an API server: run `deploy/local/cluster up` and set %s to the file that `deploy/local/cluster kubeconfig` prints."
              .formatted(VARIABLE));
    }
    String group = "judge-" + UUID.randomUUID().toString().substring(0, 8) + ".dev";
    ApiServer server =
        new ApiServer(
            new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build(),
            group);
    for (String kind : List.of("brokers", "taskroutes", "workerpools")) {
      String yaml = Files.readString(crds.resolve(kind + ".greenfork.dev.yaml"));
      server.define(
          Serialization.unmarshal(
              yaml.replace("greenfork.dev", group), CustomResourceDefinition.class));
    }
    return server;
  }

  private void define(CustomResourceDefinition definition) {
    definitions.add(
        client.apiextensions().v1().customResourceDefinitions().resource(definition).create());
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> client.raw(path(definition.getSpec().getNames().getKind())) != null);
  }

  /**
   * What the server says to an object, none if it takes it.
   *
   * @param former an object of the same name that is to be there before
   */
  Set<String> judge(ObjectNode object, @Nullable ObjectNode former) {
    String path = path(object.path("kind").asText());
    if (former == null) {
      return send("POST", path, object);
    }
    JsonNode stored = parsed(client.raw(path, "POST", ours(former)));
    String one = path + "/" + former.path("metadata").path("name").asText();
    try {
      ObjectNode update = object.deepCopy();
      ((ObjectNode) update.path("metadata"))
          .set("resourceVersion", stored.path("metadata").path("resourceVersion"));
      return send("PUT", one, update);
    } finally {
      client.raw(one, "DELETE", null);
    }
  }

  @Override
  public void close() {
    definitions.forEach(definition -> client.resource(definition).delete());
    client.close();
  }

  private Set<String> send(String method, String path, ObjectNode object) {
    try {
      client.raw(path + "?dryRun=All&fieldValidation=Strict", method, ours(object));
      return Set.of();
    } catch (KubernetesClientException e) {
      Status status = e.getStatus();
      StatusDetails details = status.getDetails();
      Set<String> sentences = new TreeSet<>();
      if (details == null || details.getCauses().isEmpty()) {
        sentences.add(status.getMessage());
      } else {
        details
            .getCauses()
            .forEach(cause -> sentences.add(cause.getField() + ": " + cause.getMessage()));
      }
      return sentences;
    }
  }

  private ObjectNode ours(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    copy.put("apiVersion", group + "/v1alpha1");
    return copy;
  }

  private String path(String kind) {
    return "/apis/%s/v1alpha1/namespaces/default/%ss"
        .formatted(group, kind.toLowerCase(Locale.ROOT));
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The API server sent no JSON.", e);
    }
  }
}
