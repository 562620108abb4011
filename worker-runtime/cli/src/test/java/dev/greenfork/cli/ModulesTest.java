package dev.greenfork.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameContaining;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of the modules, which this one sees all of (design, section 1). */
final class ModulesTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.greenfork");

  @Test
  void protocol_and_decisions_do_no_io() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.greenfork.protocol..", "dev.greenfork.decisions..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net..", "java.nio.channels..", "java.nio.file..", "java.sql..", "redis..")
        .check(ALL);
  }

  @Test
  void protocol_decisions_and_the_task_api_stand_on_their_own() {
    for (String alone : new String[] {"protocol", "decisions", "task"}) {
      noClasses()
          .that()
          .resideInAPackage("dev.greenfork." + alone + "..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.greenfork..")
                  .and(not(resideInAPackage("dev.greenfork." + alone + ".."))))
          .check(ALL);
    }
  }

  @Test
  void the_broker_knows_only_the_protocol() {
    noClasses()
        .that()
        .resideInAPackage("dev.greenfork.broker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.greenfork.client..",
            "dev.greenfork.worker..",
            "dev.greenfork.cli..",
            "dev.greenfork.task..")
        .check(ALL);
  }

  @Test
  void only_the_broker_talks_to_redis() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.greenfork.broker..", "dev.greenfork.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("redis..", "dev.greenfork.broker.redis..")
        .check(ALL);
  }

  @Test
  void the_worker_does_not_know_its_command() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.greenfork.worker..", "dev.greenfork.client..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.greenfork.cli..")
        .check(ALL);
  }

  @Test
  void prefork_children_have_no_broker() {
    noClasses()
        .that()
        .resideInAPackage("dev.greenfork.worker.prefork.child..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.greenfork.broker..", "dev.greenfork.client..")
        .check(ALL);
  }

  @Test
  void packages_of_the_worker_have_no_cycles() {
    slices().matching("dev.greenfork.worker.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void nothing_keeps_static_state_that_changes() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(written())
        .should()
        .beFinal()
        .check(ALL);
  }

  /** Classes of our own hand: the compiler adds static fields of its own to some. */
  private static DescribedPredicate<JavaClass> written() {
    return resideInAPackage("dev.greenfork..").and(not(simpleNameContaining("$")));
  }
}
