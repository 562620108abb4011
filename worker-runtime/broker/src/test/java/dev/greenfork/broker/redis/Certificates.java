package dev.greenfork.broker.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A self-signed certificate for 127.0.0.1, made by openssl. */
record Certificates(Path certificate, Path key) {

  /** A self-signed certificate is its own authority. */
  Path authority() {
    return certificate;
  }

  static Certificates create(Path directory) throws IOException, InterruptedException {
    Certificates made =
        new Certificates(directory.resolve("tls.crt"), directory.resolve("tls.key"));
    Process openssl =
        new ProcessBuilder(
                List.of(
                    "openssl",
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:prime256v1",
                    "-nodes",
                    "-days",
                    "2",
                    "-subj",
                    "/CN=redis",
                    "-addext",
                    "subjectAltName=IP:127.0.0.1",
                    "-keyout",
                    made.key.toString(),
                    "-out",
                    made.certificate.toString()))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("openssl.log").toFile())
            .start();
    if (!openssl.waitFor(30, TimeUnit.SECONDS) || openssl.exitValue() != 0) {
      throw new IOException(
          "openssl failed (apt-get install openssl): "
              + Files.readString(directory.resolve("openssl.log")));
    }
    return made;
  }
}
