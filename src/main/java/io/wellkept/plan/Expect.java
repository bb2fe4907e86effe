package io.wellkept.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a value in the YAML must look like beyond its type. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
@interface Expect {
  /** A regular expression for the whole text; empty for any. */
  String pattern() default "";

  /** How a reader is told what is expected; empty leaves the words of the type. */
  String words() default "";

  /** The smallest number. */
  double atLeast() default Double.NEGATIVE_INFINITY;

  /** The largest number. */
  double atMost() default Double.POSITIVE_INFINITY;
}
