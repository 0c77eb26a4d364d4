package dev.drey.files;

import java.util.Map;
import java.util.Set;

/// The power to name owners by their numbers (`users-groups-by-id@openssh.com`). Numbers without a name are
/// left out.
public non-sealed interface Accounts extends Power {
    Map<Integer, String> users(Set<Integer> uids) throws Failed;

    Map<Integer, String> groups(Set<Integer> gids) throws Failed;
}
