package dev.greenfork.broker;

/**
 * What decides about tasks beside their own declarations, as it stands at the broker. Both parts
 * share one version.
 *
 * @param rules what {@link Splits#setRules} was given; empty if nothing
 * @param learned what {@link Splits#setLearned} was given; empty if nothing
 */
public record RuleTexts(String rules, String learned) {

  /** Nothing was ever set. */
  public static final RuleTexts NONE = new RuleTexts("", "");
}
