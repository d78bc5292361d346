"""What only Python can get wrong: dicts and lists in place of structs, a value that another stack reads. Prints each check and what is wrong with it, as JSON."""

import json
from pathlib import Path
from typing import Any

from cdktf import App, TerraformOutput, TerraformStack, Testing
from cdktf_ory_api_keys import ProjectApiKey, ProjectApiKeySet, ProjectApiKeySetEntry, ProjectApiKeySetProps, ory

EXPIRY = "2099-12-31T23:59:59Z"
checks: list[tuple[str, str | None]] = []


def rendered(keys: Any) -> str:
    stack = TerraformStack(App(), "stack")
    ory.OryProvider(stack, "Ory", project_id="6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10")
    ProjectApiKeySet(stack, "Shop", keys=keys)
    return Testing.synth(stack)


def refusal(entry: Any) -> str:
    try:
        return rendered({"production": entry})
    except TypeError as error:
        return str(error)


def key_refusal(**props: Any) -> str:
    try:
        ProjectApiKey(TerraformStack(App(), "stack"), "Key", name="key", **props)
        return "nothing"
    except TypeError as error:
        return str(error)


def check(name: str, found: object, wanted: object) -> None:
    checks.append((name, None if found == wanted else f"{found!r}, expected {wanted!r}"))


typed = rendered({"production": ProjectApiKeySetEntry(name="shop", expires_at=EXPIRY), "staging": ProjectApiKeySetEntry(name="staging")})
dicts = rendered({"production": {"name": "shop", "expires_at": EXPIRY}, "staging": {"name": "staging"}})
mixed = rendered({"production": {"name": "shop", "expires_at": EXPIRY}, "staging": ProjectApiKeySetEntry(name="staging")})
check("an entry given as a dict keeps its expiry", EXPIRY in dicts, True)
check("dicts synthesize what entries do", dicts, typed)
check("dicts and entries may stand side by side", mixed, typed)
props = ProjectApiKeySetProps(keys={"production": {"name": "shop"}})
check("the props hold an entry for a dict", props.keys["production"], ProjectApiKeySetEntry(name="shop"))
for wrong in ("expiresAt", "expire_at", "expires"):
    message = refusal({"name": "shop", wrong: EXPIRY})
    check(f"fails on the unknown key {wrong} in one line that names it", (wrong in message, "\n" in message), (True, False))
check("fails on an entry without a name", "'name'" in refusal({"expires_at": EXPIRY}), True)
for wrong_entry in (None, "shop", {"name": "shop", "renamed_from": "staging"}):
    message = refusal(wrong_entry)
    check(f"fails on the entry {wrong_entry!r} in one line", ("type of argument" in message, "\n" in message), (True, False))
for name, given in (("moved_from", "Old"), ("moved_from", ("Old",)), ("moved_from", [None]), ("keepers", {"a": 1}), ("keepers", [])):
    message = key_refusal(**{name: given})
    check(f"fails on {name}={given!r} in one line that names it", (f"type of argument {name}" in message, "\n" in message), (True, False))

app = App()
maker, reader = TerraformStack(app, "maker"), TerraformStack(app, "reader")
ory.OryProvider(maker, "Ory", project_id="6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10")
shop = ProjectApiKeySet(maker, "Shop", keys={"v1.1": {"name": "one"}, "v11": {"name": "two"}})
keys = {"single": ProjectApiKey(maker, "Key", name="key"), "member": shop.get("v1.1"), "other": shop.get("v11")}
for name, key in keys.items():
    TerraformOutput(reader, name, value=key.value, sensitive=True)
app.synth()
stack = json.loads((Path(app.outdir) / "stacks" / "reader" / "cdk.tf.json").read_text(encoding="utf-8"))
values = [stack["output"][name]["value"] for name in keys]
check("a value is sensitive in another stack", [value.startswith("${sensitive(data.terraform_remote_state.") for value in values], [True] * 3)
check("two environments whose names differ in a dot alone are two values in another stack", len(set(values)), 3)

print(json.dumps(checks))
