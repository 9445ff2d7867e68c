"""Install a program that no Python package carries, where the system is Debian or its kin."""

import os
import shutil
import subprocess


def install(package: str) -> bool:
    """Install a package without a question; return whether that was possible.

    Parameters
    ----------
    package : str

    Returns
    -------
    bool
    """
    sudo = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (sudo and not shutil.which("sudo")):
        return False
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*sudo, "apt-get", "update", "-qq"], env=quiet, check=False)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    return subprocess.run([*sudo, *command], env=quiet, check=False).returncode == 0
