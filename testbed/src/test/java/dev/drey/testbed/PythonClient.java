package dev.drey.testbed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A library of Python's, driven by a script of `testbed/clients`.
///
/// @param name the script's, and the library's
record PythonClient(String name) implements DoorClient {
    @Override
    public boolean can(Errand errand) {
        return true;
    }

    @Override
    public String run(DoorLogin login, List<Errand> errands, Path work) {
        Path script = Checkout.root().resolve("testbed/clients/" + name + "-client.py");
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-W", "ignore", script.toString()));
        command.addAll(List.of(login.host(), Integer.toString(login.port()), login.username()));
        command.addAll(List.of(
                login.knownHosts().toString(), login.key().map(Path::toString).orElse("")));
        for (Errand errand : errands) command.addAll(words(errand));
        return DoorClient.said(work, List.of("DOOR_SECRET=" + login.secret()), command)
                .fine();
    }

    private static List<String> words(Errand errand) {
        return switch (errand) {
            case Errand.Put(var from, var to) -> List.of("put", from.toString(), to);
            case Errand.Get(var from, var to) -> List.of("get", from, to.toString());
            case Errand.Look(var folder) -> List.of("look", folder, "");
            case Errand.Rename(var from, var to) -> List.of("rename", from, to);
            case Errand.Remove(var path) -> List.of("remove", path, "");
            case Errand.PutOn(var from, var to) -> List.of("put-on", from.toString(), to);
            case Errand.GetOn(var from, var to) -> List.of("get-on", from, to.toString());
        };
    }
}
