package dev.drey.files;

import java.util.Map;

/// The power to say what the far side told of itself, for people and for diagnosis.
public non-sealed interface Facts extends Power {
    /// By name, such as `extensions`, `maxRead`, `maxWrite`, `maxHandles`; no secrets.
    Map<String, String> facts();
}
