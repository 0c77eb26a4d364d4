"""An SSH server with SFTP for tests: server.py PORT HOSTKEY AUTHORIZED_KEYS FOLDER PASSWORD CODE [METHOD...]"""

import asyncio
import sys

import asyncssh

PORT, HOST_KEY, AUTHORIZED, FOLDER, PASSWORD, CODE = sys.argv[1:7]
METHODS = sys.argv[7:] or ["publickey", "password", "keyboard-interactive"]


class Login(asyncssh.SSHServer):
    def begin_auth(self, username):
        return True

    def public_key_auth_supported(self):
        return "publickey" in METHODS

    def password_auth_supported(self):
        return "password" in METHODS

    def validate_password(self, username, password):
        return password == PASSWORD

    def kbdint_auth_supported(self):
        return "keyboard-interactive" in METHODS

    def get_kbdint_challenge(self, username, lang, submethods):
        return "Login", "Two answers, please", "", [("Password: ", False), ("Code: ", True)]

    def validate_kbdint_response(self, username, responses):
        return list(responses) == [PASSWORD, CODE]


class Files(asyncssh.SFTPServer):
    def __init__(self, channel):
        super().__init__(channel, chroot=FOLDER)


async def main():
    await asyncssh.create_server(
        Login,
        "127.0.0.1",
        int(PORT),
        server_host_keys=[HOST_KEY],
        authorized_client_keys=AUTHORIZED if "publickey" in METHODS else None,
        sftp_factory=Files,
        allow_scp=False,
    )
    await asyncio.Event().wait()


asyncio.run(main())
