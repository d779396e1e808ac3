import argparse
import sys

import itaportal.serving
from itaportal.serving import answering, generations

parser = argparse.ArgumentParser(
    description=itaportal.serving.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
)
parser.add_argument("--listen", default="127.0.0.1:8000", metavar="HOST:PORT")
parser.add_argument("--processes", type=int, default=2)
# What a generation is told by the process that begins it: the socket, and where to say that it answers.
parser.add_argument("--generation", type=int, nargs=2, help=argparse.SUPPRESS)
given = parser.parse_args()
if given.generation:
    answering.answer(*given.generation, processes=given.processes)
else:
    sys.exit(generations.keep(generations.bind(given.listen, generations.BIND_SECONDS), given.processes))
