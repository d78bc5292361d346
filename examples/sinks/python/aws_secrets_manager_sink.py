"""A sink for AWS Secrets Manager."""

from typing import Optional

import jsii
from cdktf import Fn
from cdktf_cdktf_provider_aws.secretsmanager_secret import SecretsmanagerSecret
from cdktf_cdktf_provider_aws.secretsmanager_secret_version import SecretsmanagerSecretVersion
from cdktf_ory_api_keys import ISecretSink
from constructs import Construct

from write_only import write_only_version


@jsii.implements(ISecretSink)
class AwsSecretsManagerSink:
    """Keeps the value of a key in AWS Secrets Manager, as the secret's text.

    The text goes through ``secret_string_wo``, so the secret's own entry in the state does not hold it (the key's does). The old text
    stays readable as AWSPREVIOUS after a change. Needs Terraform 1.11 or later.

    :param secret_name: name of the secret in Secrets Manager, such as ``payments/ory-api-key``
    :param kms_key_id: key of AWS KMS that encrypts the secret, its ARN or alias. Default: the account's own key
    :param recovery_window_in_days: days in which a deleted secret can be restored, 7 to 30; 0 deletes it at once. Default: 30. Its name
        is taken until they are over
    """

    def __init__(self, *, secret_name: str, kms_key_id: Optional[str] = None, recovery_window_in_days: Optional[int] = None) -> None:
        self._secret_name = secret_name
        self._kms_key_id = kms_key_id
        self._recovery_window_in_days = recovery_window_in_days

    def bind(self, scope: Construct, *, name: str, value: str, version: str, expires_at: Optional[str] = None) -> None:
        container = SecretsmanagerSecret(
            scope,
            "Secret",
            name=self._secret_name,
            description=f"Ory API key {name}",
            kms_key_id=self._kms_key_id,
            recovery_window_in_days=self._recovery_window_in_days,
            # The expiry is null in Terraform where an imported key has none.
            tags=None if expires_at is None else {"expires-at": Fn.coalesce([expires_at, "never"])},
        )
        SecretsmanagerSecretVersion(
            scope,
            "Version",
            secret_id=container.id,
            secret_string_wo=value,
            secret_string_wo_version=write_only_version(version),
        )
