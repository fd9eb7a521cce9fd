"""Runs the program that the manual shows for PyMongo as it stands, but for the MongoDB: its collection of data keys is in memory.

The name of the program's file is the only argument. The server's address and authority take the place of those on the page.
"""

import contextlib
import os
import sys
import urllib.parse

import pymongo


class Collection:
    """What ClientEncryption uses of a collection."""

    def __init__(self):
        self.documents = []

    def with_options(self, **_):
        return self

    def insert_one(self, document):
        self.documents.append(document)

    def find(self, _):
        return contextlib.nullcontext(self.documents)


class MongoClient:
    """ClientEncryption takes any class of this name, for the sake of such clients."""

    def __init__(self):
        self.collections = {}

    def __getitem__(self, name):
        return self.collections.setdefault(name, Database())


class Database(MongoClient):
    def __getitem__(self, name):
        return self.collections.setdefault(name, Collection())


with open(sys.argv[1]) as file:
    program = file.read()
for shown, real in (
    ("127.0.0.1:4599", urllib.parse.urlsplit(os.environ["AWS_ENDPOINT_URL_KMS"]).netloc),
    ("/tmp/q-kms/q-kms-authority.pem", os.environ["AWS_CA_BUNDLE"]),
):
    assert program.count(shown) == 1, shown
    program = program.replace(shown, real)

pymongo.MongoClient = MongoClient
names = {}
exec(compile(program, sys.argv[1], "exec"), names)
assert names["sealed"].subtype == 6
print("decrypted:", names["encryption"].decrypt(names["sealed"]))
