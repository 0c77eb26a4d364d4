package dev.drey.sftp.wire;

import java.util.List;
import java.util.Optional;

/// The extensions that have a packet here, by the name that announces and asks for them.
///
/// OpenSSH's say a version number, and another number is another packet (PROTOCOL, section 4.2). The
/// drafts' say whatever
/// they like: what stands there is not looked at.
public enum Extension {
    POSIX_RENAME("posix-rename@openssh.com", "1"),
    STATVFS("statvfs@openssh.com", "2"),
    FSTATVFS("fstatvfs@openssh.com", "2"),
    HARDLINK("hardlink@openssh.com", "1"),
    FSYNC("fsync@openssh.com", "1"),
    LSETSTAT("lsetstat@openssh.com", "1"),
    LIMITS("limits@openssh.com", "1"),
    EXPAND_PATH("expand-path@openssh.com", "1"),
    USERS_GROUPS_BY_ID("users-groups-by-id@openssh.com", "1"),
    COPY_DATA("copy-data", ""),
    COPY_FILE("copy-file", ""),
    HOME_DIRECTORY("home-directory", ""),
    /// Announces check-file-name and check-file-handle; as a request it means the handle (paramiko asks
    /// so).
    CHECK_FILE("check-file", ""),
    CHECK_FILE_NAME("check-file-name", ""),
    CHECK_FILE_HANDLE("check-file-handle", ""),
    MD5_HASH("md5-hash", ""),
    MD5_HASH_HANDLE("md5-hash-handle", ""),
    SPACE_AVAILABLE("space-available", ""),
    /// Says who made the software; as a request it is not answered with anything but a status.
    VENDOR_ID("vendor-id", "");

    private final String wireName;
    private final String wireVersion;

    Extension(String wireName, String wireVersion) {
        this.wireName = wireName;
        this.wireVersion = wireVersion;
    }

    public String wireName() {
        return wireName;
    }

    /// How a server announces it.
    public Pair announcement() {
        return Pair.of(wireName, wireVersion.isEmpty() ? "1" : wireVersion);
    }

    /// How a server says who made it (draft-09, section 4.4); we count no builds.
    public static Pair vendor(String vendor, String product, String version) {
        Output out = new Output();
        for (String text : List.of(vendor, product, version)) Field.TEXT.write(out, text);
        out.u64(0);
        return new Pair(VENDOR_ID.wireName, new Bytes(out.body()));
    }

    public static Optional<Extension> named(String name) {
        for (Extension extension : values()) {
            if (extension.wireName.equals(name)) return Optional.of(extension);
        }
        return Optional.empty();
    }

    boolean isAnnouncedBy(Pair pair) {
        return pair.name().equals(wireName)
                && (wireVersion.isEmpty() || pair.data().text().equals(wireVersion));
    }
}
