package io.wellkept.web;

import org.jspecify.annotations.Nullable;

/**
 * One line of a timeline.
 *
 * @param mark a word for the style: good, bad, told, person or plain
 * @param incident null where the line belongs to none
 * @param linkWords what the way to that incident says
 */
public record LineView(
    When at, String mark, String what, String text, @Nullable String incident, String linkWords) {}
