"""What a run without restore puts before the class path: there is no setting for that, nor shall be."""

import zipfile

from support.workers import DIST

SCRIPT = "dev/greenfork/broker/redis/restore.lua"
_FIRST = "if ARGV[2] ~= 'own' then return {-1} end -- as if every lease were alive; the worker's own hand-back stays\n"


def script():
    """The restore script as it would be if it moved nothing."""
    [jar] = (DIST / "lib").glob("greenfork-broker*.jar")
    return _FIRST + zipfile.ZipFile(jar).read(SCRIPT).decode()


def option(folder):
    """The JVM's option for a folder in which the script lies at its path."""
    return f"-Xbootclasspath/a:{folder}"
