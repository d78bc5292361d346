"""Keeps the three prebuilt bindings from importing every resource they have: some 1,700 modules, of which the app uses ten.

Python runs this file before the app, where `PYTHONPATH` names its folder. The app itself is run as it stands.
"""

import importlib.util
import sys
import types

for name in ("cdktf_cdktf_provider_aws", "cdktf_cdktf_provider_kubernetes", "cdktf_cdktf_provider_vault"):
    spec = importlib.util.find_spec(name)
    if spec is not None:
        module = types.ModuleType(name)
        module.__spec__ = spec
        module.__path__ = list(spec.submodule_search_locations or [])
        sys.modules[name] = module
