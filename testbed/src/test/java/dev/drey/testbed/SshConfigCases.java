package dev.drey.testbed;

import java.util.List;

/// Configurations that OpenSSH and Drey have to read alike. `@DIR@` is the directory of the file.
final class SshConfigCases {
    private SshConfigCases() {}

    /// A configuration, and the host that is asked for.
    record Case(String text, String host) {
        @Override
        public String toString() {
            return host + " in " + text.strip().replace("\n", " / ");
        }
    }

    static final List<Case> ALL = List.of(
            // Who is meant.
            of("", "Plain.Example.COM"),
            of("Host prod\n Port 2022\n User deploy\n", "prod"),
            of("Host prod\n Port 2022\n", "Prod"),
            of("Host prod stage\n User a\nHost stage\n User b\n Port 7\n", "stage"),
            of("Host *.example.com !bad.example.com\n User yes\n", "good.example.com"),
            of("Host *.example.com !bad.example.com\n User yes\n", "bad.example.com"),
            of("Host !bad *\n User yes\n", "bad"),
            of("Host h?st\n User q\nHost h*t*\n Port 9\n", "host1t"),
            of("Host 10.0.*\n User net\n", "10.0.3.4"),
            of("User top\nHost a\n User below\n", "a"),
            of("Host \"a b\" c\n User quoted\n", "c"),
            of("Match host a,b,!c\n User m\n", "b"),
            of("Match host *,!c\n User m\n", "c"),
            of("Match !host c\n User m\n", "d"),
            of("Host a\n HostName real.example.com\nMatch host *.example.com\n User m\n", "a"),
            of("Host a\n HostName real.example.com\nMatch originalhost A,a\n User m\n", "a"),
            of("Match originalhost a host b\n User m\n", "a"),
            of("User x\nMatch user x\n Port 11\n", "a"),
            of("User x\nMatch !user x,y\n Port 11\n", "a"),
            of("Match all\n Port 12\n", "a"),
            of("Match host nothing\n Port 1\nMatch all\n Port 13\n", "a"),
            of("Match HOST \"a\" # why\n Port 14\n", "a"),
            of("Match localuser nobody-at-all\n Port 15\n", "a"),
            of("Match canonical\n Port 16\n", "a"),
            of("Match !canonical host a\n Port 17\n", "a"),
            of("Host a\n HostName b.example.com\nHost b.*\n User second\nMatch final all\n Port 18\n", "a"),
            of("HostName B.Example.Com\nMatch final host b.example.com\n User f\n", "a"),
            // How it is written.
            of("  Port=2022\n\tUser = deploy  \n", "a"),
            of("# comment\n\n   # another\nPort 19 # behind\n", "a"),
            of("PORT 20\nuSeR Mixed\n", "a"),
            of("Port 21\r\nUser crlf\r\n", "a"),
            of("User \"with space\"\nIdentityFile '/k/single quoted'\n", "a"),
            of("IdentityFile /k/back\\ slash\nIdentityFile \"/k/in\\\"side\"\n", "a"),
            of("IdentityFile \"/k/#no comment\"\nIdentityFile /k/x#y\n", "a"),
            of("Port 22", "a"),
            of("IgnoreUnknown Frob*,Other\nFrobnicate yes\nOther x\nPort 23\n", "a"),
            of("AddKeysToAgent yes\nLogLevel ERROR\nSendEnv LANG LC_*\nControlMaster auto\nForwardX11 no\n", "a"),
            of("ControlPath ~/.ssh/c-%C\nLocalForward 8080 localhost:80\nRequestTTY no\nTCPKeepAlive yes\n", "a"),
            // What is said.
            of("HostName %h.example.com\n", "Prod"),
            of("HostName 100%%-sure\n", "a"),
            of("IdentityFile /k/1\nIdentityFile /k/2\nIdentityFile /k/1\nHost a\n IdentityFile ~/k3\n", "a"),
            of("IdentityFile none\n", "a"),
            of("IdentityFile none\nIdentityFile /k/1\nIdentitiesOnly yes\n", "a"),
            of("CertificateFile /c/1\nCertificateFile ~/c2\n", "a"),
            of("IdentityAgent none\n", "a"),
            of("IdentityAgent ~/agent-%r-%h\nUser u\n", "a"),
            of("IdentityAgent ${HOME}/agent\n", "a"),
            of("HostKeyAlias Golden\nUserKnownHostsFile ~/kh-%k /kh/%h-%p-%n-%r-%u-%i\n", "a"),
            of("UserKnownHostsFile /kh/%C-%L-%l-%d\nHostName x.example.com\nPort 24\n", "a"),
            of("UserKnownHostsFile none\nGlobalKnownHostsFile /g1 /g2\n", "a"),
            of("GlobalKnownHostsFile none\nHashKnownHosts yes\n", "a"),
            of("UserKnownHostsFile /one\nUserKnownHostsFile /two\n", "a"),
            of("StrictHostKeyChecking accept-new\n", "a"),
            of("StrictHostKeyChecking off\n", "a"),
            of("StrictHostKeyChecking YES\nHashKnownHosts no\n", "a"),
            of("ConnectTimeout 1m30\nServerAliveInterval 1H\nServerAliveCountMax 7\n", "a"),
            of("ConnectTimeout none\nConnectTimeout 5\nServerAliveInterval 2d\n", "a"),
            of("Compression yes\n", "a"),
            of("Compression NO\nCompression yes\n", "a"),
            of("ProxyJump gate\n", "a"),
            of("ProxyJump ada@one:2222,two,ssh://bob@three:23\n", "a"),
            of("ProxyJump none\nProxyCommand nc 1 2\n", "a"),
            of("ProxyCommand nc -X 5 gate 22\nProxyJump gate\n", "a"),
            of("ProxyCommand none\nProxyJump gate\n", "a"),
            of("ProxyCommand = nc \"a b\" # not a comment\n", "a"),
            of("Host a\n ProxyJump gate\nHost *\n ProxyCommand nc x y\n", "a"),
            of("ProxyJump [::1]:2222\n", "a"),
            of("Ciphers aes256-ctr,aes128-gcm@openssh.com\n", "a"),
            of("Ciphers +3des-cbc\nMACs -*sha1*,umac-64*\n", "a"),
            of("Ciphers ^aes256-ctr\nKexAlgorithms ^diffie-hellman-group14-sha256\n", "a"),
            of("KexAlgorithms -*nist*\nHostKeyAlgorithms +ssh-rsa\n", "a"),
            of("HostKeyAlgorithms ssh-ed25519*,rsa-sha2-*\n", "a"),
            of("HostKeyAlgorithms -*cert*\nMACs hmac-sha2-256\n", "a"),
            // Who asks and who may. Debian's ssh gives a batch a ServerAliveInterval that other systems' have not.
            of("PubkeyAuthentication no\nPasswordAuthentication no\n", "a"),
            of("KbdInteractiveAuthentication no\nPreferredAuthentications password,publickey\n", "a"),
            of("ChallengeResponseAuthentication no\nKbdInteractiveAuthentication yes\n", "a"),
            of("TISAuthentication no\nDSAAuthentication no\nPubkeyAuthentication yes\n", "a"),
            of("PubkeyAuthentication unbound\nNumberOfPasswordPrompts 1\n", "a"),
            of("BatchMode yes\nServerAliveInterval 5\nNumberOfPasswordPrompts 0\nPasswordAuthentication TRUE\n", "a"),
            of("AddressFamily inet6\nAddressFamily any\n", "a"),
            of("Host a\n AddressFamily INET\nHost *\n BatchMode yes\n ServerAliveInterval 5\n", "b"),
            // Files inside.
            of("Include @DIR@/included\n", "a"),
            of("Include @DIR@/included\nUser after\n", "inner"),
            of("Host b\n Include @DIR@/included\nHost *\n User later\n", "inner"),
            of("Host inner\n Include @DIR@/included\n User later\n", "inner"),
            of("Include @DIR@/more-*\n", "a"),
            of("Include @DIR@/nothing-* @DIR@/more-[b]\n", "a"),
            of("Include @DIR@/missing\nPort 25\n", "a"));

    private static Case of(String text, String host) {
        return new Case(text, host);
    }
}
