package dev.drey.testbed;

/// Somebody whom a [HubFixture] knows, with all three that let them in.
///
/// @param token an API token's secret, which also works as a password
record HubUser(String name, KeyFile key, String password, String token) {}
