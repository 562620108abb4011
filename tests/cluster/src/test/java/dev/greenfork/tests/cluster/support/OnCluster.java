package dev.greenfork.tests.cluster.support;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class the operator on a real cluster and a {@link TestNamespace} of its own, and if
 * it asks for one a {@link TestRedis} there, both removed at the end.
 */
public final class OnCluster implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(OnCluster.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(STORE)
        .computeIfAbsent(Installation.class, any -> Installation.install(), Installation.class);
    context.getStore(STORE).put(TestNamespace.class, TestNamespace.create(name(context)));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    TestRedis redis = context.getStore(STORE).remove(TestRedis.class, TestRedis.class);
    if (redis != null) {
      redis.close();
    }
    TestNamespace namespace =
        context.getStore(STORE).remove(TestNamespace.class, TestNamespace.class);
    if (namespace != null) {
      namespace.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestNamespace.class || type == TestRedis.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestNamespace namespace =
        Objects.requireNonNull(
            context.getStore(STORE).get(TestNamespace.class, TestNamespace.class),
            "the namespace is made before all tests of a class");
    return parameter.getParameter().getType() == TestNamespace.class
        ? namespace
        : context
            .getStore(STORE)
            .computeIfAbsent(TestRedis.class, any -> TestRedis.start(namespace), TestRedis.class);
  }

  private static String name(ExtensionContext context) {
    String tests = context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT);
    return "test-%s-%04x".formatted(tests, ThreadLocalRandom.current().nextInt(0x10000));
  }
}
