package io.wellkept.touchpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record of settings for which a text alone may be written. The record says what becomes of the
 * text with a creator for Jackson.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Briefly {
  /** What the text is, for complaints: "the text of a link". */
  String value();
}
