package io.wellkept.app.bench;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Answers {@code *.bench.test} with loopback and knows no other name, so that a process which is
 * measured can reach nothing else. Java takes it where {@link Home} names it on the class path, in
 * a folder that is made for one measurement: no option of the daemon leads here.
 */
public final class BenchNames extends InetAddressResolverProvider {
  /** The end of all names; {@code test} is kept free for such use by RFC 6761. */
  static final String DOMAIN = ".bench.test";

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return new Loopback(configuration.lookupLocalHostName());
  }

  @Override
  public String name() {
    return "loopback for " + DOMAIN;
  }

  private record Loopback(String thisMachine) implements InetAddressResolver {
    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
        throws UnknownHostException {
      if (host.endsWith(DOMAIN) || host.equals("localhost") || host.equals(thisMachine)) {
        return Stream.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
      }
      throw new UnknownHostException(host + ": only names below " + DOMAIN + " are known here");
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
      throw new UnknownHostException("addresses have no names here");
    }
  }
}
