"""A sink for HashiCorp Vault."""

from typing import Optional

import jsii
from cdktf import Fn
from cdktf_cdktf_provider_vault.kv_secret_v2 import KvSecretV2, KvSecretV2CustomMetadata
from cdktf_ory_api_keys import ISecretSink
from constructs import Construct

from write_only import write_only_version


@jsii.implements(ISecretSink)
class VaultSink:
    """Keeps the value of a key in HashiCorp Vault, as one field of a secret of the KV engine, version 2.

    The data goes through ``data_json_wo``, and reading back is turned off: a read may copy the data into the state, as ``data``. So a
    change that somebody makes in Vault is not seen. Earlier values stay in Vault as earlier versions. Needs Terraform 1.11 or later.

    :param mount: path where the KV engine, version 2, is mounted
    :param path: path of the secret below the mount, such as ``payments/ory``
    :param field: field of the secret that holds the value
    """

    def __init__(self, *, mount: str, path: str, field: str = "api_key") -> None:
        self._mount = mount
        self._path = path
        self._field = field

    def bind(self, scope: Construct, *, name: str, value: str, version: str, expires_at: Optional[str] = None) -> None:
        # Only what changes together with the value: the provider fails on a change of metadata alone.
        metadata = (
            None
            if expires_at is None
            else KvSecretV2CustomMetadata(data={"expires_at": Fn.coalesce([expires_at, "never"])})
        )
        KvSecretV2(
            scope,
            "Secret",
            mount=self._mount,
            name=self._path,
            disable_read=True,
            data_json_wo=Fn.jsonencode({self._field: value}),
            data_json_wo_version=write_only_version(version),
            custom_metadata=metadata,
        )
