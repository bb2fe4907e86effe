package io.wellkept.web;

/**
 * What every page must be honest about.
 *
 * @param dry nothing leaves: messages are decided and shown, not sent
 * @param nobodyCanBeTold no notifier counts as a road to anybody
 */
public record Circumstances(boolean dry, boolean nobodyCanBeTold) {}
