"""Who is measured: how each is built and called, and what its figure is compared with."""

from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE / ".build"
BINARIES = BUILD / "peers"
WORKLOAD = BUILD / "workload"
PYTHON = BUILD / "bench-venv" / "bin" / "python"
FRAMES_PYTHON = BUILD / "frames-venv" / "bin" / "python"
STAGE = BUILD / "release" / "stage"

C = HERE / "Peers" / "c"
FLAGS = ["-O3", "-march=native", "-std=gnu11", "-Wno-psabi", "-pthread"]
# One group in so many, for peers with an object a person.
EVERY = 24


@dataclass
class Peer:
    """A program that does the hours, and the key of the ratio to which it belongs."""
    key: str
    name: str
    command: list
    threads: tuple = (1, 2)
    hours: int = 25
    every: int = 1
    is_keyed: bool = True
    # Quick ones are called more often in a round: a short run meets other work more by luck.
    runs: int = 1
    build: list = field(default_factory=list)

    def call(self, threads):
        return [str(word) for word in self.command] + [str(WORKLOAD), str(self.hours), str(threads)] + (
            [str(self.every)] if self.every > 1 else [])


def in_c(key, name, compiler, source, *flags):
    program = BINARIES / name.replace(" ", "-").replace(",", "")
    return Peer(key, name, [program], runs=3,
                build=[compiler, *FLAGS, *flags, str(C / source), "-o", str(program)])


def in_python(key, name, file, python=PYTHON, **rest):
    return Peer(key, name, [python, HERE / "Peers" / "python" / file], **rest)


PEERS = [
    in_c("c", "C by hand, gcc", "gcc", "hand.c"),
    in_c("c", "C by hand, clang", "clang", "hand.c"),
    in_c("clang", "plain C, clang", "clang", "plain.c"),
    in_c("clang", "plain C, clang, 512 bits", "clang", "plain.c", "-mprefer-vector-width=512"),
    in_c("gcc", "plain C, gcc", "gcc", "plain.c"),
    in_python("numba", "Numba, expert", "numba_expert_peer.py"),
    in_python("numbaIdiomatic", "Numba, idiomatic", "numba_peer.py"),
    Peer("java", "Java", ["java", "-cp", BINARIES, "Peer"],
         build=["javac", "-d", str(BINARIES), str(HERE / "Peers" / "java" / "Peer.java")]),
    in_python("jax", "JAX", "jax_peer.py", threads=(2,)),
    in_python("numpy", "NumPy", "numpy_peer.py", threads=(1,)),
    in_python("mesaFrames", "mesa-frames", "mesa_frames_peer.py", FRAMES_PYTHON, threads=(2,), is_keyed=False),
    in_python("mesa", "Mesa", "mesa_peer.py", threads=(1,), hours=7, every=EVERY, is_keyed=False),
    in_python("agentpy", "AgentPy", "agentpy_peer.py", threads=(1,), hours=7, every=EVERY, is_keyed=False),
]

# By what the product is to be faster than each.
TARGETS = {"c": 0.9, "clang": 2, "numba": 2, "numbaIdiomatic": 25, "numpy": 80, "jax": 80, "mesaFrames": 80,
           "mesa": 3000, "agentpy": 3000, "bandwidthShare": 0.6}
