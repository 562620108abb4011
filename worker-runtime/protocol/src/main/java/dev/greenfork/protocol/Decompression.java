package dev.greenfork.protocol;

import io.airlift.compress.v3.bzip2.BZip2HadoopStreams;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import io.airlift.compress.v3.zstd.ZstdJavaInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks bodies that were compressed by kombu (kombu.compression), never beyond a limit. The
 * library behind bzip2 and zstd is loaded when the first such body comes.
 */
final class Decompression {

  private final int limit;

  /**
   * @param limit size of what comes out, in bytes
   */
  Decompression(int limit) {
    this.limit = limit;
  }

  /** Unpacks what was packed by the method of this name, in kombu's MIME form or by its alias. */
  byte[] unpack(byte[] packed, String method) {
    return switch (method) {
      // Both are a zlib stream (RFC 1950), and neither is a gzip file.
      case "application/x-gzip", "gzip", "zlib" -> read("zlib", packed, InflaterInputStream::new);
      case "application/x-bz2", "bzip2", "bzip" ->
          read("bzip2", packed, in -> new BZip2HadoopStreams().createInputStream(in));
      case "application/zstd", "zstd", "zstandard" -> zstd(packed);
      default ->
          throw new Fault(
              Refusal.Reason.COMPRESSION,
              "compression %s is not accepted, only zlib, bzip2 and zstd"
                  .formatted(Fault.shown(method)));
    };
  }

  // A stream takes windows of 8 MiB at most, and a sender that knows the size makes the window as
  // large as the text: such frames are unpacked at once.
  private byte[] zstd(byte[] packed) {
    byte[] whole = zstdOfKnownSize(packed);
    return whole == null ? read("zstd", packed, ZstdJavaInputStream::new) : whole;
  }

  private byte @Nullable [] zstdOfKnownSize(byte[] packed) {
    try {
      ZstdJavaDecompressor frame = new ZstdJavaDecompressor();
      long size = frame.getDecompressedSize(packed, 0, packed.length);
      if (size > limit) {
        throw tooLarge();
      }
      if (size < 0) {
        return null;
      }
      byte[] out = new byte[(int) size];
      int length = frame.decompress(packed, 0, packed.length, out, 0, out.length);
      return length == out.length ? out : Arrays.copyOf(out, length);
    } catch (Fault e) {
      throw e;
    } catch (RuntimeException e) {
      return null;
    }
  }

  private byte[] read(String method, byte[] packed, Opener opener) {
    try (InputStream in = opener.open(new ByteArrayInputStream(packed))) {
      byte[] out = in.readNBytes(limit + 1);
      if (out.length > limit) {
        throw tooLarge();
      }
      return out;
    } catch (Fault e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Without the library's text, which may show what it met.
      throw new Fault(
          Refusal.Reason.COMPRESSION, "the body is no whole and sound %s stream".formatted(method));
    }
  }

  private Fault tooLarge() {
    return new Fault(
        Refusal.Reason.TOO_LARGE, "the body is larger than " + limit + " bytes when unpacked");
  }

  /** Makes the stream that unpacks another one. */
  private interface Opener {
    InputStream open(InputStream packed) throws IOException;
  }
}
