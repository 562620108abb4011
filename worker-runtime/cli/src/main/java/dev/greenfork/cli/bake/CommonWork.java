package dev.greenfork.cli.bake;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What many tasks do first and no cache of the JDK's holds: a request over HTTP and a look into an
 * XML document, on a thread and with a scope as tasks have them.
 */
final class CommonWork {

  private static final ScopedValue<String> SCOPE = ScopedValue.newInstance();
  private static final byte[] DOCUMENT =
      "<?xml version=\"1.0\"?><a b=\"c\"><d>e</d></a>".getBytes(StandardCharsets.UTF_8);

  private CommonWork() {}

  /** On a virtual thread, as in the green pool, and on this one. */
  static void perform() throws IOException, InterruptedException {
    FutureTask<Boolean> work = new FutureTask<>(CommonWork::scoped, true);
    Thread.ofVirtual().name("greenfork-training").start(work);
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("common work failed on a virtual thread", e);
    }
    ask();
  }

  private static void scoped() {
    ScopedValue.where(SCOPE, "a task").run(CommonWork::askUnchecked);
  }

  private static void askUnchecked() {
    try {
      ask();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ask() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, DOCUMENT.length);
            exchange.getResponseBody().write(DOCUMENT);
          }
        });
    server.start();
    try {
      parse(get(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/")));
    } finally {
      server.stop(0);
    }
  }

  private static byte[] get(URI page) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
    connection.setConnectTimeout(10_000);
    connection.setReadTimeout(10_000);
    try (var body = connection.getInputStream()) {
      return body.readAllBytes();
    } finally {
      connection.disconnect();
    }
  }

  private static void parse(byte[] document) throws IOException {
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.newSAXParser().parse(new ByteArrayInputStream(document), new DefaultHandler());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("the JDK's parser reads every document that is one", e);
    }
  }
}
