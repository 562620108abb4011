package dev.greenfork.cli;

import picocli.CommandLine.IVersionProvider;

/** The version from the jar's manifest, and Java's, as both are asked for in every report. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String own = Greenfork.class.getPackage().getImplementationVersion();
    return new String[] {
      "greenfork " + (own == null ? "(not packaged)" : own), "Java " + Runtime.version()
    };
  }
}
