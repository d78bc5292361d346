"""Runs the conformance cases in Python: ``main.py <vectors.json> <work folder> <result.json>``.

The cases are data, so both libraries are met by name alone; see the README of this folder for what a case may hold.
"""

import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import cdktf as core
import jsii
from constructs import Construct

import cdktf_ory_api_keys as library

Step = dict[str, Any]


@jsii.implements(library.ISecretSink)
class OutputSink:
    """Keeps a secret as a user's own sink would: one sensitive output, and what is known of it in two others."""

    def bind(self, scope: Construct, secret: library.ApiKeySecret) -> None:
        core.TerraformOutput(scope, "Stored", value=secret.value, sensitive=True)
        core.TerraformOutput(scope, "Version", value=secret.version)
        until = secret.expires_at or "further notice"
        core.TerraformOutput(scope, "Described", value=f"{secret.name} until {until}")


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def named(name: str) -> Any:
    """``core.X`` is of the core, ``ory.X`` of the generated bindings, any other name of the library."""
    space, _, own = name.rpartition(".")
    module = {"core": core, "ory": library.ory, "": library}[space]
    return getattr(module, own)


class Run:
    def __init__(self, stack: core.TerraformStack) -> None:
        self.bound: dict[str, Any] = {"stack": stack}
        self.values: list[Any] = []

    def step(self, step: Step) -> None:
        value = self.perform(step)
        if "as" in step:
            self.bound[step["as"]] = value
        if step.get("record"):
            self.values.append(value)

    def perform(self, step: Step) -> Any:
        if "new" in step:
            scope = self.bound[step.get("in", "stack")]
            place = [scope, step["id"]] if "id" in step else []
            args = [step["props"]] if "props" in step else step.get("args", [])
            return self.invoke(named(step["new"]), args, place)
        if "static" in step:
            name, _, method = step["static"].rpartition(".")
            return self.invoke(getattr(named(name), snake(method)), step.get("args", []))
        if "call" in step:
            name, _, method = step["call"].rpartition(".")
            return self.invoke(getattr(self.bound[name], snake(method)), step.get("args", []))
        return self.value({"$get": step["get"]})

    def invoke(self, function: Any, args: list[Any], place: list[Any] = []) -> Any:
        """A struct in the last place is given as keyword arguments, as Python users write it."""
        plain = list(args)
        keywords: dict[str, Any] = {}
        if plain and isinstance(plain[-1], dict) and not any(key.startswith("$") for key in plain[-1]):
            keywords = self.fields(plain.pop())
        return function(*place, *[self.value(arg) for arg in plain], **keywords)

    def fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {snake(key): self.value(entry) for key, entry in data.items()}

    def value(self, data: Any) -> Any:
        if isinstance(data, list):
            return [self.value(entry) for entry in data]
        if not isinstance(data, dict):
            return data
        if "$ref" in data:
            return self.bound[data["$ref"]]
        if "$get" in data:
            name, _, prop = data["$get"].rpartition(".")
            return getattr(self.bound[name], snake(prop))
        if "$enum" in data:
            name, _, member = data["$enum"].rpartition(".")
            return getattr(named(name), member)
        if "$sink" in data:
            return OutputSink()
        if "$date" in data:
            return datetime.fromisoformat(data["$date"])
        if "$map" in data:
            return {key: self.value(entry) for key, entry in data["$map"].items()}
        if "$struct" in data:
            return named(data["$struct"])(**self.fields(data["fields"]))
        return self.fields(data)


def run_case(spec: dict[str, Any], outdir: Path) -> dict[str, Any]:
    app = core.App(outdir=str(outdir), context=spec.get("context"))
    stack = core.TerraformStack(app, "stack")
    core.LocalBackend(stack, path="terraform.tfstate")
    run = Run(stack)
    try:
        for step in spec["steps"]:
            run.step(step)
        app.synth()
    except RuntimeError as error:
        return {"error": str(error)}
    return {"json": (outdir / "stacks" / "stack" / "cdk.tf.json").read_text(), "values": run.values}


def main(vectors: str, work: str, result: str) -> None:
    cases = json.loads(Path(vectors).read_text())["cases"]
    outcomes = {spec["name"]: run_case(spec, Path(work) / spec["name"]) for spec in cases}
    Path(result).write_text(json.dumps(outcomes))


if __name__ == "__main__":
    main(*sys.argv[1:])
