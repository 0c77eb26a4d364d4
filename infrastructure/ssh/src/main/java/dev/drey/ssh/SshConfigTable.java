package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Every directive that OpenSSH knows, and what Drey does with it.
///
/// | group | what happens to it |
/// |---|---|
/// | honoured | taken into [HostConfig] |
/// | harmless | ignored |
/// | decisive | its harmless values are ignored; any other refuses the host, with the line |
/// | unknown | refuses the host, unless `IgnoreUnknown` names it |
///
/// Harmless is what changes neither where, nor how, nor as whom we connect, or only switches on what Drey never does.
/// Decisive is what, ignored, would connect elsewhere, in another way, as somebody else, or more trustingly than asked.
final class SshConfigTable {

    /// What is done with a directive.
    enum Treatment {
        HONOURED,
        HARMLESS,
        DECISIVE,
        UNKNOWN
    }

    /// Honoured, as a person writes them.
    static final List<String> HONOURED = List.of(
            "Host",
            "Match",
            "Include",
            "IgnoreUnknown",
            "HostName",
            "Port",
            "User",
            "IdentityFile",
            "IdentitiesOnly",
            "IdentityAgent",
            "CertificateFile",
            "ProxyJump",
            "ProxyCommand",
            "HostKeyAlias",
            "UserKnownHostsFile",
            "GlobalKnownHostsFile",
            "HashKnownHosts",
            "StrictHostKeyChecking",
            "ConnectTimeout",
            "ServerAliveInterval",
            "ServerAliveCountMax",
            "Ciphers",
            "KexAlgorithms",
            "MACs",
            "HostKeyAlgorithms",
            "Compression",
            "AddressFamily",
            "PubkeyAuthentication",
            "KbdInteractiveAuthentication",
            "PasswordAuthentication",
            "PreferredAuthentications",
            "NumberOfPasswordPrompts",
            "BatchMode");

    /// Older words for some of these.
    private static final List<String> OLDER = List.of(
            "identityfile2",
            "challengeresponseauthentication",
            "skeyauthentication",
            "tisauthentication",
            "dsaauthentication");

    /// Ignored. In order: keys of the local side; forwarding, terminals and sessions that a file
    /// transfer has not; what is logged and shown; connection sharing; authentication that Drey never offers;
    /// looser checks than ours; canonical names, which do nothing unless `CanonicalizeHostname` asks for them;
    /// what OpenSSH ignores itself.
    private static final List<String> HARMLESS = List.of(
            "addkeystoagent usekeychain securitykeyprovider kbdinteractivedevices",
            "forwardagent forwardx11 forwardx11timeout forwardx11trusted xauthlocation localforward remoteforward",
            "dynamicforward gatewayports clearallforwardings exitonforwardfailure permitremoteopen tunnel tunneldevice",
            "streamlocalbindmask streamlocalbindunlink requesttty remotecommand sessiontype stdinnull escapechar",
            "forkafterauthentication enableescapecommandline sendenv setenv localcommand permitlocalcommand",
            "channeltimeout obscurekeystroketiming tag",
            "loglevel logverbose syslogfacility visualhostkey fingerprinthash warnweakcrypto versionaddendum",
            "controlmaster controlpath controlpersist",
            "gssapiauthentication gssapidelegatecredentials hostbasedauthentication hostbasedacceptedalgorithms",
            "hostbasedkeytypes enablesshkeysign",
            "nohostauthenticationforlocalhost verifyhostkeydns updatehostkeys",
            "canonicaldomains canonicalizefallbacklocal canonicalizemaxdots",
            "connectionattempts ipqos rekeylimit tcpkeepalive keepalive",
            "protocol cipher compressionlevel fallbacktorsh globalknownhostsfile2 userknownhostsfile2 useroaming usersh",
            "useprivilegedport rhostsauthentication rhostsrsaauthentication rsaauthentication afstokenpassing",
            "kerberosauthentication kerberostgtpassing");

    /// Refused, except with one of these values (`+…` and `^…` stand for lists that only add, so that ignoring
    /// them is the stricter way).
    private static final Map<String, String> DECISIVE = Map.ofEntries(
            Map.entry("bindaddress", ""),
            Map.entry("bindinterface", ""),
            Map.entry("canonicalizehostname", "no false"),
            Map.entry("canonicalizepermittedcnames", "none"),
            Map.entry("casignaturealgorithms", "+… ^…"),
            Map.entry("checkhostip", "no false"),
            Map.entry("knownhostscommand", "none"),
            Map.entry("pkcs11provider", "none"),
            Map.entry("proxyusefdpass", "no false"),
            Map.entry("pubkeyacceptedalgorithms", "+… ^…"),
            Map.entry("pubkeyacceptedkeytypes", "+… ^…"),
            Map.entry("refuseconnection", ""),
            Map.entry("requiredrsasize", "0 1024"),
            Map.entry("revokedhostkeys", "none"),
            Map.entry("smartcarddevice", "none"));

    private static final Map<String, Treatment> TREATMENTS = treatments();

    private SshConfigTable() {}

    static Treatment of(String keyword) {
        return TREATMENTS.getOrDefault(keyword, Treatment.UNKNOWN);
    }

    /// Refuses a decisive directive that has another value than a harmless one.
    ///
    /// @throws Failed UNSUPPORTED with the line
    static void refuse(SshConfigDirective directive, String host) throws Failed {
        String value = String.join(" ", directive.words()).toLowerCase(Locale.ROOT);
        List<String> harmless =
                List.of(DECISIVE.getOrDefault(directive.keyword(), "").split(" "));
        boolean adds = harmless.contains("+…") && (value.startsWith("+") || value.startsWith("^"));
        if (adds || (!value.isEmpty() && harmless.contains(value))) return;
        throw notHonoured(directive, host);
    }

    static Failed notHonoured(SshConfigDirective directive, String host) {
        return directive.failure(
                Failure.Code.UNSUPPORTED,
                host + ": " + directive.place() + ": " + directive.written() + " changes how this host is connected to,"
                        + " and Drey does not follow it. Nothing was connected; take the line out for this host, or"
                        + " configure the server under a name of its own with `drey servers add`");
    }

    private static Map<String, Treatment> treatments() {
        Map<String, Treatment> all = new TreeMap<>();
        HARMLESS.forEach(line -> List.of(line.split(" ")).forEach(word -> all.put(word, Treatment.HARMLESS)));
        DECISIVE.keySet().forEach(word -> all.put(word, Treatment.DECISIVE));
        HONOURED.forEach(word -> all.put(word.toLowerCase(Locale.ROOT), Treatment.HONOURED));
        OLDER.forEach(word -> all.put(word, Treatment.HONOURED));
        return Map.copyOf(all);
    }
}
