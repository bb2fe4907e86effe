package io.wellkept.touchpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a setting means, in one sentence for whoever edits the YAML. Editors show it, and the
 * reference in the docs is made from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface Doc {
  String value();

  /** The default as it would be written in YAML; empty where there is none. */
  String standard() default "";

  /** An example as it would be written in YAML. */
  String example() default "";
}
