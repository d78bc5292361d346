"""A sink for Kubernetes."""

from typing import Optional

import jsii
from cdktf import Fn
from cdktf_cdktf_provider_kubernetes.secret_v1 import SecretV1, SecretV1Metadata
from cdktf_ory_api_keys import ISecretSink
from constructs import Construct

from write_only import write_only_version


@jsii.implements(ISecretSink)
class KubernetesSink:
    """Keeps the value of a key in a Kubernetes secret of type Opaque.

    The data goes through ``data_wo``, so the secret's own entry in the state does not hold it (the key's does). A container that takes
    the value as an environment variable sees a new one only when it starts again; a mounted file follows by itself. Needs Terraform 1.11
    or later.

    :param namespace: namespace of the secret; it must exist
    :param secret_name: name of the secret: lower-case letters, digits, ``-`` and ``.``
    :param entry: entry of the secret that holds the value; the variable's name, where a container takes the secret by ``envFrom``
    """

    def __init__(self, *, namespace: str, secret_name: str, entry: str = "ORY_API_KEY") -> None:
        self._namespace = namespace
        self._secret_name = secret_name
        self._entry = entry

    def bind(self, scope: Construct, *, name: str, value: str, version: str, expires_at: Optional[str] = None) -> None:
        annotations = (
            None if expires_at is None else {"ory-api-key/expires-at": Fn.coalesce([expires_at, "never"])}
        )
        SecretV1(
            scope,
            "Secret",
            metadata=SecretV1Metadata(name=self._secret_name, namespace=self._namespace, annotations=annotations),
            type="Opaque",
            data_wo={self._entry: value},
            data_wo_revision=write_only_version(version),
        )
