package dev.drey.ssh;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// A list of algorithms as `Ciphers`, `KexAlgorithms`, `MACs` and `HostKeyAlgorithms` give it: instead of
/// the
/// default list, or as a change to it.
///
/// @param change what the list does to the default
/// @param names names, or with `*` and `?` patterns of names, in order
/// @param place `file:line` of the directive, for messages about names that nobody knows
public record AlgorithmList(Change change, List<String> names, String place) {

    /// What a list does to the default list.
    public enum Change {
        /// No prefix: instead of it.
        REPLACE,
        /// `+`: behind it.
        APPEND,
        /// `-`: taken out of it.
        REMOVE,
        /// `^`: in front of it.
        PREPEND
    }

    public AlgorithmList {
        names = List.copyOf(names);
    }

    /// The list that results, without duplicates.
    ///
    /// @param defaults the list that would be used without the directive
    /// @param all every name that can be used: patterns are matched against them, and names outside are
    ///     left
    ///     out
    public List<String> applyTo(List<String> defaults, List<String> all) {
        SequencedSet<String> result = new LinkedHashSet<>();
        switch (change) {
            case REPLACE -> result.addAll(chosen(all));
            case APPEND -> {
                result.addAll(defaults);
                result.addAll(chosen(all));
            }
            case PREPEND -> {
                result.addAll(chosen(all));
                result.addAll(defaults);
            }
            case REMOVE -> {
                result.addAll(defaults);
                result.removeIf(name -> names.stream().anyMatch(pattern -> SshPattern.matches(pattern, name)));
            }
        }
        return List.copyOf(result);
    }

    /// Names of this list that match none of the given ones.
    public List<String> unknownAmong(List<String> all) {
        return names.stream()
                .filter(name -> all.stream().noneMatch(one -> SshPattern.matches(name, one)))
                .toList();
    }

    private List<String> chosen(List<String> all) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            all.stream().filter(one -> SshPattern.matches(name, one)).forEach(found::add);
        }
        return found;
    }
}
