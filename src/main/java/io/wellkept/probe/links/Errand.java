package io.wellkept.probe.links;

import java.net.URI;

/**
 * An address to be looked at.
 *
 * @param posts whether only forms that send lead there
 * @param fresh not to be answered from anything remembered
 */
record Errand(URI address, boolean ours, boolean posts, boolean fresh) {
  String key() {
    return address.toString();
  }
}
