"""Clients of AWS KMS in Python, each with a real task and a request that is refused. The name of one is the only argument."""

import asyncio
import base64
import importlib.metadata
import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import urllib.parse

import boto3
import botocore.exceptions

PLAINTEXT = b"a real secret"
CONTEXT = {"tenant": "42"}


def new_key(**settings):
    return boto3.client("kms").create_key(**settings)["KeyMetadata"]["Arn"]


def disable(key):
    boto3.client("kms").disable_key(KeyId=key)


def refusal_of(work):
    """The error that work raises."""
    try:
        work()
    except Exception as error:
        causes = [error]
        while causes[-1].__cause__ or causes[-1].__context__:
            causes.append(causes[-1].__cause__ or causes[-1].__context__)
        return " / ".join(f"{type(cause).__name__} {cause}" for cause in causes)
    raise AssertionError("nothing was refused")


def run_boto3():
    kms = boto3.client("kms")
    key = new_key(Tags=[{"TagKey": "team", "TagValue": "red"}])
    blob = kms.encrypt(KeyId=key, Plaintext=PLAINTEXT, EncryptionContext=CONTEXT)["CiphertextBlob"]
    assert kms.decrypt(CiphertextBlob=blob, EncryptionContext=CONTEXT)["Plaintext"] == PLAINTEXT
    pages = kms.get_paginator("list_keys").paginate(PaginationConfig={"PageSize": 3})
    assert key in [listed["KeyArn"] for page in pages for listed in page["Keys"]]
    try:
        kms.decrypt(CiphertextBlob=blob)
    except kms.exceptions.InvalidCiphertextException as error:
        return "CreateKey, Encrypt, Decrypt with a context, a paginator", str(error)


def run_aiobotocore():
    from aiobotocore.session import get_session

    async def work():
        async with get_session().create_client("kms") as kms:
            key = (await kms.create_key())["KeyMetadata"]["Arn"]

            async def round_trip():
                made = await kms.generate_data_key(KeyId=key, KeySpec="AES_256")
                return (await kms.decrypt(CiphertextBlob=made["CiphertextBlob"]))["Plaintext"] == made["Plaintext"]

            assert all(await asyncio.gather(*(round_trip() for _ in range(64))))
            await kms.disable_key(KeyId=key)
            try:
                await kms.generate_data_key(KeyId=key, KeySpec="AES_256")
            except botocore.exceptions.ClientError as error:
                return "64 data keys at once", str(error)

    return asyncio.run(work())


def run_cli():
    command = os.path.join(os.path.dirname(sys.executable), "aws")

    def aws(*words):
        return subprocess.run([command, "kms", *words, "--output", "json"], capture_output=True, text=True)

    def done(*words):
        result = aws(*words)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout or "{}")

    key = done("create-key", "--description", "From the command line")["KeyMetadata"]["KeyId"]
    done("create-alias", "--alias-name", "alias/from-the-cli", "--target-key-id", key)
    with tempfile.TemporaryDirectory() as folder:

        def file(name, content):
            path = os.path.join(folder, name)
            with open(path, "wb") as opened:
                opened.write(content)
            return f"fileb://{path}"

        plaintext = file("plaintext", PLAINTEXT)
        blob = done("encrypt", "--key-id", "alias/from-the-cli", "--plaintext", plaintext)["CiphertextBlob"]
        decrypted = done("decrypt", "--ciphertext-blob", file("ciphertext", base64.b64decode(blob)))["Plaintext"]
        done("disable-key", "--key-id", key)
        refused = aws("encrypt", "--key-id", key, "--plaintext", plaintext)
    assert base64.b64decode(decrypted) == PLAINTEXT
    assert refused.returncode != 0
    return "create-key, create-alias, encrypt, decrypt", refused.stderr


def run_cli_role():
    """A profile with role_arn: the CLI assumes the role by STS, and the key lets in that role alone."""
    command = os.path.join(os.path.dirname(sys.executable), "aws")
    role = "arn:aws:iam::111122223333:role/worker"
    allow = {"Effect": "Allow", "Principal": {"AWS": role}, "Action": ["kms:Encrypt", "kms:DescribeKey"], "Resource": "*"}
    key = new_key(Policy=json.dumps({"Version": "2012-10-17", "Statement": allow}), BypassPolicyLockoutSafetyCheck=True)
    with tempfile.TemporaryDirectory() as folder:
        config = os.path.join(folder, "config")
        with open(config, "w") as file:
            file.write(
                "[profile base]\naws_access_key_id = test\naws_secret_access_key = test\n"
                f"[profile worker]\nrole_arn = {role}\nsource_profile = base\n"
            )
        plaintext = os.path.join(folder, "plaintext")
        with open(plaintext, "wb") as file:
            file.write(PLAINTEXT)
        credentials = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
        env = {name: value for name, value in os.environ.items() if name not in credentials}
        # The CLI keeps the credentials of roles below HOME, and those of another server are none here.
        env.update(AWS_CONFIG_FILE=config, AWS_PROFILE="worker", HOME=folder)

        def aws(*words):
            return subprocess.run([command, *words, "--output", "json"], capture_output=True, text=True, env=env)

        who = aws("sts", "get-caller-identity")
        assert ":assumed-role/worker/" in who.stdout, who.stderr
        encrypted = aws("kms", "encrypt", "--key-id", key, "--plaintext", f"fileb://{plaintext}")
        assert encrypted.returncode == 0, encrypted.stderr
        refused = aws("kms", "disable-key", "--key-id", key)
    assert refused.returncode != 0
    return "get-caller-identity and encrypt in an assumed role", refused.stderr


