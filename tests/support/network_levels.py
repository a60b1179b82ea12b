"""Levels made for networks of any layers, with everything in them that names a neuron or an edge."""

from __future__ import annotations

from typing import Any

from game.sim.level.level import Level
from game.sim.network import Layers, bias_edges, edge_name, edges, neuron_name
from tests.support.level_tables import level_from

NETWORKS: tuple[Layers, ...] = ((1, 1), (2, 1), (1, 1, 1, 1), (2, 3, 1))
ALL_LAYERS = (*NETWORKS, (2, 2, 1))


def shown(layers: Layers) -> str:
    """Such as "2-3-1"."""
    return "-".join(map(str, layers))


def names(layers: Layers) -> list[str]:
    """Every weight and bias as files spell it."""
    return [edge_name(layers, edge) for edge in (*edges(layers), *bias_edges(layers))]


def start(layers: Layers) -> dict[str, Any]:
    """Four samples with so many inputs as the network has, and parameters drawn from a seed."""
    if layers[0] == 1:
        return {"scenario": "sine:points=4", "targets": [0, 0, 1, 1], "layers": list(layers), "seed": 5}
    return {"scenario": "and", "layers": list(layers), "seed": 5}


def questions(layers: Layers) -> list[dict[str, Any]]:
    """One question of each kind."""
    last, neurons = names(layers)[-1], [(k, j) for k in range(1, len(layers)) for j in range(layers[k])]
    asked: list[dict[str, Any]] = [
        {"ask": "gradient", "edge": edge_name(layers, edges(layers)[-1]), "relative": 0.05},
        {"ask": "new_value", "edge": edge_name(layers, edges(layers)[0]), "relative": 0.05},
        *({"ask": "delta", "neuron": neuron_name(layers, *at), "sample": 3, "relative": 0.05} for at in neurons),
        {"ask": "new_loss", "relative": 0.05},
        {"ask": "silent_edges"},
        {"ask": "directions", "edges": [edge_name(layers, edges(layers)[0]), last]},
        {"ask": "sample_directions", "edge": last},
        {"ask": "sample_ranking"},
        {"ask": "largest_delta"},
    ]
    return [{"name": f"q{k}", "prompt": "What is it?", **each} for k, each in enumerate(asked)]


def training_tables(layers: Layers) -> dict[str, Any]:
    """A level that trains such a network, with every parameter in play and two knobs."""
    return {
        **_about("train", layers),
        "epochs": 60,
        "start": start(layers),
        "controls": [
            {"name": "learning_rate", "values": [0.1, 1, 10]},
            *({"name": name, "from": -4, "to": 4, "step": 0.5} for name in names(layers)),
            {"name": "louder", "scales": names(layers)[:1], "values": [1, 2]},
        ],
        "questions": questions(layers)[:2],
        "claim": {"text": "The loss falls.", "holds": "loss_falls", "epochs": 3, "varies": names(layers)[:2]},
    }


def answering_tables(layers: Layers) -> dict[str, Any]:
    """A level that asks every kind of question about such a network."""
    nets = [{"name": "net", **start(layers), "seed": seed} for seed in (5, 6)]
    return {
        **_about("answer", layers),
        "start": start(layers),
        "deals": [{"nets": [net]} for net in nets],
        "questions": questions(layers),
    }


def short_answering_level(layers: Layers) -> Level:
    """As many of its questions as a panel has room for: the numbers, and one about the samples."""
    tables = answering_tables(layers)
    numbers, samples = tables["questions"][: min(6, 2 + sum(layers[1:]))], tables["questions"][-3]
    return level_from({**tables, "questions": [*numbers, samples]}, f"{shown(layers)}.toml")


def training_level(layers: Layers) -> Level:
    """The level of `training_tables`, read."""
    return level_from(training_tables(layers), f"{shown(layers)}.toml")


def answering_level(layers: Layers) -> Level:
    """The level of `answering_tables`, read."""
    return level_from(answering_tables(layers), f"{shown(layers)}.toml")


def _about(kind: str, layers: Layers) -> dict[str, Any]:
    """What every level says; the prediction is about the network's first weight."""
    pull = {"by": "pull", "edge": names(layers)[0], "sample": 3}
    ends = {"metric": "max_err"} if kind == "train" else {"metric": "misses"}
    return {
        "id": "L90",
        "chapter": 1,
        "title": f"A network {shown(layers)}",
        "kind": kind,
        "idea": "Any network will do.",
        "goal": "Look at it.",
        "button": "RUN" if kind == "train" else "CHECK",
        "noun": "run" if kind == "train" else "check",
        "hints": ["Look.", "Look again."],
        "aha": "It works.",
        "misconception": "Only one network works.",
        "prediction": {
            "question": "Where does the first weight go?",
            "choices": [{"text": word, "is": word} for word in ("up", "down", "stays")],
            "answer": 0,
            "computed": pull,
            "shows": "It goes {value}.",
        },
        "stars": [{"needs": [{"measure": ends, "at_most": bound}]} for bound in (0.99, 0.9, 0.8)],
        "why": {"question": "Why?", "right": "because", "wrong": ["no", "never"]},
        "solutions": [{"stars": stars, "script": [{"do": "predict", "choice": 0}]} for stars in (1, 2, 3)],
    }
