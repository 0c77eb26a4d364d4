# Does errands at an SFTP server with asyncssh: HOST PORT USER KNOWN_HOSTS KEY (VERB ONE OTHER)...
# Without KEY it comes in by DOOR_SECRET.
import asyncio
import os
import sys

import asyncssh

host, port, user, known_hosts, key, *errands = sys.argv[1:]


async def look(sftp, one, _):
    print("\n".join(await sftp.listdir(one)))


async def put_on(sftp, one, other):
    async with sftp.open(other, "ab") as far:
        with open(one, "rb") as near:
            near.seek((await sftp.stat(other)).size)
            await far.write(near.read())


async def get_on(sftp, one, other):
    async with sftp.open(one, "rb") as far:
        with open(other, "ab") as near:
            near.write(await far.read(-1, near.tell()))


verbs = {
    "put": lambda sftp, one, other: sftp.put(one, other),
    "get": lambda sftp, one, other: sftp.get(one, other),
    "look": look,
    "rename": lambda sftp, one, other: sftp.rename(one, other),
    "remove": lambda sftp, one, _: sftp.remove(one),
    "put-on": put_on,
    "get-on": get_on,
}


async def main():
    login = {"client_keys": [key]} if key else {"client_keys": None, "password": os.environ["DOOR_SECRET"]}
    async with asyncssh.connect(
            host, int(port), username=user, known_hosts=known_hosts, config=None, agent_path=None, **login) as line:
        async with line.start_sftp_client() as sftp:
            for verb, one, other in zip(errands[0::3], errands[1::3], errands[2::3]):
                await verbs[verb](sftp, one, other)


asyncio.run(main())
