# Does errands at an SFTP server with paramiko: HOST PORT USER KNOWN_HOSTS KEY (VERB ONE OTHER)...
# Without KEY it comes in by DOOR_SECRET.
import os
import shutil
import sys

import paramiko

host, port, user, known_hosts, key, *errands = sys.argv[1:]
client = paramiko.SSHClient()
client.load_host_keys(known_hosts)
client.set_missing_host_key_policy(paramiko.RejectPolicy())
client.connect(
    host, int(port), user,
    key_filename=key or None, password=None if key else os.environ["DOOR_SECRET"],
    allow_agent=False, look_for_keys=False, timeout=20)
sftp = client.open_sftp()


def put_on(one, other):
    with open(one, "rb") as near, sftp.open(other, "ab") as far:
        near.seek(sftp.stat(other).st_size)
        far.set_pipelined(True)
        shutil.copyfileobj(near, far)


def get_on(one, other):
    with sftp.open(one, "rb") as far, open(other, "ab") as near:
        far.seek(near.tell())
        far.prefetch()
        shutil.copyfileobj(far, near)


verbs = {
    "put": lambda one, other: sftp.put(one, other),
    "get": lambda one, other: sftp.get(one, other),
    "look": lambda one, _: print("\n".join(sftp.listdir(one))),
    "rename": lambda one, other: sftp.rename(one, other),
    "remove": lambda one, _: sftp.remove(one),
    "put-on": put_on,
    "get-on": get_on,
}
for verb, one, other in zip(errands[0::3], errands[1::3], errands[2::3]):
    verbs[verb](one, other)
client.close()
