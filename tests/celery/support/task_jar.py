"""A jar with one task, `changing.version`, made from its source with the JDK that runs the workers."""

import subprocess
import zipfile

from .workers import DIST, HERE

INDEX = """\
package changing;

import dev.greenfork.task.index.Owner;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import dev.greenfork.task.index.TaskOptions;
import java.util.List;

public final class Index implements TaskIndex {
  @Override
  public List<TaskDefinition> tasks() {
    Owner owner = new Owner(Index.class, Index::new);
    return List.of(
        new TaskDefinition(
            "changing.version", TaskOptions.DEFAULT, owner, List.of(), (self, arguments) -> Version.text()));
  }
}
"""

VERSION = """\
package changing;

final class Version {
  static String text() {
    return "%s";
  }
}
"""


def java_home():
    return subprocess.run([HERE.parent.parent / "tools" / "find-jdk"], check=True, capture_output=True, text=True).stdout.strip()


def write(jar, version, folder):
    """Makes or replaces `jar`, whose task returns `version`; versions of one length make jars of one size."""
    sources, classes = folder / "sources", folder / "classes"
    sources.mkdir(exist_ok=True)
    (sources / "Index.java").write_text(INDEX)
    (sources / "Version.java").write_text(VERSION % version)
    command = [f"{java_home()}/bin/javac", "-proc:none", "-cp", DIST / "lib" / "*", "-d", classes, *sources.glob("*.java")]
    subprocess.run(command, check=True)
    with zipfile.ZipFile(jar, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("META-INF/services/dev.greenfork.task.index.TaskIndex", "changing.Index\n")
        for file in sorted((classes / "changing").glob("*.class")):
            archive.write(file, f"changing/{file.name}")