def run_encryption_sdk():
    import aws_encryption_sdk
    from aws_cryptographic_material_providers.mpl import AwsCryptographicMaterialProviders
    from aws_cryptographic_material_providers.mpl.config import MaterialProvidersConfig
    from aws_cryptographic_material_providers.mpl.models import CreateAwsKmsKeyringInput

    key = new_key()
    client = aws_encryption_sdk.EncryptionSDKClient()
    providers = AwsCryptographicMaterialProviders(config=MaterialProvidersConfig())
    keyring = providers.create_aws_kms_keyring(
        input=CreateAwsKmsKeyringInput(kms_key_id=key, kms_client=boto3.client("kms"))
    )
    strict = aws_encryption_sdk.StrictAwsKmsMasterKeyProvider(key_ids=[key])
    for source in ({"keyring": keyring}, {"key_provider": strict}):
        sealed, _ = client.encrypt(source=PLAINTEXT, encryption_context=CONTEXT, **source)
        assert client.decrypt(source=sealed, **source)[0] == PLAINTEXT
    disable(key)
    return "a keyring and a provider of master keys", refusal_of(lambda: client.encrypt(source=PLAINTEXT, key_provider=strict))


def run_pymongocrypt():
    """libmongocrypt, which all drivers of MongoDB have, with a key vault in memory. It speaks TLS alone."""
    import bson
    from pymongocrypt.explicit_encrypter import ExplicitEncrypter
    from pymongocrypt.mongocrypt import MongoCrypt, MongoCryptOptions
    from pymongocrypt.state_machine import MongoCryptCallback

    address = urllib.parse.urlsplit(os.environ["AWS_ENDPOINT_URL_KMS"]).netloc
    tls = ssl.create_default_context(cafile=os.environ["AWS_CA_BUNDLE"])

    class Callback(MongoCryptCallback):
        vault = {}

        def kms_request(self, context):
            host, _, port = context.endpoint.partition(":")
            with socket.create_connection((host, int(port))) as plain, tls.wrap_socket(plain, server_hostname=host) as wire:
                wire.sendall(context.message)
                while context.bytes_needed > 0:
                    context.feed(wire.recv(context.bytes_needed))

        def insert_data_key(self, data_key):
            document = bson.decode(data_key)
            self.vault[bytes(document["_id"])] = data_key
            return document["_id"]

        def fetch_keys(self, query):
            return list(self.vault.values())

        def bson_encode(self, document):
            return bson.encode(document)

        def collection_info(self, database, query):
            raise NotImplementedError

        def mark_command(self, database, command):
            raise NotImplementedError

        def close(self):
            pass

    secrets = {"aws": {"accessKeyId": "AKIDMONGO", "secretAccessKey": "secret"}}
    callback = Callback()
    encrypter = ExplicitEncrypter(callback, MongoCryptOptions(secrets))
    key = new_key()
    master = {"region": "us-east-1", "key": key, "endpoint": address}
    identifier = encrypter.create_data_key("aws", master_key=master)
    sealed = encrypter.encrypt(
        bson.encode({"v": PLAINTEXT.decode()}), "AEAD_AES_256_CBC_HMAC_SHA_512-Deterministic", key_id=bytes(identifier)
    )
    # Another client: it has no data key yet, and asks the service to decrypt it.
    fresh = ExplicitEncrypter(callback, MongoCryptOptions(secrets))
    assert bson.decode(fresh.decrypt(sealed))["v"] == PLAINTEXT.decode()
    disable(key)
    return "a data key, encrypted and decrypted fields", refusal_of(lambda: encrypter.create_data_key("aws", master_key=master))


def run_tink():
    import tink
    from tink import aead
    from tink.integration import awskms

    aead.register()
    key = new_key()
    client = awskms.new_client(boto3_client=boto3.client("kms"), key_uri=f"aws-kms://{key}")
    envelope = aead.KmsEnvelopeAead(aead.aead_key_templates.AES256_GCM, client.get_aead(f"aws-kms://{key}"))
    sealed = envelope.encrypt(PLAINTEXT, b"associated")
    assert envelope.decrypt(sealed, b"associated") == PLAINTEXT
    disable(key)
    return "envelope encryption", refusal_of(lambda: envelope.encrypt(PLAINTEXT, b""))


def run_securesystemslib():
    from securesystemslib.signer import AWSSigner, Signer

    key = new_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    uri, public = AWSSigner.import_(key)
    signer = Signer.from_priv_key_uri(uri, public)
    public.verify_signature(signer.sign(PLAINTEXT), PLAINTEXT)
    disable(key)
    return "imports a key, signs, verifies", refusal_of(lambda: signer.sign(PLAINTEXT))


CLIENTS = {
    "boto3": ("boto3", run_boto3),
    "aiobotocore": ("aiobotocore", run_aiobotocore),
    "cli": ("awscli", run_cli),
    "cli-role": ("awscli", run_cli_role),
    "encryption-sdk": ("aws-encryption-sdk", run_encryption_sdk),
    "pymongocrypt": ("pymongocrypt", run_pymongocrypt),
    "tink": ("tink", run_tink),
    "securesystemslib": ("securesystemslib", run_securesystemslib),
}

package, run = CLIENTS[sys.argv[1]]
task, refusal = run()
print(json.dumps({"version": importlib.metadata.version(package), "task": task, "refusal": refusal}))
