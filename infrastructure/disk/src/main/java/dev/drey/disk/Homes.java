package dev.drey.disk;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Home;
import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.util.Arrays;

/// Makes `~`, `~/x` and `~user/x` absolute, by the accounts of this machine.
record Homes(AccountFiles accounts) implements Home {
    @Override
    public RemotePath expand(RemotePath path) throws Failed {
        String text = path.text();
        if (!text.startsWith("~")) return path;
        int slash = text.indexOf('/');
        String user = slash < 0 ? text.substring(1) : text.substring(1, slash);
        RemotePath home = user.isEmpty() ? own() : of(path, user);
        if (slash < 0) return home;
        return below(home, path);
    }

    /// What follows the first slash of `path`, below `home`. By bytes: it may be no UTF-8.
    static RemotePath below(RemotePath home, RemotePath path) {
        byte[] bytes = path.bytes();
        int from = 0;
        while (bytes[from] != '/') from++;
        while (from < bytes.length && bytes[from] == '/') from++;
        return home.resolve(RemotePath.ofBytes(Arrays.copyOfRange(bytes, from, bytes.length)));
    }

    private static RemotePath own() {
        return DiskPath.of(Path.of(System.getProperty("user.home", "/")));
    }

    private RemotePath of(RemotePath path, String user) throws Failed {
        return accounts.home(user)
                .map(RemotePath::of)
                .orElseThrow(
                        () -> Trouble.of(Failure.Code.NOT_FOUND, "expand", path, "this machine knows no user " + user));
    }
}
