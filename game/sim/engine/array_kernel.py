"""The training step by numpy, for networks and data so large that a numpy call costs less than what it replaces."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.sim.array_nets import ArrayNets, ParamColumns, flat_places, with_ones
from game.sim.engine.kernel_plan import Plan
from game.sim.engine.training import Lesson, LockChange, Stretch, Training
from game.sim.network import Flat
from game.sim.optimizers import optimizers


class ArrayKernel(Training):
    """Trains by arrays what `plan` says. Stateless, as every kernel is."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan, by_arrays=True)
        self._inputs = with_ones(np.array(plan.inputs).T)
        self._places = flat_places(plan.layers)
        self._back = np.argsort(self._places)
        self._samples = len(plan.inputs)
        self._starts = np.concatenate([[0], np.cumsum(plan.layers[1:])])

    def steps(self, state: Flat, lesson: Lesson, epoch: int, first: int, end: int) -> Flat:
        with np.errstate(all="ignore"):
            nets = self._nets(state, lesson)
            self._learn_groups(nets, lesson, self._targets(lesson), epoch, first, end)
            return self._state(nets)

    def _stretch(
        self, state: Flat, lesson: Lesson, epoch: int, epochs: int, locked: tuple[bool, ...], watch: bool
    ) -> Stretch:
        with np.errstate(all="ignore"):
            return self._trained(self._nets(state, lesson), lesson, epoch, epochs, locked, watch)

    def _trained(
        self, nets: ArrayNets, lesson: Lesson, epoch: int, epochs: int, locked: tuple[bool, ...], watch: bool
    ) -> Stretch:
        targets, whole = self._targets(lesson), self.plan.update == "epoch"
        losses: list[float] = []
        changes: list[LockChange] = []
        solved: int | None = None
        shut, slopes = np.array(locked), np.full(self.plan.neurons, np.inf)
        limit = lesson.settings.lock_threshold * self._samples
        for done in range(epochs + 1):
            nets.forward(self._inputs)
            losses.append(nets.mean_loss(targets))
            if watch and solved is None and self._all_right(nets.a[-1], targets):
                solved = epoch + done
            for layer, slope in enumerate(nets.slopes):
                if slope is not None:
                    np.add.reduce(slope, axis=-1, out=slopes[self._starts[layer] : self._starts[layer + 1]])
            now = slopes < limit
            if (now != shut).any():
                changes += [
                    LockChange(epoch + done, neuron, bool(now[neuron]), float(slopes[neuron]) / self._samples)
                    for neuron in np.flatnonzero(now != shut).tolist()
                ]
                shut = now
            if done == epochs:
                break
            if whole:
                nets.learn(targets)
            else:
                self._learn_groups(nets, lesson, targets, epoch + done, 0, self._samples)
        return Stretch(self._state(nets), losses, changes, tuple(shut.tolist()), False, solved)

    def _all_right(self, outputs: ParamColumns, targets: ParamColumns) -> bool:
        """Whether every sample is right, see `Snapshot.right`; both are (outputs, samples)."""
        if self.plan.output == "softmax":
            return bool((outputs.argmax(axis=0) == targets.argmax(axis=0)).all())
        return bool(((outputs > 0.5) == (targets > 0.5)).all())

    def _learn_groups(
        self, nets: ArrayNets, lesson: Lesson, targets: ParamColumns, epoch: int, first: int, end: int
    ) -> None:
        inputs, size = self._inputs, self.plan.group
        if self.plan.shuffled:
            order = lesson.order(epoch, self._samples)
            inputs, targets = inputs[:, order], targets[:, order]
        for at in range(first, end, size):
            nets.forward(inputs[:, at : at + size])
            nets.learn(targets[:, at : at + size])

    def _targets(self, lesson: Lesson) -> ParamColumns:
        return np.ascontiguousarray(np.array(lesson.targets).reshape(self._samples, -1).T)

    def _nets(self, state: Flat, lesson: Lesson) -> ArrayNets:
        count, used = self.plan.parameters, optimizers()[self.plan.optimizer]
        flat = np.array(state)
        parts: list[Any] = [flat[at * count : (at + 1) * count][self._places] for at in range(1 + len(used.slots))]
        return ArrayNets(lesson.settings, parts[0], parts[1:], state[-1] if used.counts else 0.0)

    def _state(self, nets: ArrayNets) -> Flat:
        parts = [part[self._back].tolist() for part in (nets.params, *nets.slots)]
        turn = [nets.turn] if optimizers()[self.plan.optimizer].counts else []
        return tuple([value for part in parts for value in part] + turn)
