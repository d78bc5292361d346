"""What uses a key: a place that keeps its value, and a resource that is replaced whenever the key is."""

import jsii
from cdktf_cdktf_provider_null.provider import NullProvider
from cdktf_cdktf_provider_null.resource import Resource
from cdktf_ory_api_keys import IApiKey, ISecretSink
from constructs import Construct


@jsii.implements(ISecretSink)
class RecordSink:
    """Keeps a secret where the app can record it: write such a class for your vault, in a few lines."""

    def bind(self, scope: Construct, *, name: str, value: str, version: str, expires_at: str | None = None) -> None:
        # The version alone is recorded; a sink for a vault would pass the value on, too.
        Resource(scope, "Record", triggers={"name": name, "version": version})


def add_consumer(scope: Construct, key: IApiKey) -> None:
    NullProvider(scope, "null")
    Resource(scope, "Consumer", triggers={"key": key.key_id})
