package io.wellkept.web;

import java.util.ArrayList;
import java.util.List;

/**
 * What programs may expect of an address of the API; {@link OpenApi} writes it down.
 *
 * @param summary a short sentence without a full stop
 * @param answer the record that is answered
 * @param paged whether it is a page of them
 * @param status of the answer that says yes
 * @param query what may stand after the question mark
 * @param body fields of the JSON object that is sent
 */
record Promised(
    String summary,
    Class<?> answer,
    boolean paged,
    int status,
    List<Field> query,
    List<Field> body) {
  /** A value that is sent; {@code words} say what it means. */
  record Field(String name, String words, boolean required, String type) {}

  /** Says who acts, where nobody signs in. */
  private static final Field PERSON =
      new Field(
          "person",
          "id of who acts, in config/people.yaml; not asked of who signed in",
          false,
          "string");

  Promised {
    query = List.copyOf(query);
    body = List.copyOf(body);
  }

  /** One thing. */
  static Promised one(String summary, Class<?> answer) {
    return new Promised(summary, answer, false, 200, List.of(), List.of());
  }

  /** A page of things. */
  static Promised pageOf(String summary, Class<?> item) {
    return new Promised(summary, item, true, 200, List.of(), List.of())
        .query("page", "which page, from 1 on");
  }

  /** An act of a person. */
  static Promised act(String summary, Class<?> answer) {
    return new Promised(summary, answer, false, 200, List.of(), List.of(PERSON));
  }

  Promised status(int other) {
    return new Promised(summary, answer, paged, other, query, body);
  }

  Promised query(String name, String words) {
    return new Promised(
        summary, answer, paged, status, with(query, name, words, false, "string"), body);
  }

  Promised may(String name, String words) {
    return new Promised(
        summary, answer, paged, status, query, with(body, name, words, false, "string"));
  }

  /** The same for what is no text; {@code type} as JSON Schema names it. */
  Promised may(String name, String words, String type) {
    return new Promised(
        summary, answer, paged, status, query, with(body, name, words, false, type));
  }

  Promised must(String name, String words) {
    return new Promised(
        summary, answer, paged, status, query, with(body, name, words, true, "string"));
  }

  /** The same for what is no text; {@code type} as JSON Schema names it. */
  Promised must(String name, String words, String type) {
    return new Promised(summary, answer, paged, status, query, with(body, name, words, true, type));
  }

  private static List<Field> with(
      List<Field> fields, String name, String words, boolean required, String type) {
    List<Field> all = new ArrayList<>(fields);
    all.add(new Field(name, words, required, type));
    return all;
  }
}
