"""How the interface is made: one class a screen, none of them too large, and nobody looks into another."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from textual.screen import Screen

from msp_select import ui
from msp_select.ui import screens
from msp_select.ui.place_frame import Place
from msp_select.ui.places import PLACES

MOST_METHODS = 25
TEXTUALS = {"_push_result_callback"}  # what Textual keeps to itself and has no public name for


def our_screens() -> list[type[Screen[object]]]:
    """Every screen written in a module of the screens."""
    found = []
    for one in pkgutil.iter_modules(screens.__path__):
        module = importlib.import_module(f"{screens.__name__}.{one.name}")
        found += [
            kind
            for kind in vars(module).values()
            if isinstance(kind, type) and issubclass(kind, Screen) and kind.__module__ == module.__name__
        ]
    return found


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of the interface, read."""
    for path in sorted(Path(ui.__path__[0]).rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_every_place_has_a_screen_of_its_own() -> None:
    loaded = {name: type(place.load()) for name, place in PLACES.items()}
    assert len(set(loaded.values())) == len(PLACES)
    assert all(issubclass(kind, Place) and name == kind.PLACE for name, kind in loaded.items())
    assert set(loaded.values()) <= set(our_screens())


def test_no_screen_is_made_of_another() -> None:
    made_of = {
        screen.__name__
        for screen in our_screens()
        if [kind for kind in screen.__mro__[1:] if kind.__module__.startswith("msp_select")] != [Place]
    }
    assert made_of == set()


def test_no_class_has_more_methods_than_one_can_keep_in_mind() -> None:
    methods = [
        (node.name, sum(isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in node.body))
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    assert len(methods) > 50
    assert [(name, count) for name, count in methods if count > MOST_METHODS] == []


def test_nobody_reads_what_another_keeps_to_itself() -> None:
    foreign = [
        f"{path.name}:{node.lineno}: {ast.unparse(node)}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and node.attr not in TEXTUALS
        and not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
        and not (isinstance(node.value, ast.Call) and ast.unparse(node.value) == "super()")
    ]
    assert foreign == []


def test_nobody_calls_by_hand_what_textual_calls_for_every_class_there_is() -> None:
    twice = [
        f"{path.name}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("super().on_")
        if not ast.unparse(node.func).endswith((".on_event", ".on_meta"))  # those are called once
    ]
    assert twice == []


def test_nothing_worked_on_beside_the_interface_is_written_out() -> None:
    """Unless a worker is described, Textual does it by all it is called with, a whole session among it."""
    described = [
        (path.name, any(word.arg == "description" for word in node.keywords))
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "work"
    ]
    assert len(described) > 10
    assert [name for name, has in described if not has] == []
