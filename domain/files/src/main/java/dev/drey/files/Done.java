package dev.drey.files;

/// The answer of a request that has nothing to say but that it worked.
public enum Done {
    DONE
}
