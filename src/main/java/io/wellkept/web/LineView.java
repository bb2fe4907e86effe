package io.wellkept.web;

import org.jspecify.annotations.Nullable;

/**
 * One line of a timeline.
 *
 * @param mark a word for the style: good, bad, told, person or plain
 * @param incident null where the line belongs to none
 */
public record LineView(When at, String mark, String what, String text, @Nullable String incident) {}
