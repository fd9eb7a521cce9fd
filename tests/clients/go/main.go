// Clients of AWS KMS in Go, each with a real task and a request that is refused. The name of one is the only argument.
package main

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"
	sopskms "github.com/getsops/sops/v3/kms"
	wrapping "github.com/hashicorp/go-kms-wrapping/v2"
	sealing "github.com/hashicorp/go-kms-wrapping/wrappers/awskms/v2"
	"github.com/sigstore/sigstore/pkg/signature/kms/aws"
	"github.com/tink-crypto/tink-go-awskms/v3/integration/awskms"
	"github.com/tink-crypto/tink-go/v2/aead"
	"go.step.sm/crypto/kms/apiv1"
	stepkms "go.step.sm/crypto/kms/awskms"
	gocloud "gocloud.dev/secrets/awskms"
)

// What a client shows: what it did, and the error that it got for what it may not do.
type shown struct {
	Version string `json:"version"`
	Task    string `json:"task"`
	Refusal string `json:"refusal"`
}

var plaintext = []byte("a real secret")

type client struct {
	module string
	run    func(ctx context.Context, keys *kms.Client) (task string, refusal error, err error)
}

var clients = map[string]client{
	"sdk":      {"github.com/aws/aws-sdk-go-v2/service/kms", sdk},
	"tink":     {"github.com/tink-crypto/tink-go-awskms/v3", tink},
	"cdk":      {"gocloud.dev", cdk},
	"sigstore": {"github.com/sigstore/sigstore/pkg/signature/kms/aws", sigstore},
	"step":     {"go.step.sm/crypto", step},
	"vault":    {"github.com/hashicorp/go-kms-wrapping/wrappers/awskms/v2", vault},
	"sops":     {"github.com/getsops/sops/v3", sops},
}

// A new key.
func create(ctx context.Context, keys *kms.Client, input *kms.CreateKeyInput) (*types.KeyMetadata, error) {
	made, err := keys.CreateKey(ctx, input)
	if err != nil {
		return nil, err
	}
	return made.KeyMetadata, nil
}

func disable(ctx context.Context, keys *kms.Client, id *string) error {
	_, err := keys.DisableKey(ctx, &kms.DisableKeyInput{KeyId: id})
	return err
}

// Fails unless the two are the same.
func same(got []byte, err error) error {
	if err == nil && !bytes.Equal(got, plaintext) {
		err = fmt.Errorf("got %q", got)
	}
	return err
}

func sdk(ctx context.Context, keys *kms.Client) (string, error, error) {
	key, err := create(ctx, keys, &kms.CreateKeyInput{})
	if err != nil {
		return "", nil, err
	}
	where := map[string]string{"tenant": "42"}
	encrypted, err := keys.Encrypt(ctx, &kms.EncryptInput{KeyId: key.Arn, Plaintext: plaintext, EncryptionContext: where})
	if err != nil {
		return "", nil, err
	}
	decrypted, err := keys.Decrypt(ctx, &kms.DecryptInput{CiphertextBlob: encrypted.CiphertextBlob, EncryptionContext: where})
	if err != nil {
		return "", nil, err
	}
	_, refusal := keys.Decrypt(ctx, &kms.DecryptInput{CiphertextBlob: encrypted.CiphertextBlob})
	var typed *types.InvalidCiphertextException
	if !errors.As(refusal, &typed) {
		return "", nil, fmt.Errorf("not typed: %w", refusal)
	}
	return "CreateKey, Encrypt, Decrypt with a context", refusal, same(decrypted.Plaintext, nil)
}

func tink(ctx context.Context, keys *kms.Client) (string, error, error) {
	key, err := create(ctx, keys, &kms.CreateKeyInput{})
	if err != nil {
		return "", nil, err
	}
	uri := "aws-kms://" + *key.Arn
	source, err := awskms.NewClientWithOptions(ctx, uri)
	if err != nil {
		return "", nil, err
	}
	remote, err := source.GetAEAD(uri)
	if err != nil {
		return "", nil, err
	}
	envelope := aead.NewKMSEnvelopeAEAD2(aead.AES256GCMKeyTemplate(), remote)
	sealed, err := envelope.Encrypt(plaintext, []byte("associated"))
	if err != nil {
		return "", nil, err
	}
	if err := same(envelope.Decrypt(sealed, []byte("associated"))); err != nil {
		return "", nil, err
	}
	if err := disable(ctx, keys, key.KeyId); err != nil {
		return "", nil, err
	}
	_, refusal := envelope.Encrypt(plaintext, nil)
	return "envelope encryption", refusal, nil
}

func cdk(ctx context.Context, keys *kms.Client) (string, error, error) {
	key, err := create(ctx, keys, &kms.CreateKeyInput{})
	if err != nil {
		return "", nil, err
	}
	keeper := gocloud.OpenKeeperV2(keys, *key.Arn, &gocloud.KeeperOptions{EncryptionContext: map[string]string{"tenant": "42"}})
	defer keeper.Close()
	sealed, err := keeper.Encrypt(ctx, plaintext)
	if err != nil {
		return "", nil, err
	}
	if err := same(keeper.Decrypt(ctx, sealed)); err != nil {
		return "", nil, err
	}
	sealed[len(sealed)-1] ^= 1
	_, refusal := keeper.Decrypt(ctx, sealed)
	return "a keeper encrypts and decrypts", refusal, nil
}

