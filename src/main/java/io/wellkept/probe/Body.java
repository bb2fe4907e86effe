package io.wellkept.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** What a server sent, unpacked and cut to what we read at most. */
public final class Body {
  private static final int CHUNK = 16 * 1024;

  /** Browsers look for the charset in the first 1024 bytes; some pages put more before it. */
  private static final int PRELUDE = 4096;

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Pattern META =
      Pattern.compile(
          "<meta[^>]{0,500}?charset\\s*=\\s*[\"']?\\s*([^\"'\\s/>;]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern XML =
      Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([^\"'\\s]+)");
  private static final Pattern PARAMETER =
      Pattern.compile("charset\\s*=\\s*[\"']?\\s*([^\"'\\s;]+)", Pattern.CASE_INSENSITIVE);

  private final byte[] bytes;
  private final boolean truncated;
  private final @Nullable String contentType;
  private volatile @Nullable String text;

  /**
   * @param truncated whether there was more
   * @param contentType as a server would say it; null if nobody said
   */
  public Body(byte[] bytes, boolean truncated, @Nullable String contentType) {
    this.bytes = bytes;
    this.truncated = truncated;
    this.contentType = contentType;
  }

  /** The body came packed in a way that we had not asked for. */
  static final class UnknownPackingException extends IOException {
    private static final long serialVersionUID = 1;

    private final String packing;

    UnknownPackingException(String packing) {
      super("packed as " + packing);
      this.packing = packing;
    }

    String packing() {
      return packing;
    }
  }

  /**
   * Reads and unpacks at most {@code limit} bytes, packed or unpacked: a few packed bytes may
   * otherwise become gigabytes.
   *
   * @throws UnknownPackingException if it is packed neither as gzip nor as deflate
   * @throws IOException if it breaks off or cannot be unpacked
   */
  static Body read(
      BufferedSource source, @Nullable String packing, @Nullable String contentType, int limit)
      throws IOException {
    String name = packing == null ? "" : packing.strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.equals("identity")) {
      boolean cut = source.request(limit + 1L);
      return new Body(
          source.getBuffer().readByteArray(cut ? limit : source.getBuffer().size()),
          cut,
          contentType);
    }
    Limited packed = new Limited(source.inputStream(), limit);
    ByteArrayOutputStream read = new ByteArrayOutputStream(CHUNK);
    boolean more;
    try {
      more = copy(unpacked(packed, source, name), read, limit);
    } catch (IOException e) {
      if (!packed.cut) {
        throw e;
      }
      // Unpacking failed only because we stopped reading.
      more = true;
    }
    return new Body(read.toByteArray(), more || packed.cut, contentType);
  }

  private static InputStream unpacked(InputStream packed, BufferedSource source, String packing)
      throws IOException {
    if (source.exhausted()) {
      return packed;
    }
    return switch (packing) {
      case "gzip", "x-gzip" -> new GZIPInputStream(packed, CHUNK);
      case "deflate" -> new InflaterInputStream(packed);
      default -> throw new UnknownPackingException(packing);
    };
  }

  /** What came, unpacked and perhaps cut; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Whether there was more than the limit. */
  private static boolean copy(InputStream from, ByteArrayOutputStream to, int limit)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (to.size() < limit) {
      int count = from.read(chunk, 0, Math.min(chunk.length, limit - to.size()));
      if (count < 0) {
        return false;
      }
      to.write(chunk, 0, count);
    }
    return from.read() >= 0;
  }

  /** Ends after so many bytes, and knows whether it had to. */
  private static final class Limited extends InputStream {
    private final InputStream from;
    private long left;
    private boolean cut;

    Limited(InputStream from, long limit) {
      this.from = from;
      // One more, so that a body of exactly the limit is seen to end.
      this.left = limit + 1;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left <= 0) {
        cut = true;
        return -1;
      }
      int count = from.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public int available() throws IOException {
      return left <= 0 ? 0 : from.available();
    }
  }

  /** How many bytes were read, unpacked. */
  public int size() {
    return bytes.length;
  }

  /** Whether there was more than we read. */
  public boolean truncated() {
    return truncated;
  }

  public Optional<String> contentType() {
    return Optional.ofNullable(contentType);
  }

  /** Whether it is, or may be, HTML: a page that does not say what it is counts as HTML. */
  public boolean html() {
    if (contentType == null) {
      return true;
    }
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.contains("html") || type.isBlank();
  }

  /** The text in the charset that a browser would take; what cannot be read becomes U+FFFD. */
  public String text() {
    String known = text;
    if (known == null) {
      known = decode();
      text = known;
    }
    return known;
  }

  private String decode() {
    int mark = byteOrderMark();
    if (mark > 0) {
      return new String(bytes, mark, bytes.length - mark, markedCharset());
    }
    Charset declared = declared();
    if (declared != null) {
      return new String(bytes, declared);
    }
    return utf8OrWindows();
  }

  private int byteOrderMark() {
    if (startsWith(0xef, 0xbb, 0xbf)) {
      return 3;
    }
    return startsWith(0xfe, 0xff) || startsWith(0xff, 0xfe) ? 2 : 0;
  }

  private Charset markedCharset() {
    if (startsWith(0xef)) {
      return StandardCharsets.UTF_8;
    }
    return startsWith(0xfe) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
  }

  private boolean startsWith(int... values) {
    if (bytes.length < values.length) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if ((bytes[i] & 0xff) != values[i]) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Charset declared() {
    if (contentType != null) {
      Charset byHeader = named(PARAMETER.matcher(contentType));
      if (byHeader != null) {
        return byHeader;
      }
    }
    int length = Math.min(bytes.length, PRELUDE);
    String prelude = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    Charset byXml = named(XML.matcher(prelude));
    Charset byPage = byXml == null ? named(META.matcher(prelude)) : byXml;
    // A page whose declaration can be read byte by byte is not in UTF-16, whatever it says.
    return byPage != null && byPage.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : byPage;
  }

  /** Names that nobody knows say nothing, as in browsers. */
  private static @Nullable Charset named(Matcher declaration) {
    if (!declaration.find()) {
      return null;
    }
    String name = declaration.group(1).toLowerCase(Locale.ROOT);
    if (name.equals("iso-8859-1") || name.equals("latin1") || name.equals("us-ascii")) {
      return WINDOWS;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  private String utf8OrWindows() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, truncated ? StandardCharsets.UTF_8 : WINDOWS);
    }
  }

  /**
   * What is packed within: a file {@code sitemap.xml.gz} is packed itself, however it travels.
   * Reads no more than {@link Http#BODY_LIMIT}; a body that is not packed is itself.
   */
  public Body unpacked() {
    if (!startsWith(0x1f, 0x8b)) {
      return this;
    }
    ByteArrayOutputStream read = new ByteArrayOutputStream(CHUNK);
    boolean more = truncated;
    try (InputStream packed = new GZIPInputStream(new ByteArrayInputStream(bytes), CHUNK)) {
      more |= copy(packed, read, Http.BODY_LIMIT);
    } catch (IOException e) {
      // cut off or broken: what could be unpacked counts
      more = true;
    }
    return new Body(read.toByteArray(), more, contentType);
  }

  /** The same for the same bytes, and for no others. */
  String fingerprint() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
