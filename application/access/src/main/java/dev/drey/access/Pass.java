package dev.drey.access;

/// Somebody who has come in: who, by what, from where. It says nothing of rights: those are looked up at
/// each step.
///
/// @param from address and port, or `socket`
public record Pass(String user, Credential credential, String from) {}
