package dev.greenfork.tests.cluster.support;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The cluster that the tests were told to use; never another. */
public final class Kubeconfig {

  private Kubeconfig() {}

  /** Its file. */
  public static Path file() {
    String named = System.getenv("GREENFORK_TEST_KUBECONFIG");
    if (named == null || !Files.isReadable(Path.of(named))) {
      throw new IllegalStateException(
          "these tests need a cluster: run `deploy/local/cluster up` and set GREENFORK_TEST_KUBECONFIG to what"
              + " `deploy/local/cluster env` exports as KUBECONFIG (`make test` does both)");
    }
    return Path.of(named);
  }

  static KubernetesClient client() {
    Config config = Config.fromKubeconfig(file().toFile());
    if (config.getClientKeyData() != null && isEllipticCurve(config.getClientKeyData())) {
      config.setClientKeyAlgo("EC"); // the client takes every key for RSA unless it is told
    }
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static boolean isEllipticCurve(String keyData) {
    String pem = new String(Base64.getDecoder().decode(keyData), StandardCharsets.US_ASCII);
    byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)) != null;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
