package io.wellkept.web;

import java.util.List;

/**
 * What surrounds every page.
 *
 * @param banners sentences that a reader must not miss, worst first
 * @param inside whether the reader may go on to other pages
 * @param files where the stylesheet is
 */
public record Frame(String title, List<String> banners, boolean inside, String files) {
  public Frame {
    banners = List.copyOf(banners);
  }
}
