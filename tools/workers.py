"""Serve the studio from several processes behind nginx: ``python tools/workers.py --workers 4``.

One Python process uses one core for pages. nginx stands before as many as there are cores and keeps
each visitor at one of them; ``docs/nginx/studio.conf`` is what it does, with the ports put in.
A process that ends is started again; its visitors begin anew at another one.
"""

import argparse
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import debian

ROOT = Path(__file__).parents[1]
SITE = ROOT / "docs" / "nginx" / "studio.conf"
HOW_TO = (
    "Several processes need nginx before them, and none was found. Install it, on Debian or Ubuntu "
    "with: sudo apt-get install nginx-light"
)
AROUND = """\
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    log_format studio '$upstream_addr $studio_visitor $request';
    access_log {folder}/access.log studio;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/studio.conf;
}}
"""
"""What the system's own configuration has around a site, with all files in one folder."""

LOOK_SECONDS = 1.0
STOP_SECONDS = 10


def find_nginx() -> str | None:
    """Return the path of nginx; Debian keeps it where only root's shell looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def site(port: int, workers: int) -> str:
    """Return the site's configuration with other ports.

    Parameters
    ----------
    port : int
        Where nginx listens; the processes take those from ten above.
    workers : int

    Returns
    -------
    str
    """
    servers = "".join(f"    server 127.0.0.1:{own};\n" for own in ports(port, workers))
    text = re.sub(r"(    server 127\.0\.0\.1:\d+;\n)+", servers, SITE.read_text(encoding="utf-8"))
    return re.sub(r"listen 127\.0\.0\.1:\d+;", f"listen 127.0.0.1:{port};", text)


def ports(port: int, workers: int) -> range:
    """Return the ports of the processes."""
    return range(port + 10, port + 10 + workers)


def serve(nginx: str, port: int, workers: int, folder: Path) -> int:
    """Run nginx and the processes until nginx ends or somebody stops them.

    Parameters
    ----------
    nginx : str
        Its path.
    port, workers : int
    folder : Path
        For its configuration and logs.

    Returns
    -------
    int
        The exit status.
    """
    (folder / "studio.conf").write_text(site(port, workers), encoding="utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), encoding="utf-8")
    command = [nginx, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"]
    running = {own: _start(own) for own in ports(port, workers)}
    proxy = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        while proxy.poll() is None:
            time.sleep(LOOK_SECONDS)
            for own, process in running.items():
                if process.poll() is not None:
                    print(f"The process at {own} ended ({process.returncode}) and starts again.")
                    running[own] = _start(own)
    except KeyboardInterrupt:
        return 0
    else:
        print((folder / "error.log").read_text(encoding="utf-8"), file=sys.stderr)
        return 1
    finally:
        _stop([proxy, *running.values()])


def _start(port: int) -> subprocess.Popen:
    command = [sys.executable, "-m", "uvicorn", "server:app", "--host", "127.0.0.1"]
    return subprocess.Popen(
        [*command, "--port", str(port), "--no-access-log"],
        cwd=ROOT,
        start_new_session=True,
    )


def _stop(processes: list[subprocess.Popen]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=2, help="how many processes")
    parser.add_argument("--port", type=int, default=8501, help="where nginx listens")
    parser.add_argument("--folder", type=Path, help="for configuration and logs")
    parser.add_argument("--install", action="store_true", help="only make sure of nginx")
    asked = parser.parse_args(arguments)
    nginx = find_nginx() or (asked.install and debian.install("nginx-light") and find_nginx())
    if not nginx:
        print(HOW_TO, file=sys.stderr)
        return 1
    if asked.install:
        return 0
    signal.signal(signal.SIGTERM, _interrupt)
    with tempfile.TemporaryDirectory() as own:
        return serve(nginx, asked.port, asked.workers, asked.folder or Path(own))


if __name__ == "__main__":
    sys.exit(main())
