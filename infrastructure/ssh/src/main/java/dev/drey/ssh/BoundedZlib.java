package dev.drey.ssh;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.compression.Compression;
import org.apache.sshd.common.compression.CompressionDelayedZlib;
import org.apache.sshd.common.util.buffer.Buffer;

/// `zlib@openssh.com`, of which no packet may grow beyond what an uncompressed one may be: the library would
/// inflate one packet to a thousand times its size.
final class BoundedZlib extends CompressionDelayedZlib {
    static final NamedFactory<Compression> FACTORY = new NamedFactory<>() {
        @Override
        public String getName() {
            return "zlib@openssh.com";
        }

        @Override
        public Compression create() {
            return new BoundedZlib();
        }
    };

    private static final int MOST = 256 << 10;
    private static final int PART = 16 << 10;

    private final byte[] part = new byte[PART];
    private final Inflater inflater = new Inflater();

    @Override
    public void uncompress(Buffer from, Buffer to) throws IOException {
        inflater.setInput(from.array(), from.rpos(), from.available());
        try {
            int all = 0;
            for (int count; (count = inflater.inflate(part)) > 0; ) {
                all += count;
                if (all > MOST) throw new IOException("a packet inflates beyond " + MOST + " bytes");
                to.putRawBytes(part, 0, count);
            }
        } catch (DataFormatException damaged) {
            throw new IOException("a packet cannot be inflated", damaged);
        }
    }
}