func sigstore(ctx context.Context, keys *kms.Client) (string, error, error) {
	key, err := create(ctx, keys, &kms.CreateKeyInput{KeySpec: types.KeySpecEccNistP256, KeyUsage: types.KeyUsageTypeSignVerify})
	if err != nil {
		return "", nil, err
	}
	signer, err := aws.LoadSignerVerifier(ctx, "awskms:///"+*key.Arn)
	if err != nil {
		return "", nil, err
	}
	signature, err := signer.SignMessage(bytes.NewReader(plaintext))
	if err != nil {
		return "", nil, err
	}
	if err := signer.VerifySignature(bytes.NewReader(signature), bytes.NewReader(plaintext)); err != nil {
		return "", nil, err
	}
	if err := disable(ctx, keys, key.KeyId); err != nil {
		return "", nil, err
	}
	_, refusal := signer.SignMessage(bytes.NewReader(plaintext))
	return "signs and verifies a message", refusal, nil
}

func step(ctx context.Context, keys *kms.Client) (string, error, error) {
	manager, err := stepkms.New(ctx, apiv1.Options{})
	if err != nil {
		return "", nil, err
	}
	made, err := manager.CreateKey(&apiv1.CreateKeyRequest{Name: "awskms:name=step", SignatureAlgorithm: apiv1.ECDSAWithSHA256})
	if err != nil {
		return "", nil, err
	}
	signer, err := manager.CreateSigner(&made.CreateSignerRequest)
	if err != nil {
		return "", nil, err
	}
	digest := sha256.Sum256(plaintext)
	signature, err := signer.Sign(rand.Reader, digest[:], crypto.SHA256)
	if err != nil {
		return "", nil, err
	}
	if !ecdsa.VerifyASN1(signer.Public().(*ecdsa.PublicKey), digest[:], signature) {
		return "", nil, errors.New("the signature is wrong")
	}
	_, refusal := manager.GetPublicKey(&apiv1.GetPublicKeyRequest{Name: "awskms:key-id=00000000-0000-4000-8000-000000000000"})
	return "makes a key and signs", refusal, nil
}

func vault(ctx context.Context, keys *kms.Client) (string, error, error) {
	key, err := create(ctx, keys, &kms.CreateKeyInput{})
	if err != nil {
		return "", nil, err
	}
	seal := sealing.NewWrapper()
	if _, err := seal.SetConfig(ctx, wrapping.WithKeyId(*key.Arn)); err != nil {
		return "", nil, err
	}
	sealed, err := seal.Encrypt(ctx, plaintext)
	if err != nil {
		return "", nil, err
	}
	if err := same(seal.Decrypt(ctx, sealed)); err != nil {
		return "", nil, err
	}
	if err := disable(ctx, keys, key.KeyId); err != nil {
		return "", nil, err
	}
	_, refusal := seal.Decrypt(ctx, sealed)
	return "seals and unseals", refusal, nil
}

// What the command sops does with the data key of a file.
func sops(ctx context.Context, keys *kms.Client) (string, error, error) {
	key, err := create(ctx, keys, &kms.CreateKeyInput{})
	if err != nil {
		return "", nil, err
	}
	alias := "alias/sops"
	if _, err := keys.CreateAlias(ctx, &kms.CreateAliasInput{AliasName: &alias, TargetKeyId: key.KeyId}); err != nil {
		return "", nil, err
	}
	if err := sopskms.NewMasterKeyFromArn(alias, nil, "").EncryptContext(ctx, plaintext); err == nil {
		return "", nil, errors.New("an alias without an ARN was accepted")
	}
	arn := strings.Replace(*key.Arn, "key/"+*key.KeyId, alias, 1)
	tenant := "42"
	master := sopskms.NewMasterKeyFromArn(arn, map[string]*string{"tenant": &tenant}, "")
	if err := master.EncryptContext(ctx, plaintext); err != nil {
		return "", nil, err
	}
	if err := same(master.DecryptContext(ctx)); err != nil {
		return "", nil, err
	}
	if err := disable(ctx, keys, key.KeyId); err != nil {
		return "", nil, err
	}
	_, refusal := master.DecryptContext(ctx)
	return "encrypts and decrypts the data key of a file", refusal, nil
}

func versionOf(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return dependency.Version
		}
	}
	return "?"
}

func main() {
	ctx := context.Background()
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		panic(err)
	}
	chosen := clients[os.Args[1]]
	task, refusal, err := chosen.run(ctx, kms.NewFromConfig(settings))
	if err != nil {
		panic(err)
	}
	if refusal == nil {
		panic("nothing was refused")
	}
	json.NewEncoder(os.Stdout).Encode(shown{versionOf(chosen.module), task, refusal.Error()})
}
