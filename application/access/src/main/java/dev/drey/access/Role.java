package dev.drey.access;

/// What a user is to the hub: an admin may do everything everywhere, a user what grants say.
public enum Role {
    ADMIN,
    USER
}
