package dev.greenfork.tests.cluster.support;

import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.RedisClient;

/**
 * A Redis in a test's namespace, named by the Secret {@code redis}, and a connection to it from
 * here.
 */
public final class TestRedis implements AutoCloseable {

  private static final int PORT = 6379;

  private final LocalPortForward forward;
  private final RedisClient connection;

  private TestRedis(LocalPortForward forward) {
    this.forward = forward;
    this.connection = RedisClient.create("127.0.0.1", forward.getLocalPort());
  }

  /** Starts it, with persistence as a broker should have, and waits for it. */
  public static TestRedis start(TestNamespace namespace) {
    namespace.apply(MANIFESTS);
    namespace
        .client()
        .apps()
        .deployments()
        .inNamespace(namespace.name())
        .withName("redis")
        .waitUntilReady(60, TimeUnit.SECONDS);
    String pod =
        namespace
            .client()
            .pods()
            .inNamespace(namespace.name())
            .withLabel("app", "redis")
            .list()
            .getItems()
            .getFirst()
            .getMetadata()
            .getName();
    return new TestRedis(
        namespace.client().pods().inNamespace(namespace.name()).withName(pod).portForward(PORT));
  }

  /** Its URL from here. */
  public String url() {
    return "redis://127.0.0.1:%d/0".formatted(forward.getLocalPort());
  }

  /** A connection from here. */
  public RedisClient connection() {
    return connection;
  }

  @Override
  public void close() {
    connection.close();
    try {
      forward.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: redis}
      stringData: {url: "redis://redis:6379/0"}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: redis}
      spec:
        selector: {app: redis}
        ports: [{port: 6379}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: redis}
      spec:
        selector: {matchLabels: {app: redis}}
        template:
          metadata: {labels: {app: redis}}
          spec:
            automountServiceAccountToken: false
            terminationGracePeriodSeconds: 0
            securityContext:
              {runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532, seccompProfile: {type: RuntimeDefault}}
            containers:
              - name: redis
                image: greenfork/redis:dev
                imagePullPolicy: Never
                args: [--protected-mode, "no", --appendonly, "yes"]
                ports: [{containerPort: 6379}]
                readinessProbe: {tcpSocket: {port: 6379}, periodSeconds: 1}
                securityContext:
                  {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
                volumeMounts: [{name: data, mountPath: /data}]
            volumes: [{name: data, emptyDir: {}}]
      """;
}
